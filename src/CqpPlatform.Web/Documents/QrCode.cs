using System.Globalization;
using System.Text;
using QRCoder;

namespace CqpPlatform.Web.Documents;

internal static class QrCode
{
    private const int QuietZone = 4; // modules QRCoder adds on each side; the layout leaves its own margin

    /// <summary>The code as an SVG image of one path, runs of dark modules merged.</summary>
    public static string Svg(string content)
    {
        using var code = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        var side = modules.Count - 2 * QuietZone;
        var path = new StringBuilder();
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
            {
                var from = x;
                while (x < side && modules[y + QuietZone][x + QuietZone]) x++;
                if (x > from) path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
            }
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\"><path fill=\"#1a1815\" d=\"{path}\"/></svg>";
    }
}
