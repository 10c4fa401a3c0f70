namespace CqpPlatform.Web.Components;

/// <summary>How a block stands in a choice being made.</summary>
public enum BlockState
{
    Free,
    Chosen,
    Fixed,
    Acquired,
    Unavailable,
}

/// <param name="Note">For instance the referential's own title, where it differs from the registered one.</param>
public sealed record BlockLine(string Code, string Title, string? Note = null);

public enum SlotState
{
    Taken,
    Acquired,
    Free,
}

/// <param name="Code">Code of the block, or null while the place is free.</param>
public sealed record Slot(string? Code, SlotState State);

/// <param name="Caption">« 3 communs sur 3 ».</param>
/// <param name="Missing">The caption says what is still to choose: it is stressed.</param>
public sealed record SlotSet(IReadOnlyList<Slot> Places, string Caption, bool Missing = false);
