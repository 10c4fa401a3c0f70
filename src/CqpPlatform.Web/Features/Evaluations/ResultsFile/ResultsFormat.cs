using System.Security.Cryptography;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Features.Evaluations.ResultsFile;

/// <summary>The columns of a file of results: the only declaration. The model, the page that explains it and the reading are made from it.</summary>
internal sealed class ResultsFormat
{
    public const string File = "dossier", Block = "bloc", Line = "ligne", Result = "appreciation", Comment = "commentaire";
    private const string Where = "Ligne de la grille", What = "Résultat";

    public ResultsFormat(Referential referential)
    {
        Levels = referential.Scale.LevelsFor(SourceKind.TrainingOrganisation);
        Table = new("resultats",
        [
            new(File, "Référence du dossier, donnée par le modèle : ne la changez pas.", "abcdefghij", Where, true),
            new("candidat", "Pour vous repérer ; n’est pas lu.", "MARCHAND Léa", Where),
            new(Block, "Code du bloc, donné par le modèle.", referential.Blocks[0].Code, Where, true),
            new(Line, "Code de la ligne de la grille, donné par le modèle.", referential.Blocks[0].GridLines(SourceKind.TrainingOrganisation) is [var first, ..] ? first.Code : "C1.1", Where, true),
            new("intitule", "Pour vous repérer ; n’est pas lu.", "Épreuve écrite", Where),
            new(Result, $"{Domain.Common.French.List([.. Levels.Select(l => l.Label)], "ou")}. Une cellule vide ne change rien.", Levels[0].Label, What, Kind: CellKind.Choice) { Aliases = ["resultat", "note"], Values = [.. Levels.Select(l => $"{l.Label}|{l.ShortLabel}")] },
            new(Comment, $"{referential.Scale.CommentRule(SourceKind.TrainingOrganisation)} Une cellule vide ne change rien.", "À consolider.", What) { Aliases = ["observation", "observations"] },
        ]);
    }

    public TableFormat Table { get; }
    public IReadOnlyList<RatingLevel> Levels { get; }

    /// <summary>Ten letters for one enrolment: no figure, which a spreadsheet would turn into a number, and nothing of the person.</summary>
    public static string Reference(Guid enrolmentId) => string.Concat(SHA256.HashData(enrolmentId.ToByteArray()).Take(10).Select(b => (char)('a' + (b % 26))));
}
