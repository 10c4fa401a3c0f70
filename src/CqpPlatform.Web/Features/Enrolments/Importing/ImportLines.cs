using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <summary>One line of the file as the form would have been typed, and what was wrong with its cells.</summary>
internal sealed record ImportLine(int Number, SaveEnrolmentInput Input, List<TableProblem> Problems)
{
    public bool IsFaulty => Problems.Exists(p => !p.Warning);

    /// <summary>Who the line names; null while that cannot be read.</summary>
    public PersonKey? Key { get; } = Input is { BirthName: { } name, FirstNames: { } first, BirthDate: { } born } ? PersonKey.Of(name, first, born) : null;

    /// <summary>The rules' own refusals, for whoever has no columns to show them in.</summary>
    public List<Error> Refusals { get; } = [];

    /// <summary>The electives as typed; the rest of the choice goes without saying.</summary>
    public string TypedBlocks { get; init; } = "";

    /// <summary>One fault a cell: the first says enough, and the rules that follow would only repeat it.</summary>
    /// <param name="remedy">Where the sentences only say what is wrong.</param>
    public void Fault(TableColumn column, string value, IReadOnlyList<Error> errors, string? remedy = null)
    {
        if (Problems.Exists(p => p.Column == column.Name && !p.Warning)) return;
        var problem = TableProblem.Of(Number, column, value, errors[0] with { Message = string.Join(' ', errors.Select(e => e.Message)) });
        Problems.Add(remedy is null ? problem : problem with { Remedy = remedy });
        Refusals.AddRange(errors);
    }
}

/// <summary>Reads a table of enrolments: every line, every cell, every fault.</summary>
internal static class ImportLines
{
    private static readonly char[] BetweenBlocks = [' ', ',', ';', '+', '/', '\n', '\u00A0'];

    public static (IReadOnlyList<ImportLine> Lines, IReadOnlyList<TableProblem> Header) Read(Table table, ImportFormat format, Referential referential)
    {
        var (places, problems) = format.Table.Match(table.Header);
        if (problems.Any(p => !p.Warning)) return ([], problems);
        var lines = new List<ImportLine>(table.Rows.Count);
        var (cells, chosen) = (new CellReader(format.Table, places, table.Date1904), new Dictionary<(string?, string), IReadOnlyList<string>>());
        foreach (var row in table.Rows) lines.Add(Line(row, cells, format, referential, table.Header, chosen));
        return (lines, problems);
    }

    private static ImportLine Line(TableRow row, CellReader cells, ImportFormat format, Referential referential, TableRow header, Dictionary<(string?, string), IReadOnlyList<string>> chosen)
    {
        cells.Take(row);
        // A SIRET that lost its first zero looks like one.
        cells.Problems.AddRange(row.PersonalNumbers(header, ImportFormat.Identity)
            .Select(p => TableFormat.Fold(p.Column).Contains("siret", StringComparison.Ordinal) ? p with { Remedy = "Si c’est un SIRET, écrivez ses 14 chiffres, zéros de tête compris" } : p));
        var input = new SaveEnrolmentInput
        {
            Sex = Choice(nameof(SaveEnrolmentInput.Sex)) is { } sex ? sex == 0 ? Sex.Female : Sex.Male : null,
            BirthName = Text(nameof(SaveEnrolmentInput.BirthName)),
            UsageName = Text(nameof(SaveEnrolmentInput.UsageName)),
            FirstNames = Text(nameof(SaveEnrolmentInput.FirstNames)),
            BirthDate = cells.Date(format.Name(nameof(SaveEnrolmentInput.BirthDate))),
            BirthPlace = Text(nameof(SaveEnrolmentInput.BirthPlace)),
            BirthInseeCode = Digits(nameof(SaveEnrolmentInput.BirthInseeCode)),
            Email = Text(nameof(SaveEnrolmentInput.Email)),
            Phone = Digits(nameof(SaveEnrolmentInput.Phone)) is null ? null : Text(nameof(SaveEnrolmentInput.Phone)),
            AccessRoute = Choice(nameof(SaveEnrolmentInput.AccessRoute)) is { } route ? format.Routes[route] : null,
            VaeLeave = format.Has(nameof(SaveEnrolmentInput.VaeLeave)) && Choice(nameof(SaveEnrolmentInput.VaeLeave)) == 1,
            EngagementDate = cells.Date(format.Name(nameof(SaveEnrolmentInput.EngagementDate))),
            Option = format.Has(nameof(SaveEnrolmentInput.Option)) && Choice(nameof(SaveEnrolmentInput.Option)) is { } option ? referential.Composition.Options[option].Code : null,
            CompanySiret = Digits(nameof(SaveEnrolmentInput.CompanySiret)),
            CompanyName = Text(nameof(SaveEnrolmentInput.CompanyName)),
            TutorLastName = Text(nameof(SaveEnrolmentInput.TutorLastName)),
            TutorFirstName = Text(nameof(SaveEnrolmentInput.TutorFirstName)),
            TutorQuality = Text(nameof(SaveEnrolmentInput.TutorQuality)),
            TutorEmail = Text(nameof(SaveEnrolmentInput.TutorEmail)),
            Adaptations = Text(nameof(SaveEnrolmentInput.Adaptations)),
        };
        var electives = format.Has(nameof(SaveEnrolmentInput.Blocks)) ? cells.Raw(format.Name(nameof(SaveEnrolmentInput.Blocks))) : "";
        // A few dozen choices for ten thousand lines.
        if (!chosen.TryGetValue((input.Option, electives), out var blocks)) chosen[(input.Option, electives)] = blocks = Chosen(input.Option, electives, referential);
        input.Blocks = blocks;
        if (format.IsExample(input))
            cells.Problems.Add(TableProblem.Of(row.Line, format.Table.Column(format.Name(nameof(input.BirthName))), input.BirthName!, "C’est la ligne d’exemple du modèle", "Retirez-la : elle ne désigne personne") with { Warning = true });
        return new(row.Line, input, cells.Problems) { TypedBlocks = electives };

        string? Text(string property) => cells.Text(format.Name(property));
        string? Digits(string property) => cells.Digits(format.Name(property));
        int? Choice(string property) => cells.Choice(format.Name(property));
    }

    /// <summary>The common blocks and those of the option go without saying; the electives are the line's own.</summary>
    private static IReadOnlyList<string> Chosen(string? option, string electives, Referential referential)
    {
        var composition = referential.Composition;
        var typed = electives.Split(BetweenBlocks, StringSplitOptions.RemoveEmptyEntries).Select(code => referential.FindBlock(code.ToUpperInvariant())?.Code ?? code);
        return [.. composition.Common, .. composition.Option(option)?.Blocks ?? [], .. typed];
    }
}
