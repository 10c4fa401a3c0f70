using CqpPlatform.Domain.Candidates;
using FluentValidation;

namespace CqpPlatform.Web.Features.Enrolments.Examining;

public sealed class ReturnEnrolmentValidator : AbstractValidator<ReturnEnrolmentInput>
{
    public ReturnEnrolmentValidator() =>
        RuleFor(x => x.Reason).NotEmpty().WithMessage(EnrolmentErrors.ReasonRequired.Message).Typed("Motif", Enrolment.ReasonMaxLength);
}
