using System.Text;
using System.Xml;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Referentials.FranceCompetences;

namespace CqpPlatform.Benchmarks;

/// <summary>One fiche out of a register of 600 MB, generated as it is read: time against a bare pass of the XML reader, and managed memory.</summary>
internal static class FichesBenchmark
{
    private const long Size = 600_000_000;

    public static void Run()
    {
        var fiche = Encoding.UTF8.GetByteCount(Fiche(0));
        var count = (int)(Size / fiche);
        SideBySide.PrintLong($"fiches: the last of {count} fiches, {(long)count * fiche / 1_000_000} MB of XML",
        [
            ("XmlReader alone", () => BareAsync(File(count))),
            ("FicheReader, one fiche", () => FindAsync(count, 1)),
            ($"FicheReader, {FicheReader.MostFiches} fiches", () => FindAsync(count, FicheReader.MostFiches)),
        ]);
    }

    private static async Task BareAsync(Stream file)
    {
        using var reader = XmlReader.Create(file, new XmlReaderSettings { Async = true, DtdProcessing = DtdProcessing.Prohibit });
        while (await reader.ReadAsync()) { }
    }

    private static async Task FindAsync(int count, int wanted)
    {
        var found = (await FicheReader.FindAsync(File(count), [.. Enumerable.Range(count - wanted, wanted).Select(Number)])).Value;
        if (found.Found.Count != wanted || found.Found[^1].Blocks.Count != 6) throw new InvalidOperationException($"{found.Found.Count} fiches found of {wanted}.");
    }

    /// <summary>The same bytes over and over, with another number: writing the file must not hide what reading it costs.</summary>
    private static RepeatedStream File(int count)
    {
        var bytes = Encoding.UTF8.GetBytes(Fiche(0));
        List<int> places = [];
        for (var at = bytes.AsSpan().IndexOf("100000"u8); at >= 0 && places.Count < 7; at = bytes.AsSpan(at + 1).IndexOf("100000"u8) is >= 0 and var next ? at + 1 + next : -1) places.Add(at);
        return new("<?xml version=\"1.0\" encoding=\"UTF-8\"?><FICHES><VERSION_FLUX>4.1</VERSION_FLUX>", n =>
        {
            foreach (var place in places) Encoding.UTF8.GetBytes($"{100_000 + n}", bytes.AsSpan(place));
            return bytes;
        }, count, "</FICHES>");
    }

    private static string Number(int n) => $"RNCP{100_000 + n}";

    // About the size and the shape of a real one: six blocks, partners, statistics.
    private static string Fiche(int n)
    {
        var text = new StringBuilder(24_000).Append("<FICHE><ID_FICHE>").Append(n).Append("</ID_FICHE><NUMERO_FICHE>").Append(Number(n)).Append("</NUMERO_FICHE><INTITULE>Certification du registre</INTITULE>");
        foreach (var element in new[] { "ACTIVITES_VISEES", "CAPACITES_ATTESTEES", "SECTEURS_ACTIVITE", "OBJECTIFS_CONTEXTE" })
            text.Append('<').Append(element).Append('>').Append(Prose).Append("</").Append(element).Append('>');
        text.Append("<BLOCS_COMPETENCES>");
        for (var block = 1; block <= 6; block++)
            text.Append($"<BLOC_COMPETENCES><CODE>{Number(n)}BC0{block}</CODE><LIBELLE>Bloc {block}</LIBELLE><LISTE_COMPETENCES>").Append(Prose).Append("</LISTE_COMPETENCES><MODALITES_EVALUATION>Mise en situation</MODALITES_EVALUATION></BLOC_COMPETENCES>");
        text.Append("</BLOCS_COMPETENCES><PARTENAIRES>");
        for (var partner = 0; partner < 20; partner++) text.Append("<PARTENAIRE><NOM_PARTENAIRE>Organisme de formation</NOM_PARTENAIRE><HABILITATION_PARTENAIRE>HABILITATION_ORGA_FORM</HABILITATION_PARTENAIRE></PARTENAIRE>");
        return text.Append("</PARTENAIRES><SI_JURY_FC><ACTIF>Oui</ACTIF><COMPOSITION>Jury paritaire</COMPOSITION></SI_JURY_FC><DATE_FIN_ENREGISTREMENT>24/09/2030</DATE_FIN_ENREGISTREMENT></FICHE>").ToString();
    }

    private static readonly string Prose = string.Concat(Enumerable.Repeat("&lt;p&gt;- Analyser la demande du client, en tenant compte de sa situation et de la réglementation en vigueur, afin de lui proposer une solution&lt;/p&gt;\n", 10));
}
