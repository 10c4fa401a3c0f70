using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Constitution;

public sealed record UnseatMemberInput(Guid SessionId, Guid MemberId);

public sealed class UnseatMember(JurySessionWork work)
{
    public async Task<Result> ExecuteAsync(UnseatMemberInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        if (opened.Context.Session.Unseat(input.MemberId) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }
}
