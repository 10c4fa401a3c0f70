using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Reminders.RemindTutors;

/// <param name="TutorId">One tutor, or null for all who still owe observations.</param>
public sealed record RemindTutorsInput(Guid CampaignId, Guid? TutorId = null);

/// <summary>Sends a working link again to tutors who still owe observations; the former links stay good until their term.</summary>
public sealed class RemindTutors(WorkFactory work, ReadTutorReminders reminders, IConfiguration configuration)
{
    public async Task<Result<int>> ExecuteAsync(RemindTutorsInput input, CancellationToken ct = default)
    {
        var read = await reminders.ExecuteAsync(input.CampaignId, ct);
        if (read.Refused) return Result.From(read.Errors);
        if (!read.Value.Open) return CampaignErrors.EvaluationClosed;
        var wanted = read.Value.Tutors.Where(t => input.TutorId is null || t.TutorId == input.TutorId).Select(t => t.TutorId).ToList();
        if (wanted.Count == 0) return new Error("tutor-nothing-missing", "Ce tuteur a déjà remis toutes ses observations.");

        var begun = await work.BeginAsync(Permission.RemindTutors, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var slug = await unit.Db.Tenants.Where(t => t.Id == unit.Actor.TenantId).Select(t => t.Slug).SingleAsync(ct);
        foreach (var tutor in await unit.Db.Tutors.Where(t => wanted.Contains(t.Id)).ToListAsync(ct))
            await TutorInvitations.InviteAsync(unit.Db, tutor, slug, configuration.PublicUrl(), unit.Now);
        var saved = await unit.SaveAsync(ct: ct);
        return saved.Refused ? saved : wanted.Count;
    }
}
