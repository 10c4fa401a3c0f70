using System.Text.Encodings.Web;
using System.Text.Json;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <summary>Every problem of a file, in the order of its lines, as it is kept with the import.</summary>
internal static class ImportReport
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static (string Report, ImportCounts Counts) Write(IReadOnlyList<TableProblem> header, IReadOnlyList<ImportLine> lines)
    {
        var problems = header.Concat(lines.SelectMany(l => l.Problems)).ToList();
        return (JsonSerializer.Serialize(problems, Json), new(lines.Count, lines.Count(l => l.IsFaulty), problems.Count(p => !p.Warning), problems.Count(p => p.Warning)));
    }

    public static IReadOnlyList<TableProblem> Read(string? report) => report is null ? [] : JsonSerializer.Deserialize<List<TableProblem>>(report, Json)!;
}
