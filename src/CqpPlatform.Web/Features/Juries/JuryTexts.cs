using CqpPlatform.Domain.Common;
using FluentValidation;
using FluentValidation.Results;

namespace CqpPlatform.Web.Features.Juries;

/// <summary>What every free text of the jury must pass, and a validator's messages as a refusal.</summary>
public static class JuryTexts
{
    public static IRuleBuilderOptions<T, string?> FreeText<T>(this IRuleBuilder<T, string?> rule, string what, int maximum) => rule.Typed(what, maximum);

    public static Result Refusal(this ValidationResult result) => result.ToResult();
}
