using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Tests.Tables;

/// <summary>Files made to exhaust whoever opens them. Each is refused with a sentence, within 50 MiB allocated.</summary>
public sealed class TableBombTests
{
    private const long Most = 50L << 20;
    private static readonly string Header = TestWorkbook.Text("A1", "nom") + TestWorkbook.Text("B1", "note");

    [Fact]
    public void A_sheet_that_inflates_a_hundredfold() => Refused(Zip(("xl/workbook.xml", 10), ("xl/worksheets/sheet1.xml", 60 << 20)), TableErrors.Bomb);

    [Fact]
    public void Ten_thousand_entries() => Refused(Zip([.. Enumerable.Range(0, 10_000).Select(i => ($"xl/{i}.xml", 1))]), TableErrors.Bomb);

    [Fact]
    public void A_directory_that_counts_less_than_it_holds()
    {
        var file = Zip([.. Enumerable.Range(0, 10_000).Select(i => ($"xl/{i}.xml", 1))]);
        var end = file.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(end + 8), 3);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(end + 10), 3);
        Refused(file, TableErrors.Bomb);
    }

    [Fact]
    public void A_sheet_of_a_gigabyte() => Refused(Declaring(1_000_000_000), TableErrors.Bomb);

    [Fact]
    public void A_sheet_that_declares_less_than_it_inflates_to() => Refused(Declaring(200), TableErrors.Damaged);

    [Fact]
    public void Entities_that_multiply()
    {
        var entities = string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"));
        Refused(new TestWorkbook(Header).With("xl/worksheets/sheet1.xml", $"<!DOCTYPE x [<!ENTITY l0 \"rire\">{entities}]><worksheet><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>&l9;</t></is></c></row></sheetData></worksheet>").Bytes(), TableErrors.Damaged);
        Refused(new TestWorkbook(Header).With("xl/worksheets/sheet1.xml", "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row r=\"1\"><c><v>&f;</v></c></row></sheetData></worksheet>").Bytes(), TableErrors.Damaged);
    }

    [Fact]
    public void Columns_without_end()
    {
        Refused(Encoding.UTF8.GetBytes("nom" + new string(';', 9 << 20)), TableErrors.TooManyColumns);
        Refused(new TestWorkbook(Header, TestWorkbook.Text("XFD2", "loin")).Bytes(), TableErrors.TooManyColumns);
        Refused(new TestWorkbook(Header, TestWorkbook.Text("ZZZZZZZZZZZZ2", "plus loin")).Bytes(), TableErrors.TooManyColumns);
    }

    [Fact]
    public void Rows_and_cells_without_end()
    {
        Refused(Encoding.UTF8.GetBytes("a;b\n" + string.Concat(Enumerable.Repeat("1;2\n", TableLimits.Rows + 1))), TableErrors.TooManyRows);
        Refused(Encoding.UTF8.GetBytes("a;b\n1;" + new string('x', TableLimits.CellLength + 1)), TableErrors.CellTooLong);
        Refused(Encoding.UTF8.GetBytes("a;b\n1;\"" + new string('x', 5 << 20)), TableErrors.OpenQuote(2));
        Refused(new byte[TableLimits.Bytes + 1], TableErrors.TooLarge);
    }

    private static void Refused(byte[] file, Error error)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = TableReader.Read(file);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        read.Errors.ShouldBe([error]);
        allocated.ShouldBeLessThan(Most);
    }

    private static byte[] Zip(params (string Path, int Size)[] entries)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, size) in entries)
            {
                using var entry = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
                entry.Write(new byte[size]);
            }
        }
        return file.ToArray();
    }

    /// <summary>A workbook whose sheet is longer than its directory says, or the other way round.</summary>
    private static byte[] Declaring(uint size)
    {
        var rows = new[] { Header }.Concat(Enumerable.Range(2, 300).Select(i => TestWorkbook.Text($"A{i}", $"Martin{i}")));
        var file = new TestWorkbook([.. rows]).Bytes();
        for (var at = 0; ; at++)
        {
            var next = file.AsSpan(at).IndexOf("PK\u0001\u0002"u8);
            if (next < 0) return file;
            at += next;
            if (file.AsSpan(at + 46).StartsWith("xl/worksheets/sheet1.xml"u8)) BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at + 24), size);
        }
    }
}
