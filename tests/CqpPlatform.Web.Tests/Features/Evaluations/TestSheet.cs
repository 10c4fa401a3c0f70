using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Tests.Referentials;

namespace CqpPlatform.Web.Tests.Features.Evaluations;

/// <summary>A grid on a screen over a store in memory, with what it was asked to save.</summary>
internal sealed class TestSheet
{
    private static readonly DateTimeOffset Now = new(2021, 11, 22, 13, 32, 0, TimeSpan.Zero);
    private readonly Evaluation evaluation;
    private readonly Referential referential;

    public TestSheet(SourceKind source = SourceKind.TrainingOrganisation, string block = "BC4")
    {
        referential = Shipped.Of("RNCP31391");
        evaluation = Evaluation.Start(Guid.NewGuid(), block, source);
        (Source, Block) = (source, block);
        Sheet = Open();
    }

    public SourceKind Source { get; }
    public string Block { get; }
    public GridSheet Sheet { get; private set; }
    public List<RateItemInput> Saves { get; } = [];
    public List<string?> Signed { get; } = [];
    public Error? Refuse { get; set; }
    public LineValue? Elsewhere { get; set; }

    /// <summary>The same grid opened again, with this line stored.</summary>
    public TestSheet With(string code, Rating rating, string? comment = null)
    {
        evaluation.Rate(referential, code, rating, comment, Now).Succeeded.ShouldBeTrue();
        Sheet = Open();
        return this;
    }

    private GridSheet Open() => new(Read(), () => Task.FromResult<Result<EvaluationGrid>>(Read()), RateAsync, input =>
    {
        Signed.Add(input.SeenSha256);
        return Task.FromResult(evaluation.Submit(referential, new(Guid.NewGuid(), "GARNIER Sylvie"), Now));
    });

    private Task<Result<SavedLine>> RateAsync(RateItemInput input)
    {
        Saves.Add(input);
        if (Refuse is { } refusal)
        {
            if (Elsewhere is { } other) evaluation.Rate(referential, input.ItemCode, other.Rating, other.Comment, Now);
            return Task.FromResult<Result<SavedLine>>(refusal);
        }
        evaluation.Rate(referential, input.ItemCode, input.Rating, input.Comment, Now).Succeeded.ShouldBeTrue();
        return Task.FromResult<Result<SavedLine>>(new SavedLine(Now, input.Value));
    }

    private EvaluationGrid Read()
    {
        var block = referential.Block(Block);
        var how = block.Evaluation(Source)!;
        return new EvaluationGrid(Guid.NewGuid(), evaluation.EnrolmentId, Guid.NewGuid(), "Automne 2021", new DateOnly(2021, 11, 24), true, "LEFÈVRE Camille", "option production", null, "Cabinet Aurélane",
            block.Code, block.Title, block.ReferentialTitle, Source, Source.French(), false, how.Modality, [.. how.Parts.Where(p => p.Items.Count == 0).Select(p => p.Title)],
            referential.Scale.LevelsFor(Source), GridReader.Parts(block, Source, how, evaluation), evaluation.SavedAt is null ? null : evaluation.Status, evaluation.SavedAt, evaluation.ReopenReason,
            [.. evaluation.Signatures.Select(s => new GridSignature(s.SignedByName, s.SignedAt, s.Sha256))], evaluation.ContentSha256(referential), evaluation.Gaps(referential),
            [new GridBlock("BC4", "Produire", null, 0, 8), new GridBlock("BC5", "Gérer", null, 0, 8)]);
    }
}
