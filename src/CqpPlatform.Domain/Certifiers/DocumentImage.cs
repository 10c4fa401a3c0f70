using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Certifiers;

/// <summary>
/// A logo or a signature that will enter every document: small, PNG or SVG by its content, and an SVG of plain shapes only, rebuilt from what is allowed.
/// </summary>
public static partial class DocumentImage
{
    public const int LargestKilobytes = 200, SmallestSide = 40, LargestSide = 2000, MostElements = 2000;
    private const int Deepest = 24;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly HashSet<string> Shapes =
    [
        "svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "linearGradient", "radialGradient", "stop", "clipPath", "style",
    ];

    /// <summary>Say nothing on paper: left out without a word.</summary>
    private static readonly HashSet<string> Silent = ["title", "desc", "metadata"];

    /// <summary>The bytes to keep: the PNG as it is, the SVG rebuilt.</summary>
    public static Result<byte[]> Clean(byte[] bytes, string field)
    {
        if (bytes.Length > LargestKilobytes * 1024) return IdentityErrors.TooLarge(field);
        if (PngPicture.Begins(bytes))
        {
            if (PngPicture.SizeOf(bytes) is not { } size || size.Width is < SmallestSide or > LargestSide || size.Height is < SmallestSide or > LargestSide) return IdentityErrors.Dimensions(field);
            return PngPicture.IsWhole(bytes) ? bytes : IdentityErrors.Damaged(field);
        }
        try
        {
            return Rebuilt(bytes, field);
        }
        catch (XmlException)
        {
            return IdentityErrors.NotAnImage(field);
        }
    }

    /// <summary>The image as an SVG text, which is how a template takes it.</summary>
    public static string ToSvg(byte[] clean)
    {
        if (PngPicture.SizeOf(clean) is not { } size) return Encoding.UTF8.GetString(clean);
        var side = string.Create(CultureInfo.InvariantCulture, $"width=\"{size.Width}\" height=\"{size.Height}\"");
        return $"<svg xmlns=\"{Svg}\" {side} viewBox=\"0 0 {size.Width} {size.Height}\"><image {side} href=\"data:image/png;base64,{Convert.ToBase64String(clean)}\"/></svg>";
    }

    private static Result<byte[]> Rebuilt(byte[] bytes, string field)
    {
        // No entity is ever expanded, and nothing outside the file is read.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        var elements = 0;
        using (var reader = XmlReader.Create(new MemoryStream(bytes), settings))
            while (reader.Read())
                if (reader.Depth > Deepest || (reader.NodeType == XmlNodeType.Element && ++elements > MostElements)) return IdentityErrors.TooComplex(field);

        using var again = XmlReader.Create(new MemoryStream(bytes), settings);
        var root = XDocument.Load(again).Root!;
        if (root.Name != Svg + "svg") return IdentityErrors.NotAnImage(field);
        if (Forbidden(root) is { } what) return IdentityErrors.Unsafe(field, what);
        foreach (var link in root.Descendants().Where(e => e.Name.Namespace == Svg).Attributes().Where(a => a.Name.LocalName == "href" && a.Name.Namespace != XNamespace.None).ToList()) link.Parent!.SetAttributeValue("href", link.Value);
        root.DescendantsAndSelf().Attributes().Where(a => a.IsNamespaceDeclaration || a.Name.Namespace != XNamespace.None).Remove();
        root.Descendants().Where(e => e.Name.Namespace != Svg || Silent.Contains(e.Name.LocalName)).Remove();
        if (Sized(root) is not { } sized) return IdentityErrors.NoSize(field);
        return Encoding.UTF8.GetBytes(sized.ToString(SaveOptions.DisableFormatting));
    }

    private static string? Forbidden(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf().Where(e => e.Name.Namespace == Svg))
        {
            if (!Shapes.Contains(element.Name.LocalName) && !Silent.Contains(element.Name.LocalName)) return $"un élément « {element.Name.LocalName} »";
            // Attributes of a drawing program's own namespace are left out afterwards.
            foreach (var attribute in element.Attributes().Where(a => a.Name.Namespace == XNamespace.None ? !a.IsNamespaceDeclaration : a.Name.LocalName == "href"))
                if (attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || (attribute.Name.LocalName == "href" && !attribute.Value.StartsWith('#')) || Reaches(attribute.Value))
                    return $"un attribut « {attribute.Name.LocalName} »";
            if (element.Name.LocalName == "style" && (Reaches(element.Value) || element.Value.Contains('@', StringComparison.Ordinal))) return "une feuille de style qui appelle autre chose";
        }
        return null;
    }

    /// <summary>A style may only point at the file itself: url(#a).</summary>
    private static bool Reaches(string value) => Outside().IsMatch(value);

    /// <summary>The aspect ratio comes from the view box; one is made of the width and the height where there is none.</summary>
    private static XElement? Sized(XElement root)
    {
        if (root.Attribute("viewBox") is not null) return Ratio(root) ? root : null;
        if (Length(root.Attribute("width")) is not { } width || Length(root.Attribute("height")) is not { } height) return null;
        root.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}"));
        return root;
    }

    private static bool Ratio(XElement root)
    {
        var box = ((string)root.Attribute("viewBox")!).Split([' ', ',', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
        root.Attributes().Where(a => a.Name.LocalName is "width" or "height").Remove();
        return box.Length == 4 && Number(box[2]) is > 0 && Number(box[3]) is > 0;
    }

    private static double? Length(XAttribute? attribute) => Number(attribute?.Value.Replace("px", "", StringComparison.Ordinal).Replace("pt", "", StringComparison.Ordinal).Replace("mm", "", StringComparison.Ordinal)) is > 0 and var length ? length : null;

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    [GeneratedRegex(@"url\s*\(\s*['""]?\s*(?!#)[^'""\s)]|javascript:|data:|https?:", RegexOptions.IgnoreCase)]
    private static partial Regex Outside();
}
