using CqpPlatform.Domain.Common;
using FluentValidation;
using FluentValidation.Results;

namespace CqpPlatform.Web.Features.Enrolments;

/// <summary>What every text a person types here must hold to: its length, and no social security number.</summary>
internal static class TypedText
{
    public static IRuleBuilderOptions<T, string?> Typed<T>(this IRuleBuilder<T, string?> rule, string label, int maxLength) => rule
        .MaximumLength(maxLength).WithMessage($"{label} : {maxLength} caractères au plus.".French())
        .Must(text => !PersonalNumber.IsIn(text)).WithMessage(PersonalNumber.Refusal().Message);

    public static Result ToResult(this ValidationResult validation) =>
        validation.IsValid ? Result.Success : validation.Errors.Select(e => new Error("input", e.ErrorMessage, Field: e.PropertyName)).ToList();
}
