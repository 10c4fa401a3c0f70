using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Evaluations;

/// <summary>Another tutor or examiner takes over: what was written goes on in their hands, or is set aside whole (docs/adr/0051).</summary>
public sealed partial class Evaluation
{
    /// <summary>Since when it is no longer in use: it is neither written in nor counted, and what it says stays as it was written.</summary>
    public DateTimeOffset? SetAsideAt { get; private set; }

    /// <summary>What was written is discarded on purpose: whoever takes over starts from nothing. What is signed is reopened first.</summary>
    public Result SetAside(DateTimeOffset now)
    {
        if (IsSubmitted) return EvaluationErrors.SignedNotSetAside(BlockCode);
        SetAsideAt = now;
        return Result.Success;
    }

    /// <summary>What was written goes on in another's hands; each entry keeps its writer's name.</summary>
    /// <param name="examinerId">Of two examiners, whoever takes the seat; null for the grid that counts.</param>
    public Result HandOver(Guid? examinerId)
    {
        if (IsSubmitted) return EvaluationErrors.SignedNotHandedOver(BlockCode);
        ExaminerId = examinerId;
        return Result.Success;
    }

    /// <summary>A second examiner joins the first: what the first one wrote alone becomes their own grid of two.</summary>
    public Result RateApart(Guid examinerId)
    {
        if (IsSubmitted) return EvaluationErrors.SignedAlone(BlockCode);
        ExaminerId = examinerId;
        return Result.Success;
    }
}
