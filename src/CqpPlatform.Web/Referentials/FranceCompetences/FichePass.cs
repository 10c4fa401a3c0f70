using System.Text;
using System.Xml;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Referentials.FranceCompetences;

/// <summary>One pass over the file. A fiche nobody asked for is left as soon as its number is known.</summary>
internal sealed class FichePass(XmlReader reader, GuardedStream stream, IReadOnlySet<string> wanted)
{
    private const int Deepest = 60, LongestText = 300_000, LongestFiche = 1_000_000, MostItems = 500;

    private readonly char[] piece = new char[4096];
    private readonly StringBuilder text = new();
    private readonly List<Fiche> found = [];
    private int taken;

    public IReadOnlyList<Fiche> Found => found;
    public int Read { get; private set; }

    /// <summary>An element was met: what follows is XML, of some form.</summary>
    public bool Started { get; private set; }
    public Error? Overflow { get; private set; }

    /// <summary>Goes through one more fiche; false at the end, or once there is nothing left to look for.</summary>
    public async Task<bool> NextAsync(CancellationToken ct)
    {
        if (wanted.Count > 0 ? found.Count == wanted.Count : Read > 1) return false;
        while (await StepAsync())
        {
            ct.ThrowIfCancellationRequested();
            if (reader.NodeType != XmlNodeType.Element) await DrainAsync();
            else if (reader.LocalName == FicheFormat.Fiche)
            {
                Read++;
                await FicheAsync();
                return Overflow is null;
            }
        }
        return false;
    }

    private async Task FicheAsync()
    {
        taken = 0;
        var depth = reader.Depth;
        var fiche = await ElementAsync(FicheFormat.Root);
        if (fiche is null)
            await LeaveAsync(depth);
        else if (IsWanted(fiche.TextOf(FicheFormat.Number)) && found.TrueForAll(f => f.Number != FicheMap.NumberOf(fiche)))
            found.Add(FicheMap.Of(fiche));
    }

    /// <summary>The element with its known children; null once the number tells that nobody asked for the fiche, or that it is too big.</summary>
    private async Task<FicheNode?> ElementAsync(FormatElement format)
    {
        var node = new FicheNode(format.Name);
        if (reader.IsEmptyElement) return node;
        var depth = reader.Depth;
        if (format.IsLeaf) text.Clear();
        var items = 0;
        while (await StepAsync() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                if (format.Child(reader.LocalName) is not { } known)
                {
                    if (format.IsLeaf) text.Append(Break(reader.LocalName));
                    else await SkipAsync();
                }
                else if (++items > MostItems || await ElementAsync(known) is not { } child)
                {
                    if (items > MostItems) Overflow = FicheErrors.TooBig(Read);
                    return null;
                }
                else
                {
                    node.Add(child);
                    if (known.Name == FicheFormat.Number && !IsWanted(child.Text)) return null;
                }
            }
            else if (!format.IsLeaf)
            {
                await DrainAsync();
            }
            else if (reader.HasValue && !await TakeTextAsync())
            {
                return null;
            }
        }
        if (format.IsLeaf) node.Text = text.ToString();
        return node;
    }

    private bool IsWanted(string number) => wanted.Count == 0 || wanted.Contains(FicheMap.Number(number));

    /// <summary>Bounded: a text longer than any fiche has is a damaged file, not something to keep half of.</summary>
    private async Task<bool> TakeTextAsync()
    {
        int read;
        while ((read = await reader.ReadValueChunkAsync(piece, 0, piece.Length)) > 0)
        {
            stream.NodeReached();
            taken += read;
            if (text.Length + read > LongestText || taken > LongestFiche)
            {
                Overflow = FicheErrors.TooBig(Read);
                return false;
            }
            text.Append(piece, 0, read);
        }
        return true;
    }

    private Task SkipAsync() => reader.IsEmptyElement ? Task.CompletedTask : LeaveAsync(reader.Depth);

    /// <summary>To the end of the element of that depth.</summary>
    private async Task LeaveAsync(int depth)
    {
        while (Overflow is null && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth) && await StepAsync())
            await DrainAsync();
    }

    /// <summary>Goes over a text nobody needs, piece by piece.</summary>
    private async ValueTask DrainAsync()
    {
        if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            while (await reader.ReadValueChunkAsync(piece, 0, piece.Length) > 0)
                stream.NodeReached();
    }

    /// <summary>A text sometimes holds its page's markup as elements.</summary>
    private static string Break(string element) => element.ToUpperInvariant() switch { "LI" => "\n• ", "P" or "BR" or "DIV" or "UL" or "OL" or "TR" => "\n", _ => "" };

    private async ValueTask<bool> StepAsync()
    {
        stream.NodeReached();
        if (!await reader.ReadAsync()) return false;
        Started = true;
        return reader.Depth <= Deepest ? true : throw new XmlException("Nested too deep.");
    }
}
