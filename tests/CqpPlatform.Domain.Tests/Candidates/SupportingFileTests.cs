using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Tests.Candidates;

public sealed class SupportingFileTests
{
    private static readonly Signatory By = new(Guid.NewGuid(), "ROCHETTE Benoît");
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"u8];
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 4, 0, 0, 0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9];
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", 13), .. Chunk("IDAT", 3), .. Chunk("IEND", 0)];

    [Fact]
    public void The_three_formats_are_received_whatever_the_case_of_the_extension()
    {
        Create("Pièce d’identité.PDF", Pdf).Value.Type.ShouldBe(SupportingFileType.Pdf);
        Create("photo.jpeg", Jpeg).Value.Type.ShouldBe(SupportingFileType.Jpeg);
        Create("scan.png", Png).Value.Type.ShouldBe(SupportingFileType.Png);
    }

    [Fact]
    public void The_content_is_what_the_name_says_from_the_first_byte_to_the_last()
    {
        foreach (var (name, content) in new (string, byte[])[]
        {
            ("a.pdf", Png), ("a.png", Jpeg), ("a.jpg", Pdf), ("a.pdf", "<html><script>"u8.ToArray()), ("a.pdf", Pdf[..20]), ("a.pdf", [.. "MZ"u8, .. Pdf]),
            ("a.jpg", Jpeg[..8]), ("a.jpg", [.. Jpeg[..^2], 0, 0]), ("a.png", Png[..^4]), ("a.png", [.. Png, 1]), ("a.png", []),
        })
            Create(name, content).Errors.ShouldHaveSingleItem().Code.ShouldBe("file-content", name);
        Create("a.svg", Png).Errors.ShouldBe([SupportingFileErrors.UnknownType]);
        Create("pdf", Pdf).Errors.ShouldBe([SupportingFileErrors.UnknownType]);
        Create("a.pdf.exe", Pdf).Errors.ShouldBe([SupportingFileErrors.UnknownType]);
    }

    [Theory]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData(@"C:\Users\moi\carte.pdf", "carte.pdf")]
    [InlineData("fdp\u202Eexe.pdf", "fdpexe.pdf")]
    [InlineData("a\r\nb.pdf", "ab.pdf")]
    [InlineData("<img src=x>.pdf", "img src=x.pdf")]
    [InlineData(".pdf", "piece.pdf")]
    [InlineData("Œuvre d’Anaïs (2).pdf", "Œuvre d’Anaïs (2).pdf")]
    public void A_name_keeps_nothing_that_misleads(string given, string kept) => Create(given, Pdf).Value.Name.ShouldBe(kept);

    [Fact]
    public void A_long_name_is_cut_before_its_extension_and_a_social_security_number_is_refused()
    {
        Create(new string('a', 400) + ".pdf", Pdf).Value.Name.ShouldBe(new string('a', ReceivedPiece.NameMaxLength - 4) + ".pdf");
        Create("carte 2 94 03 2A 004 123.pdf", Pdf).Errors.ShouldHaveSingleItem().Code.ShouldBe("nir-refused");
    }

    [Fact]
    public void Size_count_and_quota_are_bounded()
    {
        Create("a.pdf", new byte[ReceivedPiece.MaxBytes + 1]).Errors.ShouldBe([SupportingFileErrors.TooLarge]);
        Create("a.pdf", Pdf, [.. Enumerable.Repeat(1, ReceivedPiece.MaxCount)]).Errors.ShouldBe([SupportingFileErrors.TooMany]);
        Create("a.pdf", Pdf, [ReceivedPiece.QuotaBytes]).Errors.ShouldBe([SupportingFileErrors.QuotaExceeded]);
    }

    private static Result<SupportingFile> Create(string name, byte[] content, params int[] joined) =>
        SupportingFile.Create(Guid.NewGuid(), name, content, joined, By, DateTimeOffset.UnixEpoch);

    private static byte[] Chunk(string kind, int length) => [0, 0, 0, (byte)length, .. System.Text.Encoding.ASCII.GetBytes(kind), .. new byte[length], 1, 2, 3, 4];
}
