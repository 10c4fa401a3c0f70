using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;

namespace CqpPlatform.Web.Features.Reminders.FollowUp;

public sealed record RevokeTutorLinksInput(Guid CampaignId, Guid TutorId);

/// <summary>Ends every link of a tutor at once, and the visits they opened: for a mail that went to the wrong person. A new link can be sent right after.</summary>
public sealed class RevokeTutorLinks(WorkFactory work, ReadFollowUp followUp)
{
    public async Task<Result> ExecuteAsync(RevokeTutorLinksInput input, CancellationToken ct = default)
    {
        var read = await followUp.ExecuteAsync(input.CampaignId, ct);
        if (read.Refused) return Result.From(read.Errors);
        if (!read.Value.Sources.Any(s => s.Source == SourceKind.Tutor && s.People.Any(t => t.Id == input.TutorId))) return SecurityErrors.NotFound;
        var begun = await work.BeginAsync(Permission.FollowEvaluations, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        await unit.Db.RevokeTutorLinksAsync(input.TutorId, unit.Now, ct);
        return await unit.SaveAsync(ct: ct);
    }
}
