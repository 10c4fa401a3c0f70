using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Evaluations.Links;

public sealed record DeclareExaminerLinkInput(Guid OralId, string? Detail);

public sealed class DeclareExaminerLinkValidator : AbstractValidator<DeclareExaminerLinkInput>
{
    public DeclareExaminerLinkValidator() => RuleFor(x => x.Detail).Prose("Lien", ExaminerLink.DetailMaxLength);
}

/// <summary>An examiner says that they know a candidate of theirs: from then on the grid is closed to them, and the certifier sees it on the page of the commission.</summary>
public sealed class DeclareExaminerLink(WorkFactory work, DeclareExaminerLinkValidator validator)
{
    public async Task<Result> ExecuteAsync(DeclareExaminerLinkInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.RecordCommissionEvaluation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        var me = unit.Actor.MembershipId;
        var enrolmentId = await unit.Db.Orals.Where(o => o.Id == input.OralId && (o.ExaminerId == me || o.SecondExaminerId == me)).Select(o => (Guid?)o.EnrolmentId).SingleOrDefaultAsync(ct);
        if (enrolmentId is null || me is null) return SecurityErrors.NotFound;
        if (await unit.Db.ExaminerLinks.AnyAsync(l => l.ExaminerId == me && l.EnrolmentId == enrolmentId, ct)) return CommissionErrors.AlreadyLinked;
        var link = ExaminerLink.Declare(me.Value, enrolmentId.Value, input.Detail, unit.Actor.Id, unit.Now);
        if (link.Refused) return Result.From(link.Errors);
        unit.Db.Add(link.Value);
        return await unit.SaveAsync(ct: ct);
    }
}
