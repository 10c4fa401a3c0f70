using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Candidates;

public enum ErasureGround { Retention, Request }

public static class ErasureGroundFacts
{
    public static string French(this ErasureGround ground) => ground switch
    {
        ErasureGround.Retention => "Terme de conservation",
        ErasureGround.Request => "Demande de la personne",
        _ => throw new ArgumentOutOfRangeException(nameof(ground), ground, null),
    };
}

/// <summary>One line of the register of erasures: proof that it was done, and what must be done again after an older backup is restored. Append-only; names nobody.</summary>
public sealed class Erasure : TenantEntity
{
    public const int ReasonMaxLength = 500;

    private Erasure() { }

    public Guid CandidateId { get; private set; }
    public ErasureReach Reach { get; private set; }
    public ErasureGround Ground { get; private set; }
    public string Reason { get; private set; } = "";
    public Guid ErasedById { get; private set; }
    public DateTimeOffset ErasedAt { get; private set; }

    public static Erasure Record(Guid candidateId, ErasureReach reach, ErasureGround ground, string reason, Guid byId, DateTimeOffset now) =>
        new() { CandidateId = candidateId, Reach = reach, Ground = ground, Reason = reason.Trim(), ErasedById = byId, ErasedAt = now };
}
