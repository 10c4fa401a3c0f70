using CqpPlatform.Domain.Awards;

namespace CqpPlatform.Web.Documents;

/// <summary>The document that one annuls: not always of the same kind, as a block withdrawn from a certificate leaves an attestation.</summary>
public sealed record ReplacedDocument(DocumentKind Kind, string Number)
{
    internal string Sentence(LegalTexts texts) =>
        $"Annule et remplace {(Kind == DocumentKind.Certificate ? "le certificat" : "l’attestation")} n°\u00a0{texts.Line("Numéro remplacé", Number, 40)}.";
}
