using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Tables;

/// <summary>The owner's file given back: same format, same rows, every cell as it was written, and one column more.</summary>
public static class TableCopy
{
    public const string ErrorColumn = "erreurs";
    public const string Masked = "[numéro masqué]";

    /// <param name="notes">What to write at the end of each line.</param>
    /// <param name="only">The lines to keep, the header apart; null for all.</param>
    public static byte[] WithErrors(byte[] file, Table table, IReadOnlyDictionary<int, string> notes, IReadOnlySet<int>? only = null) =>
        TableReader.IsZip(file) ? Workbook(file, table, notes, only) : Text(CsvText.Decode(file), table, notes, only);

    /// <summary>
    /// The file without the social security numbers someone put in it, for the platform keeps none, not even to say so; null
    /// where there is none. A workbook that holds one anywhere is written anew from the cells that were read: a number may hide in another sheet.
    /// </summary>
    public static byte[]? WithoutPersonalNumbers(byte[] file, Table table)
    {
        if (!TableReader.IsZip(file)) return Masking(CsvText.Decode(file));
        using var package = XlsxPackage.Open(file);
        if (!package.Entries.Any(HoldsNumber)) return null;
        var rows = table.Rows.Prepend(table.Header).ToDictionary(r => r.Line);
        var all = Enumerable.Range(1, rows.Keys.Max()).Select(line => rows.TryGetValue(line, out var row) ? (IReadOnlyList<string>)[.. row.Cells.Select(Mask)] : []);
        return XlsxWriter.Write([new("Feuille1", [.. Enumerable.Repeat(18, table.Width)], all)]);
    }

    private static byte[]? Masking(CsvText file)
    {
        var (separator, _, skip) = CsvReader.Separator(file.Text);
        var (reader, copy, found) = (new CsvReader(file.Text, separator), new StringBuilder(file.Text.Length), false);
        var written = 0;
        while (reader.Next())
        {
            if (reader.Start < skip || !reader.Cells.Exists(PersonalNumber.IsIn)) continue;
            found = true;
            copy.Append(file.Text, written, reader.Start - written).AppendJoin(separator, reader.Cells.Select(c => CsvWriter.Cell(Mask(c), separator)));
            written = reader.End;
        }
        return found ? file.Encode(copy.Append(file.Text, written, file.Text.Length - written).ToString()) : null;
    }

    private static string Mask(string cell) => PersonalNumber.IsIn(cell) ? Masked : cell;

    private static bool HoldsNumber(ZipArchiveEntry entry)
    {
        if (!entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)) return false;
        using var xml = XlsxPackage.Xml(entry);
        while (xml.Read())
            if (xml.HasValue && PersonalNumber.IsIn(xml.Value)) return true;
        return false;
    }

    private static byte[] Text(CsvText file, Table table, IReadOnlyDictionary<int, string> notes, IReadOnlySet<int>? only)
    {
        var (separator, _, _) = CsvReader.Separator(file.Text);
        var (reader, copy) = (new CsvReader(file.Text, separator), new StringBuilder(file.Text.Length));
        var written = 0;
        while (reader.Next())
        {
            if (only is not null && reader.Line > table.Header.Line && !only.Contains(reader.Line))
            {
                // The line break that follows goes with the line.
                written = reader.End;
                continue;
            }
            copy.Append(file.Text, written, reader.End - written);
            written = reader.End;
            if ((reader.Line == table.Header.Line ? ErrorColumn : notes.GetValueOrDefault(reader.Line)) is not { } note) continue;
            copy.Append(separator, Math.Max(1, table.Width - reader.Cells.Count + 1)).Append(CsvWriter.Cell(note, separator));
        }
        return file.Encode(copy.Append(file.Text, written, file.Text.Length - written).ToString());
    }

    private static byte[] Workbook(byte[] file, Table table, IReadOnlyDictionary<int, string> notes, IReadOnlySet<int>? only)
    {
        using var package = XlsxPackage.Open(file);
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in package.Entries)
            {
                using var target = zip.CreateEntry(entry.FullName, CompressionLevel.Fastest).Open();
                if (entry.FullName == package.SheetPath) Sheet(entry, target, table, notes, only);
                else
                {
                    using var source = entry.Open();
                    source.CopyTo(target);
                }
            }
        }
        return output.ToArray();
    }

    private static void Sheet(ZipArchiveEntry entry, Stream target, Table table, IReadOnlyDictionary<int, string> notes, IReadOnlySet<int>? only)
    {
        using var source = XlsxPackage.Xml(entry);
        using var copy = XmlWriter.Create(target, new() { Encoding = new UTF8Encoding(false) });
        var line = 0;
        source.Read();
        while (!source.EOF)
        {
            if (source is { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                line = int.TryParse(source.GetAttribute("r"), CultureInfo.InvariantCulture, out var given) ? given : line + 1;
                if (only is not null && line > table.Header.Line && !only.Contains(line))
                {
                    source.Skip();
                    continue;
                }
            }
            // A cell that only has a border or a colour, where the column is added: two cells in one place are a damaged workbook.
            if (source is { NodeType: XmlNodeType.Element, LocalName: "c" } && source.GetAttribute("r") is { } reference && XlsxReader.Place(reference) >= table.Width)
            {
                source.Skip();
                continue;
            }
            if (source is { NodeType: XmlNodeType.EndElement, LocalName: "row" } && (line == table.Header.Line ? ErrorColumn : notes.GetValueOrDefault(line)) is { } note)
                XlsxWriter.Cell(copy, table.Width, line, note);
            Shallow(source, copy);
            source.Read();
        }
    }

    /// <summary>Copies the reader's node and not what is below it.</summary>
    private static void Shallow(XmlReader source, XmlWriter copy)
    {
        switch (source.NodeType)
        {
            case XmlNodeType.Element:
                copy.WriteStartElement(source.Prefix, source.LocalName, source.NamespaceURI);
                copy.WriteAttributes(source, true);
                if (source.IsEmptyElement) copy.WriteEndElement();
                break;
            case XmlNodeType.EndElement:
                copy.WriteFullEndElement();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA:
                copy.WriteString(source.Value);
                break;
            case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                copy.WriteWhitespace(source.Value);
                break;
        }
    }
}
