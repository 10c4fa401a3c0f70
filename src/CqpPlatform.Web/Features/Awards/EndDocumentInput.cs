using CqpPlatform.Domain.Awards;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Awards;

/// <param name="Reason">Shown to whoever verifies the document.</param>
/// <param name="Proof">Who ends it shows again who they are, unless they have just done so.</param>
public sealed record EndDocumentInput(Guid DocumentId, string Reason, IdentityProof? Proof = null);

public sealed class EndDocumentValidator : AbstractValidator<EndDocumentInput>
{
    public EndDocumentValidator() =>
        RuleFor(i => i.Reason).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(AwardErrors.ReasonRequired.Message).Line("Motif", IssuedDocument.ReasonMaxLength);
}
