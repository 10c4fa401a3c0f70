using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Awards;

public static class AwardErrors
{
    public static readonly Error NotSealed = new("award-not-sealed", "Le procès-verbal du jury n’est pas scellé : aucun document ne peut être délivré.".French());

    /// <summary>What the certifier has still to supply, once for all its documents.</summary>
    public static Error MentionsMissing(IReadOnlyList<string> mentions) => new("document-missing-mentions",
        $"Aucun document n’a été délivré, il manque : {French.List(mentions)}. À compléter dans « Documents », « Mentions des documents ».".French());

    /// <summary>What the enrolment of one candidate has still to supply.</summary>
    public static Error HolderFactsMissing(string candidate, IReadOnlyList<string> mentions) => new("document-missing-mentions",
        $"Aucun document n’a été délivré, il manque pour {candidate} : {French.List(mentions)}. À compléter dans sa fiche de candidat.".French());
}
