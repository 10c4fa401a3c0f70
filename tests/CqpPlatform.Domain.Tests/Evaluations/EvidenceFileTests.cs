using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Domain.Tests.Referentials;

namespace CqpPlatform.Domain.Tests.Evaluations;

public sealed class EvidenceFileTests
{
    private static readonly DateTimeOffset Now = new(2021, 11, 8, 14, 32, 0, TimeSpan.Zero);
    private static readonly Signatory By = new(Guid.NewGuid(), "GARNIER Sylvie");
    private static readonly Referential Referential = TestReferentials.With(TestReferentials.Rncp31391);

    private readonly Evaluation evaluation = Evaluation.Start(Guid.NewGuid(), "BC4", SourceKind.Tutor);
    private readonly List<EvidenceMark> joined = [];

    [Fact]
    public void The_hash_that_is_signed_covers_the_files_whatever_order_they_came_in()
    {
        var bare = Hash();
        var first = Join("a.pdf", '4');
        var one = Hash();
        var second = Join("b.pdf", '5');
        var both = Hash();
        new[] { bare, one, both }.Distinct().Count().ShouldBe(3);

        TakeOut(first).Succeeded.ShouldBeTrue();
        Hash().ShouldNotBe(both);
        Join("a.pdf", '4');
        Hash().ShouldBe(both);
        foreach (var mark in joined.ToList()) TakeOut(mark).Succeeded.ShouldBeTrue();
        Hash().ShouldBe(bare, "a grid without files is signed as it always was");
        second.ShouldNotBe(first);
    }

    [Fact]
    public void A_file_is_joined_once_and_by_the_rules_of_any_file()
    {
        var file = Join("a.pdf", '4');
        evaluation.Join("copie.pdf", Pdf('4'), joined, By, Now).Errors.ShouldBe([EvaluationErrors.FileJoinedAlready]);
        evaluation.Join("a.png", Pdf('6'), joined, By, Now).Errors.ShouldHaveSingleItem().Code.ShouldBe("file-content");
        evaluation.Join("a.pdf", Pdf('6'), [.. Enumerable.Repeat(file, ReceivedPiece.MaxCount)], By, Now).Errors.ShouldBe([SupportingFileErrors.TooMany]);
        evaluation.Join("a.pdf", Pdf('6'), [file with { Size = ReceivedPiece.QuotaBytes }], By, Now).Errors.ShouldBe([SupportingFileErrors.QuotaExceeded]);
    }

    [Fact]
    public void A_submitted_grid_keeps_its_files()
    {
        foreach (var item in Referential.Block("BC4").RatedItems(SourceKind.Tutor)) evaluation.Rate(Referential, item.Code, Rating.Acquired, null, By, Now);
        var file = Join("a.pdf", '4');
        evaluation.Submit(Referential, By, Now).Succeeded.ShouldBeTrue();
        evaluation.Join("b.pdf", Pdf('5'), joined, By, Now).Errors.ShouldBe([EvaluationErrors.Locked]);
        TakeOut(file).Errors.ShouldBe([EvaluationErrors.Locked]);
        evaluation.Signature!.Sha256.ShouldBe(Hash());
    }

    private string Hash() => evaluation.ContentSha256(Referential);

    private EvidenceMark Join(string name, char version)
    {
        var file = evaluation.Join(name, Pdf(version), joined, By, Now).Value;
        joined.Add(new(file.Id, file.Size, file.Sha256));
        return joined[^1];
    }

    private Result TakeOut(EvidenceMark mark)
    {
        var result = evaluation.TakeOut(mark.Id, joined, Now);
        if (result.Succeeded) joined.Remove(mark);
        return result;
    }

    private static byte[] Pdf(char version) => System.Text.Encoding.ASCII.GetBytes($"%PDF-1.{version}\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n");
}
