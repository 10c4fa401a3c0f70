namespace CqpPlatform.Web.Documents.Sealing;

/// <summary>Adds the PDF/UA-1 identification, with the extension schema PDF/A asks for, to a file's XMP metadata.</summary>
internal static class PdfUaClaim
{
    public static string AddTo(string xmp)
    {
        if (xmp.Contains("pdfuaid:part", StringComparison.Ordinal)) return xmp;
        const string schema =
            "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>" +
            "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" +
            "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\"><pdfaProperty:category>internal</pdfaProperty:category>" +
            "<pdfaProperty:description>PDF/UA part</pdfaProperty:description><pdfaProperty:name>part</pdfaProperty:name>" +
            "<pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>";
        const string open = "<pdfaExtension:schemas>", close = "</pdfaExtension:schemas>", description = "<rdf:Description rdf:about=\"\"";
        // The extension schemas move to a description of their own, first: some readers (xmpbox) look for them only there.
        int from = xmp.IndexOf(open, StringComparison.Ordinal), to = xmp.IndexOf(close, StringComparison.Ordinal) + close.Length;
        var schemas = xmp[from..to].Replace("</rdf:Bag>" + close, schema + "</rdf:Bag>" + close, StringComparison.Ordinal);
        xmp = xmp.Remove(from, to - from);
        xmp = xmp.Insert(xmp.IndexOf(description, StringComparison.Ordinal),
            description + " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"" +
            " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">" + schemas + "</rdf:Description>");
        return xmp.Insert(xmp.IndexOf("</rdf:RDF>", StringComparison.Ordinal),
            description + " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"><pdfuaid:part>1</pdfuaid:part></rdf:Description>");
    }
}
