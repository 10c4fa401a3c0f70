using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Evaluations;

public enum EvaluationAct { Reopened, HandedOver, SetAside, RatedApart }

/// <summary>What happened to a grid besides its entries and signatures: who did what, when and why. Never removed, and changed only to forget a person.</summary>
public sealed class EvaluationEvent : TenantEntity
{
    public const int ReasonMaxLength = 1000;

    private EvaluationEvent() { }

    public Guid EvaluationId { get; private set; }
    public EvaluationAct Act { get; private set; }
    public DateTimeOffset At { get; private set; }
    public Guid ById { get; private set; }
    public string ByName { get; private set; } = "";
    public string? Reason { get; private set; }

    public static EvaluationEvent Of(Guid evaluationId, EvaluationAct act, Signatory by, DateTimeOffset at, string? reason = null) =>
        new() { EvaluationId = evaluationId, Act = act, At = at, ById = by.Id, ByName = by.Name, Reason = reason?.Trim() };

    /// <summary>What was written about the person; who did what and when stays.</summary>
    public void EraseReason() => Reason = null;
}

public static class EvaluationActFacts
{
    public static string French(this EvaluationAct act) => act switch
    {
        EvaluationAct.Reopened => "Grille rouverte",
        EvaluationAct.HandedOver => "Grille confiée à un autre, saisies gardées",
        EvaluationAct.SetAside => "Grille écartée, un autre part d’une grille vide",
        EvaluationAct.RatedApart => "Second examinateur ajouté : chacun note désormais sa grille".French(),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };
}
