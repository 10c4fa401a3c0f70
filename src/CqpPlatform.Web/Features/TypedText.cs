using CqpPlatform.Domain.Common;
using FluentValidation;
using FluentValidation.Results;

namespace CqpPlatform.Web.Features;

/// <summary>What every text a person types must hold to: its length, and no social security number. A validator's messages as a refusal.</summary>
internal static class TypedText
{
    public static IRuleBuilderOptions<T, string?> Typed<T>(this IRuleBuilder<T, string?> rule, string label, int maxLength) => rule
        .MaximumLength(maxLength).WithMessage($"{label} : {maxLength} caractères au plus.".French())
        .WithoutPersonalNumber();

    public static IRuleBuilderOptions<T, string?> WithoutPersonalNumber<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(text => !PersonalNumber.IsIn(text)).WithMessage(PersonalNumber.Refusal().Message);

    /// <param name="field">Where the screen's field is not the input's property.</param>
    public static Result ToResult(this ValidationResult validation, string? field = null) =>
        validation.IsValid ? Result.Success : validation.Errors.ConvertAll(e => new Error("invalid", e.ErrorMessage, Field: field ?? e.PropertyName));
}
