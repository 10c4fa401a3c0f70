using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Worklists.ReadWorklist;

/// <summary>Files that an organisation gave and that are not saved yet: what runs is found again here, and so is what waits for somebody.</summary>
internal static class ImportItems
{
    public static async Task<IReadOnlyList<WorkItem>> OfAsync(CqpDbContext db, Guid organisationId, CancellationToken ct)
    {
        var waiting = await (
            from i in db.EnrolmentImports
            join c in db.Campaigns on i.CampaignId equals c.Id
            join j in db.Jobs on i.JobId equals j.Id
            where i.OrganisationId == organisationId && c.Status == CampaignStatus.EnrolmentOpen && i.Status != ImportStatus.Saved && i.Status != ImportStatus.Abandoned && i.Status != ImportStatus.Undone
            orderby i.UploadedAt
            select new { i.Id, i.FileName, i.Status, i.Errors, i.Lines, c.Name, c.CertificationCode, c.EnrolmentClosesOn, j.State, j.Done, j.Total, j.Message }).ToListAsync(ct);
        return [.. waiting.Select(w =>
        {
            var (title, action) = (w.State.IsEnded(), w.Status) switch
            {
                (false, _) => ($"Suivre l’import de {w.FileName}", "Suivre"),
                (_, ImportStatus.Sound) => ($"Enregistrer l’import de {w.FileName}", "Enregistrer"),
                (_, ImportStatus.ToCorrect) => ($"Corriger le fichier {w.FileName}", "Corriger"),
                _ => ($"Reprendre l’import de {w.FileName}", "Reprendre"),
            };
            var running = !w.State.IsEnded() && w.Total > 0;
            string[] meta = w.Status == ImportStatus.ToCorrect ? [$"{w.Name}, {w.CertificationCode}", FrenchFormat.Count(w.Errors, "erreur")] : [$"{w.Name}, {w.CertificationCode}"];
            return new WorkItem(title, $"/inscriptions/imports/{w.Id}", action, meta, running ? w.Done : 0, running ? w.Total : 0, w.Message, w.EnrolmentClosesOn, $"jusqu’au {FrenchFormat.Date(w.EnrolmentClosesOn)}");
        })];
    }
}
