using CqpPlatform.Domain.Common;
using FluentValidation.Results;

namespace CqpPlatform.Web.Features;

/// <summary>A validator's messages as a refusal.</summary>
internal static class Refusals
{
    /// <param name="field">Where the screen's field is not the input's property.</param>
    public static Result ToResult(this ValidationResult validation, string? field = null) =>
        validation.IsValid ? Result.Success : validation.Errors.ConvertAll(e => new Error("invalid", e.ErrorMessage, Field: field ?? e.PropertyName));
}
