using System.Text;
using System.Xml;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Referentials.FranceCompetences;

/// <summary>
/// Finds fiches in the open data of France compétences (V4.1 XML, some 570 MB): streamed, elements by name in any order, in memory that depends
/// on the fiches asked for, never on the file. The file comes from outside: no DTD, no entity of its own, bounded depth, names and texts.
/// </summary>
public static class FicheReader
{
    /// <summary>Fiches one search may bring back.</summary>
    public const int MostFiches = 20;

    /// <summary>The fiches of these numbers; without a number, the only fiche of the file.</summary>
    /// <param name="progress">Fiches gone through, now and then.</param>
    public static async Task<Result<FicheSearch>> FindAsync(Stream xml, IReadOnlyCollection<string> numbers, IProgress<int>? progress = null, CancellationToken ct = default)
    {
        var wanted = numbers.Select(n => n.Trim().ToUpperInvariant()).Where(n => n.Length > 0).ToHashSet();
        if (wanted.Count > MostFiches) return FicheErrors.TooMany(MostFiches);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await using var guarded = new GuardedStream(xml);
        using var reader = XmlReader.Create(guarded, Settings());
        var pass = new FichePass(reader, guarded, wanted);
        try
        {
            while (await pass.NextAsync(ct))
                if (pass.Read % 500 == 0) progress?.Report(pass.Read);
        }
        catch (XmlException e)
        {
            return FicheErrors.Damaged(e, pass.Started);
        }
        catch (DecoderFallbackException)
        {
            return FicheErrors.Encoding;
        }
        if (pass.Overflow is { } overflow) return overflow;
        if (pass.Read == 0) return FicheErrors.NoFiche;
        if (wanted.Count == 0 && pass.Read > 1) return FicheErrors.ManyFiches;
        return new FicheSearch(pass.Found, [.. wanted.Except(pass.Found.Select(f => f.Number)).Order(StringComparer.Ordinal)], pass.Read);
    }

    private static XmlReaderSettings Settings() => new()
    {
        Async = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = true,
        NameTable = new BoundedNames(),
    };

    /// <summary>The format has some hundred names; a file that invents them endlessly would fill the memory.</summary>
    private sealed class BoundedNames : NameTable
    {
        private const int Most = 5_000;
        private int count;

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));
        public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

        private string Counted(string name) => ++count > Most ? throw new XmlException("Too many names.") : name;
    }
}
