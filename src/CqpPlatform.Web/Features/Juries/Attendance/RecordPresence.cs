using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Attendance;

/// <param name="ProxyHolderId">The present member who votes for a represented one.</param>
/// <param name="Remote">Present from elsewhere.</param>
/// <param name="At">Paris time of a late arrival or of a departure; who leaves without an hour leaves now. With a proxy holder, the member sat until then.</param>
public sealed record RecordPresenceInput(Guid SessionId, Guid MemberId, Presence Presence, Guid? ProxyHolderId = null, bool Remote = false, TimeOnly? At = null);

/// <summary>Presence of one member; the quorum follows at once.</summary>
public sealed class RecordPresence(JurySessionWork work)
{
    public async Task<Result> ExecuteAsync(RecordPresenceInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        var now = opened.Unit.Now.InParis();
        var at = input.At ?? (input.Presence == Presence.Left ? new TimeOnly(now.Hour, now.Minute) : null);
        if (opened.Context.Session.Attend(input.MemberId, input.Presence, input.ProxyHolderId, opened.Context.Quorum, input.Remote, at) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }
}
