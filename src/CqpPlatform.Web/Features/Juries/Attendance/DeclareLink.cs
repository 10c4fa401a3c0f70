using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Juries.Attendance;

/// <param name="Reason">The link, as declared.</param>
public sealed record DeclareLinkInput(Guid SessionId, Guid MemberId, Guid EnrolmentId, string? Reason);

/// <summary>A recusal that no data shows: a member declares their own link, the certifier anybody's.</summary>
public sealed class DeclareLink(JurySessionWork work, DeclareLinkValidator validator)
{
    public async Task<Result> ExecuteAsync(DeclareLinkInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadDeliberation, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        var (actor, session) = (opened.Unit.Actor, opened.Context.Session);
        if (!actor.Role.Grants(Permission.ManageJury) && session.MemberOf(actor)?.Id != input.MemberId) return SecurityErrors.NotAllowed;
        var candidates = await SessionCandidates.LoadAsync(opened.Unit.Db, session, ct);
        if (candidates.All(c => c.Id != input.EnrolmentId)) return SecurityErrors.NotFound;
        if (session.DeclareLink(input.MemberId, input.EnrolmentId, input.Reason!) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(input.Reason!.Trim(), ct);
    }
}

public sealed class DeclareLinkValidator : AbstractValidator<DeclareLinkInput>
{
    public const int ReasonMaxLength = 200;

    public DeclareLinkValidator() =>
        RuleFor(x => x.Reason).NotEmpty().WithMessage(JuryErrors.LinkUnknown.Message).PrintedProse("Lien déclaré", ReasonMaxLength);
}
