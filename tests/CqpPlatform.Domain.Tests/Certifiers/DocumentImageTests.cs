using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Tests.Certifiers;

public sealed class DocumentImageTests
{
    private const string Open = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 40 20\">";

    [Fact]
    public void An_SVG_is_rebuilt_from_its_shapes_and_keeps_its_own_gradients()
    {
        var clean = Text(Open + "<title>Logo</title><metadata>X</metadata><ink:view xmlns:ink=\"urn:i\"/><defs><linearGradient id=\"a\"/><linearGradient id=\"b\" xlink:href=\"#a\"/></defs><rect ink:k=\"1\" xmlns:ink=\"urn:i\" width=\"9\" height=\"9\" fill=\"url(#b)\"/></svg>");
        clean.ShouldBe("<svg viewBox=\"0 0 40 20\" xmlns=\"http://www.w3.org/2000/svg\"><defs><linearGradient id=\"a\" /><linearGradient id=\"b\" href=\"#a\" /></defs><rect width=\"9\" height=\"9\" fill=\"url(#b)\" /></svg>");
        Text(clean).ShouldBe(clean, "cleaning twice changes nothing more");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "script")]
    [InlineData("<rect onload=\"alert(1)\"/>", "onload")]
    [InlineData("<text>CPNE</text>", "text")]
    [InlineData("<image href=\"https://exemple.fr/a.png\"/>", "image")]
    [InlineData("<use href=\"#a\"/>", "use")]
    [InlineData("<foreignObject/>", "foreignObject")]
    [InlineData("<rect fill=\"url(https://exemple.fr/#a)\"/>", "fill")]
    [InlineData("<linearGradient xlink:href=\"file:///etc/passwd\"/>", "href")]
    [InlineData("<style>@import 'a.css';</style>", "feuille de style")]
    [InlineData("<style>.a{fill:url( 'http://exemple.fr')}</style>", "feuille de style")]
    public void An_SVG_that_does_more_than_draw_is_refused_and_told_why(string inside, string named)
    {
        var error = Clean(Open + inside + "</svg>").Errors.ShouldHaveSingleItem();
        (error.Code, error.Field).ShouldBe(("identity-svg", "Logo"));
        error.Message.ShouldContain(named);
    }

    [Fact]
    public void An_entity_is_not_expanded_and_nesting_is_bounded()
    {
        Clean("<!DOCTYPE svg [<!ENTITY a \"b\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>" + Open + "<rect id=\"&a;\"/></svg>").Errors.Single().Code.ShouldBe("identity-image-format");
        Clean(Open + string.Concat(Enumerable.Repeat("<g>", 60)) + string.Concat(Enumerable.Repeat("</g>", 60)) + "</svg>").Errors.Single().Code.ShouldBe("identity-svg-complex");
        Clean(Open + string.Concat(Enumerable.Repeat("<path/>", DocumentImage.MostElements)) + "</svg>").Errors.Single().Code.ShouldBe("identity-svg-complex");
    }

    [Fact]
    public void An_SVG_says_its_size()
    {
        Text("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40px\" height=\"20\"><rect/></svg>").ShouldContain("viewBox=\"0 0 40 20\"");
        Clean("<svg xmlns=\"http://www.w3.org/2000/svg\"><rect/></svg>").Errors.Single().Code.ShouldBe("identity-svg-viewbox");
        Clean("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 0 20\"><rect/></svg>").Errors.Single().Code.ShouldBe("identity-svg-viewbox");
    }

    [Fact]
    public void What_a_file_is_its_content_says()
    {
        DocumentImage.Clean(Png(300, 100), "Logo").Value.ShouldBe(Png(300, 100));
        DocumentImage.Clean(Png(20, 100), "Logo").Errors.ShouldBe([IdentityErrors.Dimensions("Logo")]);
        DocumentImage.Clean(Png(45, 3000), "Logo").Errors.ShouldBe([IdentityErrors.Dimensions("Logo")]);
        DocumentImage.Clean("%PDF-1.7"u8.ToArray(), "Logo").Errors.ShouldBe([IdentityErrors.NotAnImage("Logo")]);
        Clean("<html/>").Errors.ShouldBe([IdentityErrors.NotAnImage("Logo")]);
        DocumentImage.Clean(new byte[DocumentImage.LargestKilobytes * 1024 + 1], "Logo").Errors.ShouldBe([IdentityErrors.TooLarge("Logo")]);
    }

    [Fact]
    public void A_PNG_that_would_leave_a_blank_is_refused()
    {
        var whole = Png(300, 100);
        foreach (var cut in new[] { whole[..^12], whole[..60], [.. whole[..50], .. new byte[whole.Length - 50]], Altered(whole, 24, 7), Altered(whole, 28, 1), Altered(whole, 23, 99) })
            DocumentImage.Clean(cut, "Logo").Errors.ShouldBe([IdentityErrors.Damaged("Logo")]);
    }

    private static byte[] Altered(byte[] bytes, int at, byte to)
    {
        var altered = bytes.ToArray();
        altered[at] = to;
        return altered;
    }

    [Fact]
    public void A_PNG_reaches_the_template_within_an_SVG_of_its_size() =>
        DocumentImage.ToSvg(Png(300, 100)).ShouldStartWith("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"100\" viewBox=\"0 0 300 100\"><image width=\"300\" height=\"100\" href=\"data:image/png;base64,");

    private static Result<byte[]> Clean(string svg) => DocumentImage.Clean(Encoding.UTF8.GetBytes(svg), "Logo");

    private static string Text(string svg) => Encoding.UTF8.GetString(Clean(svg).Value);

    private static byte[] Png(int width, int height)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var row = 0; row < height; row++) zlib.Write(new byte[1 + width * 4]);
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR"u8, [.. Big(width), .. Big(height), 8, 6, 0, 0, 0]), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data) => [.. Big(data.Length), .. type, .. data, 0, 0, 0, 0];

    private static byte[] Big(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
