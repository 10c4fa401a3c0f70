using System.Xml;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;

namespace CqpPlatform.Web.Features.Declarations.ReceiveReport;

/// <summary>Reads a return report as a stream: by local names, whatever their case and their namespace, without DTD nor anything outside the file.</summary>
internal static class ReturnReportReader
{
    public static async Task<Result<ReturnReport>> ReadAsync(Stream file, CancellationToken ct)
    {
        var settings = new XmlReaderSettings { Async = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };
        try
        {
            using var reader = XmlReader.Create(file, settings);
            return await ReadAsync(reader, ct);
        }
        catch (XmlException)
        {
            return DeclarationErrors.ReportUnreadable;
        }
    }

    private static async Task<Result<ReturnReport>> ReadAsync(XmlReader reader, CancellationToken ct)
    {
        var path = new Stack<string>();
        var (rejected, accepted) = (new List<RejectedPassage>(), new List<string>());
        string? flux = null, treatment = null, id = null;
        var messages = new List<string>();
        while (await reader.ReadAsync())
        {
            ct.ThrowIfCancellationRequested();
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (path.Count == 0 && Name(reader) != "rapport") return DeclarationErrors.ReportUnreadable;
                    if (Name(reader) == "passage") (id, messages) = (null, []);
                    if (!reader.IsEmptyElement) path.Push(Name(reader));
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    Take(string.Join('/', path.Reverse()), reader.Value.Trim());
                    break;
                case XmlNodeType.EndElement:
                    if (path.Pop() == "passage" && id is not null) rejected.Add(new(id, string.Join(' ', messages)));
                    break;
            }
        }
        return flux is null ? DeclarationErrors.ReportUnreadable : new ReturnReport(flux, treatment, rejected, accepted);

        void Take(string place, string text)
        {
            switch (place)
            {
                case "rapport/idflux":
                    flux = text;
                    break;
                case "rapport/idtraitement":
                    treatment = text;
                    break;
                case "rapport/passagesok/idtechnique":
                    accepted.Add(text);
                    break;
                case "rapport/passagesko/passage/idtechnique":
                    id = text;
                    break;
                case "rapport/passagesko/passage/messageerreur":
                    messages.Add(text);
                    break;
            }
        }
    }

    private static string Name(XmlReader reader) => reader.LocalName.ToLowerInvariant();
}
