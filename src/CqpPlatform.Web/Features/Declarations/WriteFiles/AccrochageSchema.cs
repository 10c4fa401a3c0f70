using System.Xml;
using System.Xml.Schema;

namespace CqpPlatform.Web.Features.Declarations.WriteFiles;

/// <summary>
/// The schema of the « accrochage CPF », shipped inside the platform: our own re-writing of the facts of the official 1.1.2 (its heading says from
/// where). A file that it refuses is never kept, so never downloaded.
/// </summary>
internal static class AccrochageSchema
{
    public const string Namespace = "urn:cdc:cpf:pc5:schema:1.0.0", Version = "1.1.2";
    private const int MostFaults = 5;

    private static readonly Lazy<XmlSchemaSet> Schemas = new(() =>
    {
        using var stream = typeof(AccrochageSchema).Assembly.GetManifestResourceStream("accrochage-1.1.2.xsd")!;
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var set = new XmlSchemaSet { XmlResolver = null };
        set.Add(Namespace, reader);
        set.Compile();
        return set;
    });

    /// <summary>What the schema refuses, the first few; read from end to end without building a tree.</summary>
    public static IReadOnlyList<string> Faults(Stream file)
    {
        var faults = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = Schemas.Value, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, e) =>
        {
            if (faults.Count < MostFaults) faults.Add($"Ligne {e.Exception.LineNumber} : {e.Message}");
        };
        try
        {
            using var reader = XmlReader.Create(file, settings);
            while (reader.Read())
            {
                // Reading is validating.
            }
        }
        catch (XmlException e)
        {
            faults.Add($"Ligne {e.LineNumber} : {e.Message}");
        }
        return faults;
    }
}
