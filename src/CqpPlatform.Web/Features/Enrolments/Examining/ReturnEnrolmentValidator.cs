using CqpPlatform.Domain.Candidates;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Enrolments.Examining;

public sealed class ReturnEnrolmentValidator : AbstractValidator<ReturnEnrolmentInput>
{
    public ReturnEnrolmentValidator() =>
        RuleFor(x => x.Reason).NotEmpty().WithMessage(EnrolmentErrors.ReasonRequired.Message).Prose("Motif", Enrolment.ReasonMaxLength);
}
