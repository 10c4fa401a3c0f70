namespace CqpPlatform.Web.Components;

public enum ChainState
{
    Done,
    Now,
    ToCome,
}

/// <param name="Detail">A date or a delay: « jusqu’au 24/11 ».</param>
public sealed record ChainStep(string Label, string? Detail, ChainState State);
