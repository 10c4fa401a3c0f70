using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Reminders.FollowUp;

/// <param name="Recipients">Organisations, tutors and examiners, as the page names them.</param>
/// <param name="Again">Those reminded within a day too.</param>
public sealed record SendRemindersInput(Guid CampaignId, IReadOnlyCollection<Guid> Recipients, bool Again = false);

/// <param name="Reminded">Names, in the order of the page.</param>
/// <param name="Passed">Who was reminded within a day, and was not again.</param>
public sealed record RemindersSent(IReadOnlyList<string> Reminded, IReadOnlyList<string> Passed);

/// <summary>Reminds those who owe evaluations, by one mail each and one line of the audit; a tutor's holds a new link, and the former ones stay good until their term.</summary>
public sealed class SendReminders(WorkFactory work, ReadFollowUp read, IConfiguration configuration)
{
    public async Task<Result<RemindersSent>> ExecuteAsync(SendRemindersInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.FollowEvaluations, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        // Two people who remind at the same moment do it once.
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        await GridLock.TakeRemindersAsync(unit.Db, input.CampaignId, ct);
        var found = await read.ExecuteAsync(input.CampaignId, ct);
        if (found.Refused) return Result.From(found.Errors);
        var campaign = found.Value;
        if (!campaign.Open) return CampaignErrors.EvaluationClosed;
        var asked = campaign.Sources.SelectMany(s => s.People).Where(p => campaign.CanRemind(p) && input.Recipients.Contains(p.Id)).ToList();
        if (asked.Count == 0) return ReminderErrors.NothingOwed;
        var reachable = asked.FindAll(p => p.Addresses.Count > 0);
        if (reachable.Count == 0) return ReminderErrors.NoAddress(asked[0].Name);
        var (passed, reminded) = (reachable.FindAll(p => p.RemindedLately && !input.Again), reachable.FindAll(p => !p.RemindedLately || input.Again));
        if (reminded.Count == 0) return ReminderErrors.TooSoon;

        var address = configuration.PublicUrl();
        var slug = await unit.Db.Tenants.Where(t => t.Id == unit.Actor.TenantId).Select(t => t.Slug).SingleAsync(ct);
        var tutorIds = reminded.Where(p => p.Source == SourceKind.Tutor).Select(p => p.Id).ToList();
        foreach (var tutor in await unit.Db.Tutors.Where(t => tutorIds.Contains(t.Id)).ToListAsync(ct)) await TutorInvitations.InviteAsync(unit.Db, tutor, slug, address, unit.Now);
        foreach (var one in reminded)
        {
            unit.Db.Add(Reminder.Of(campaign.Id, one.Source, one.Id, unit.Actor.Id, unit.Now));
            if (one.Source != SourceKind.Tutor) unit.Db.AddRange(ReminderMails.Of(campaign, one, address, unit.Now));
        }
        if (await unit.SaveAsync(ct: ct) is { Refused: true } conflict) return Result.From(conflict.Errors);
        await transaction.CommitAsync(ct);
        return new RemindersSent([.. reminded.Select(p => p.Name)], [.. passed.Select(p => p.Name)]);
    }
}

public static class ReminderErrors
{
    public static readonly Error NothingOwed = new("reminder-nothing-owed", "Rien n’est attendu d’eux aujourd’hui : rechargez la page.".French());
    public static readonly Error TooSoon = new("reminder-too-soon", "Déjà relancé il y a moins d’un jour. Cochez « Relancer aussi » pour le faire quand même.".French());
    public static Error NoAddress(string name) => new("reminder-no-address", $"{name} n’a aucun accès ouvert : invitez d’abord une personne, depuis « Membres ».".French());
}
