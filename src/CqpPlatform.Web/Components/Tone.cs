namespace CqpPlatform.Web.Components;

/// <summary>The meaning behind a colour. It is always drawn with its own shape and word as well.</summary>
public enum Tone
{
    Ok,
    Wait,
    Late,
    None,
    Accent,
}

public static class ToneMarks
{
    /// <summary>The class of components.css that carries the colour.</summary>
    public static string Css(this Tone tone) => tone switch
    {
        Tone.Ok => "ok",
        Tone.Wait => "wait",
        Tone.Late => "late",
        Tone.None => "none",
        Tone.Accent => "acc",
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, null),
    };

    /// <summary>The symbol that says the same without colour.</summary>
    public static string Symbol(this Tone tone) => tone switch
    {
        Tone.Ok => "check",
        Tone.Wait => "p-half",
        Tone.Late => "s-late",
        Tone.None => "s-todo",
        Tone.Accent => "info",
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, null),
    };
}
