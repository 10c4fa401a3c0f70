using Microsoft.AspNetCore.Components;

namespace CqpPlatform.Web.Components;

/// <summary>What every ready-made field takes, whatever its value.</summary>
public abstract class FieldBase : ComponentBase
{
    /// <summary>Id of the input. By habit the name of the input's property, so that errors find it.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";
    [Parameter, EditorRequired] public string Label { get; set; } = "";
    [Parameter] public string? Hint { get; set; }
    [Parameter] public string? Error { get; set; }
    [Parameter] public bool Optional { get; set; }
    /// <summary>Width classes in a grid-6: w1 w2 w3 w4 w6.</summary>
    [Parameter] public string? Class { get; set; }
    /// <summary>Form name of the input, for a page posted without a circuit.</summary>
    [Parameter] public string? Name { get; set; }
    [Parameter] public bool Disabled { get; set; }
    /// <summary>Any other attribute, put on the input itself.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? Attributes { get; set; }
}
