using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Features.Evaluations.Reconciling;
using CqpPlatform.Web.Tests.Referentials;

namespace CqpPlatform.Web.Tests.Features.Evaluations;

/// <summary>A grid as a page is given it, over an evaluation in memory.</summary>
internal sealed class TestGrid(SourceKind source = SourceKind.TrainingOrganisation, string block = "BC4", string certification = "RNCP31391")
{
    private static readonly DateTimeOffset Now = new(2021, 11, 22, 13, 32, 0, TimeSpan.Zero);
    private static readonly Signatory By = new(Guid.NewGuid(), "GARNIER Sylvie");
    private readonly Evaluation evaluation = Evaluation.Start(Guid.NewGuid(), block, source);
    private readonly Referential referential = Shipped.Of(certification);

    public IReadOnlyList<RatedItem> Lines => referential.Block(block).GridLines(source);

    public TestGrid With(string code, Rating rating, string? comment = null)
    {
        evaluation.Rate(referential, code, rating, comment, By, Now).Succeeded.ShouldBeTrue();
        return this;
    }

    public TestGrid Ticked(string code, string places)
    {
        evaluation.Change(referential, new(Guid.NewGuid(), code, LineField.Criteria, places, null), By, Now).Succeeded.ShouldBeTrue();
        return this;
    }

    public TestGrid Signed()
    {
        foreach (var line in Lines) With(line.Code, Rating.Acquired);
        evaluation.Submit(referential, By, Now).Succeeded.ShouldBeTrue();
        return this;
    }

    public IReadOnlyList<JoinedFile> Files { get; init; } = [];

    /// <summary>The grid two examiners settle, each with what they wrote on one line.</summary>
    public EvaluationGrid ReadAsPair(string code, LineValue marc, LineValue aude, PairStage stage = PairStage.Reconciling)
    {
        var grid = Read();
        return grid with { Pair = new([Of("HASSANI Marc", marc), Of("PRIGENT Aude", aude)], null, null), Blocks = [grid.Blocks[0] with { Pair = stage }, grid.Blocks[1]] };

        ExaminerGrid Of(string name, LineValue line) => new(Guid.NewGuid(), name, EvaluationStatus.Submitted, null, new Dictionary<string, LineValue> { [code] = line });
    }

    public EvaluationGrid Read()
    {
        var asked = referential.Block(block);
        var how = asked.Evaluation(source)!;
        return new EvaluationGrid(Guid.NewGuid(), evaluation.EnrolmentId, Guid.NewGuid(), "Automne 2021", new DateOnly(2021, 11, 24), true, "LEFÈVRE Camille", "option production", null, "Cabinet Aurélane",
            asked.Code, asked.Title, asked.ReferentialTitle, source, source.French(), false, how.Modality, [.. how.Parts.Where(p => p.Items.Count == 0).Select(p => p.Title)],
            referential.Scale.LevelsFor(source), GridReader.Parts(asked, source, how, evaluation), evaluation.SavedAt is null ? null : evaluation.Status, evaluation.SavedAt, evaluation.ReopenReason,
            [.. evaluation.Signatures.Select(s => new GridSignature(s.SignedByName, s.SignedAt, s.Sha256))], evaluation.ContentSha256(referential), evaluation.Gaps(referential),
            [new GridBlock("BC4", "Produire", null, 0, 8), new GridBlock("BC5", "Gérer", null, 0, 8)])
        { History = GridHistory.Tell(referential, evaluation, evaluation.Changes, [], By.Id), Files = Files };
    }
}
