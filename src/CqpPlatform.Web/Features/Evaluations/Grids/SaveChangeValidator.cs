using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Evaluations.Grids;

public sealed class SaveChangeValidator : AbstractValidator<SaveChangeInput>
{
    public SaveChangeValidator()
    {
        RuleFor(x => x.Value).Prose("Commentaire", EvaluationRating.CommentMaxLength);
        RuleFor(x => x.Field).IsInEnum().WithMessage("Ce champ n’existe pas.");
    }
}
