using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Tables;
using CqpPlatform.Web.Validation;

namespace CqpPlatform.Web.Features.Evaluations.ResultsFile;

/// <summary>What a file comes to, whether it is written or not.</summary>
/// <param name="Lines">Rows that say something.</param>
/// <param name="Changes">Fields that would hold something else.</param>
/// <param name="Grids">Grids they belong to.</param>
public sealed record ResultsFindings(int Lines, int Changes, int Grids, IReadOnlyList<TableProblem> Problems)
{
    public int Errors => Problems.Count(p => !p.Warning);
    public bool IsSound => Errors == 0;

    /// <summary>What the grids hold already and the file says otherwise: told before it is written over.</summary>
    public IReadOnlyList<TableProblem> Replaced { get; init; } = [];

    public string Words => Changes == 0 ? "Tout ce que le fichier contient est déjà dans les grilles."
        : $"{FrenchFormat.Count(Changes, "saisie")} dans {FrenchFormat.Count(Grids, "grille")}.";
}

/// <summary>
/// Reads a table against the grids and writes into them in memory: checking and saving both do exactly this, by the domain's own verb, so that neither
/// knows a rule the other does not. Only saving keeps what comes of it.
/// </summary>
internal sealed class ResultsPlan(ResultsStage stage, IEnumerable<Evaluation> begun, Signatory by, DateTimeOffset now)
{
    private readonly Dictionary<string, Enrolment> byReference = stage.Enrolments.ToDictionary(e => ResultsFormat.Reference(e.Id));
    private readonly Dictionary<(Guid, string), Evaluation> grids = begun.ToDictionary(e => (e.EnrolmentId, e.BlockCode));
    private readonly Dictionary<Guid, ILookup<string, RatedItem>> linesOf = [];
    private readonly Dictionary<(Guid, string, string), int> seen = [];
    private readonly HashSet<(Guid, string)> touched = [];
    private readonly List<TableProblem> problems = [], replaced = [];
    private int lines, changes;

    /// <summary>Grids that the file began.</summary>
    public List<Evaluation> Begun { get; } = [];

    public ResultsFindings Read(Table table)
    {
        var (places, header) = stage.Format.Table.Match(table.Header);
        problems.AddRange(header);
        if (header.All(p => p.Warning))
        {
            var cells = new CellReader(stage.Format.Table, places, table.Date1904);
            foreach (var row in table.Rows) Line(row, cells, table.Header);
        }
        return new ResultsFindings(lines, changes, touched.Count, problems) { Replaced = replaced };
    }

    private void Line(TableRow row, CellReader cells, TableRow header)
    {
        cells.Take(row);
        cells.Problems.AddRange(row.PersonalNumbers(header));
        var level = cells.Choice(ResultsFormat.Result) is { } place ? stage.Format.Levels[place] : null;
        var comment = cells.Text(ResultsFormat.Comment);
        if (TypedText.Fault(TextKind.Prose, "Commentaire", comment, EvaluationRating.CommentMaxLength) is { } unfit && cells.Problems.All(p => p.Warning)) Fault(cells, ResultsFormat.Comment, comment!, unfit, "Raccourcissez ou corrigez ce texte");
        var (enrolment, item) = Find(cells);
        if (enrolment is not null && item is not null && (level is not null || comment is not null) && cells.Problems.All(p => p.Warning)) Write(row.Line, cells, enrolment, item, level, comment);
        if (level is not null || comment is not null) lines++;
        problems.AddRange(cells.Problems);
    }

    // Whose line, of which block.
    private (Enrolment?, RatedItem?) Find(CellReader cells)
    {
        var (reference, block, code) = (cells.Raw(ResultsFormat.File), cells.Raw(ResultsFormat.Block).ToUpperInvariant(), cells.Raw(ResultsFormat.Line));
        if (reference.Length == 0 || block.Length == 0 || code.Length == 0) return default;
        if (!byReference.TryGetValue(reference.ToLowerInvariant(), out var enrolment))
        {
            Fault(cells, ResultsFormat.File, reference, "Aucun de vos candidats de cette campagne n’a cette référence", "Reprenez-la du modèle de cette campagne");
            return default;
        }
        if (!linesOf.TryGetValue(enrolment.Id, out var all)) linesOf[enrolment.Id] = all = stage.LinesOf(enrolment).ToLookup(l => l.Block, l => l.Item);
        if (!all.Contains(block)) Fault(cells, ResultsFormat.Block, block, "Ce bloc n’est pas à évaluer par vous pour ce candidat", "Retirez la ligne, ou reprenez le modèle");
        else if (all[block].FirstOrDefault(i => string.Equals(i.Code, code, StringComparison.OrdinalIgnoreCase)) is { } item) return (enrolment, item);
        else Fault(cells, ResultsFormat.Line, code, $"La grille de {block} ne contient pas cette ligne", "Reprenez le code du modèle");
        return default;
    }

    private void Write(int number, CellReader cells, Enrolment enrolment, RatedItem item, RatingLevel? level, string? comment)
    {
        var block = cells.Raw(ResultsFormat.Block).ToUpperInvariant();
        if (!seen.TryAdd((enrolment.Id, block, item.Code), number))
        {
            Fault(cells, ResultsFormat.Line, item.Code, $"Même ligne de la même grille que la ligne {seen[(enrolment.Id, block, item.Code)]}", "Gardez une seule des deux lignes");
            return;
        }
        if (!grids.TryGetValue((enrolment.Id, block), out var grid))
        {
            grids[(enrolment.Id, block)] = grid = Evaluation.Start(enrolment.Id, block, SourceKind.TrainingOrganisation);
            Begun.Add(grid);
        }
        Set(cells, grid, item, LineField.Rating, level?.Rating.ToString(), ResultsFormat.Result);
        Set(cells, grid, item, LineField.Comment, comment, ResultsFormat.Comment);
        if (level is { CommentRequired: true } && grid.Ratings.FirstOrDefault(r => r.ItemCode == item.Code)?.Comment is null)
            cells.Problems.Add(Problem(cells, ResultsFormat.Comment, "", "Un commentaire sera demandé pour remettre cette grille", "Écrivez ce qui a été constaté, ici ou dans la grille") with { Warning = true });
    }

    private void Set(CellReader cells, Evaluation grid, RatedItem item, LineField field, string? value, string column)
    {
        var line = grid.Ratings.FirstOrDefault(r => r.ItemCode == item.Code);
        var before = line?.Value(field);
        if (value is null || before == value) return;
        if (grid.Change(stage.Referential, new(Guid.CreateVersion7(), item.Code, field, value, line?.LastChange(field)), by, now) is { Refused: true } refused)
        {
            Fault(cells, column, cells.Raw(column), refused.Message, "Retirez la ligne, ou voyez le certificateur");
            return;
        }
        changes++;
        touched.Add((grid.EnrolmentId, grid.BlockCode));
        if (before is null) return;
        var told = Problem(cells, column, cells.Raw(column), $"Remplace « {Words(field, before)} », déjà dans la grille", "Rien à faire si le fichier a raison") with { Warning = true };
        replaced.Add(told);
        cells.Problems.Add(told);
    }

    private string Words(LineField field, string value) => field == LineField.Rating ? stage.Format.Levels.FirstOrDefault(l => l.Rating.ToString() == value)?.Label ?? value : value;

    private void Fault(CellReader cells, string column, string value, string what, string remedy) => cells.Problems.Add(Problem(cells, column, value, what, remedy));

    private TableProblem Problem(CellReader cells, string column, string value, string what, string remedy) => TableProblem.Of(cells.Line, stage.Format.Table.Column(column), value, what, remedy);
}
