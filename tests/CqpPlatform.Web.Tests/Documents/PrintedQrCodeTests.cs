using System.Globalization;
using System.Text;
using CqpPlatform.Web.Documents;
using ZXing;

namespace CqpPlatform.Web.Tests.Documents;

/// <summary>Read as a phone reads it: from the page as it is drawn, not from the data it was made of.</summary>
public sealed class PrintedQrCodeTests(DocumentsFixture documents)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_code_on_the_certificate_leads_to_its_verification_with_number_and_code(bool dressed)
    {
        var certificate = Samples.Certificate31391 with { Look = dressed ? Samples.Burgundy : null };
        var rendered = await documents.Renderer.RenderAsync(certificate, documents.Seal, DocumentsFixture.Now, TestContext.Current.CancellationToken);
        Read(rendered.Value).ShouldBe($"https://exemple.fr/verification/{certificate.Number}/{certificate.CheckCode}");
    }

    [Fact]
    public async Task So_does_the_one_on_the_attestation()
    {
        var rendered = await documents.Renderer.RenderAsync(Samples.Attestation31391, documents.Seal, DocumentsFixture.Now, TestContext.Current.CancellationToken);
        Read(rendered.Value).ShouldBe(Samples.Attestation31391.VerificationUrl);
    }

    private string? Read(RenderedDocument rendered)
    {
        var pdf = documents.Save(rendered.Sha256 + ".pdf", rendered.Bytes);
        // About what a phone's camera sees of a page held in one hand.
        DocumentsFixture.Run("pdftoppm", "-r", "110", "-gray", "-singlefile", pdf, Path.ChangeExtension(pdf, null));
        var (pixels, width, height) = Pgm(File.ReadAllBytes(Path.ChangeExtension(pdf, ".pgm")));
        return new BarcodeReaderGeneric { Options = { TryHarder = true, PossibleFormats = [BarcodeFormat.QR_CODE] } }
            .Decode(new RGBLuminanceSource(pixels, width, height, RGBLuminanceSource.BitmapFormat.Gray8))?.Text;
    }

    /// <summary>« P5, width height, 255 », then a byte a pixel.</summary>
    private static (byte[] Pixels, int Width, int Height) Pgm(byte[] file)
    {
        var at = 0;
        string Word()
        {
            var from = at;
            while (file[at] > ' ') at++;
            return Encoding.ASCII.GetString(file, from, at++ - from);
        }
        Word().ShouldBe("P5");
        var (width, height) = (int.Parse(Word(), CultureInfo.InvariantCulture), int.Parse(Word(), CultureInfo.InvariantCulture));
        Word().ShouldBe("255");
        return (file[at..], width, height);
    }
}
