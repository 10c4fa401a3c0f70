using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Reminders.RemindTutors;

public sealed record RevokeTutorLinksInput(Guid CampaignId, Guid TutorId);

/// <summary>Ends every link of a tutor at once, and the visits they opened: for a mail that went to the wrong person. A new link can be sent right after.</summary>
public sealed class RevokeTutorLinks(WorkFactory work, ReadTutorReminders reminders)
{
    public async Task<Result> ExecuteAsync(RevokeTutorLinksInput input, CancellationToken ct = default)
    {
        var read = await reminders.ExecuteAsync(input.CampaignId, ct);
        if (read.Refused) return Result.From(read.Errors);
        if (read.Value.Tutors.All(t => t.TutorId != input.TutorId)) return SecurityErrors.NotFound;
        var begun = await work.BeginAsync(Permission.RemindTutors, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        foreach (var link in await unit.Db.TutorLinks.Where(l => l.TutorId == input.TutorId && l.RevokedAt == null).ToListAsync(ct)) link.Revoke(unit.Now);
        return await unit.SaveAsync(ct: ct);
    }
}
