using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml;

namespace CqpPlatform.Web.Tables;

/// <summary>
/// The parts of a workbook. The directory of the archive is walked before anything is opened: a bomb is refused by its own sizes, and
/// .NET never inflates an entry beyond the size it declares.
/// </summary>
internal sealed class XlsxPackage : IDisposable
{
    private const int EndRecord = 22, DirectoryRecord = 46;
    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = true };
    private readonly ZipArchive archive;

    private XlsxPackage(ZipArchive archive, string sheetPath, bool date1904) => (this.archive, SheetPath, Date1904) = (archive, sheetPath, date1904);

    /// <summary>The first sheet that is shown.</summary>
    public string SheetPath { get; }
    public bool Date1904 { get; }
    public IReadOnlyCollection<ZipArchiveEntry> Entries => archive.Entries;

    public static XlsxPackage Open(byte[] file)
    {
        Weigh(file);
        var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
        try
        {
            if (archive.GetEntry("xl/workbook.xml") is null)
                throw new TableRefusedException(archive.GetEntry("content.xml") is not null ? TableErrors.OpenDocument : TableErrors.NotATable);
            var (relation, date1904) = FirstSheet(archive);
            return new(archive, Target(archive, relation), date1904);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    public XmlReader? Part(string path) => archive.GetEntry(path) is { } entry ? Xml(entry) : null;

    public static XmlReader Xml(ZipArchiveEntry entry) => XmlReader.Create(entry.Open(), Safe);

    public void Dispose() => archive.Dispose();

    private static (string Relation, bool Date1904) FirstSheet(ZipArchive archive)
    {
        using var workbook = Xml(archive.GetEntry("xl/workbook.xml")!);
        var (relation, date1904) = (default(string), false);
        while (workbook.Read())
        {
            if (workbook.NodeType != XmlNodeType.Element) continue;
            if (workbook.LocalName == "workbookPr") date1904 = workbook.GetAttribute("date1904") is "1" or "true";
            if (workbook.LocalName != "sheet" || relation is not null || workbook.GetAttribute("state") is "hidden" or "veryHidden") continue;
            while (workbook.MoveToNextAttribute())
                if (workbook.LocalName == "id" && workbook.Prefix.Length > 0) relation = workbook.Value;
        }
        return (relation ?? throw new TableRefusedException(TableErrors.Damaged), date1904);
    }

    private static string Target(ZipArchive archive, string relation)
    {
        if (archive.GetEntry("xl/_rels/workbook.xml.rels") is { } entry)
        {
            using var relations = Xml(entry);
            while (relations.Read())
            {
                if (relations.NodeType != XmlNodeType.Element || relations.LocalName != "Relationship" || relations.GetAttribute("Id") != relation) continue;
                var target = relations.GetAttribute("Target") ?? "";
                var path = target.StartsWith('/') ? target[1..] : "xl/" + target;
                if (archive.GetEntry(path) is not null) return path;
            }
        }
        throw new TableRefusedException(TableErrors.Damaged);
    }

    /// <summary>Counts the entries and their sizes in the archive's directory, without opening it.</summary>
    private static void Weigh(ReadOnlySpan<byte> file)
    {
        var end = file[Math.Max(0, file.Length - EndRecord - ushort.MaxValue)..].LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0) throw new TableRefusedException(TableErrors.Damaged);
        end += Math.Max(0, file.Length - EndRecord - ushort.MaxValue);
        var record = file[end..];
        if (record.Length < EndRecord) throw new TableRefusedException(TableErrors.Damaged);
        var at = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        // 0xFFFFFFFF sends to the 64-bit directory, which no spreadsheet of ours needs.
        if (at == uint.MaxValue || BinaryPrimitives.ReadUInt16LittleEndian(record[10..]) > TableLimits.ZipEntries) throw new TableRefusedException(TableErrors.Bomb);
        if (at >= file.Length) throw new TableRefusedException(TableErrors.Damaged);

        var rest = file[(int)at..];
        var total = 0L;
        for (var entries = 0; rest.Length >= DirectoryRecord && rest.StartsWith("PK\u0001\u0002"u8); entries++)
        {
            var (packed, whole) = (BinaryPrimitives.ReadUInt32LittleEndian(rest[20..]), BinaryPrimitives.ReadUInt32LittleEndian(rest[24..]));
            total += whole;
            // Small parts that repeat themselves compress beyond any ratio and do no harm.
            var swollen = whole > 1 << 20 && whole / Math.Max(1, packed) >= TableLimits.ZipRatio;
            if (entries >= TableLimits.ZipEntries || total > TableLimits.UnzippedBytes || swollen) throw new TableRefusedException(TableErrors.Bomb);
            var length = DirectoryRecord + BinaryPrimitives.ReadUInt16LittleEndian(rest[28..]) + BinaryPrimitives.ReadUInt16LittleEndian(rest[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(rest[32..]);
            rest = length <= rest.Length ? rest[length..] : default;
        }
    }
}
