using System.Reflection;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features;
using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CqpPlatform.Web.Tests.Security;

/// <summary>
/// Role × source × state, before the jury: in each state of a grid every source writes a word of its own, everybody asks for every page of that candidate, and each role has seen
/// its own words and no other; the certifier all of them. Of two examiners, neither sees the other's word until both have submitted.
/// </summary>
public sealed class BlindnessMatrixTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Block = "BC1", Mine = "mot-du-premier", Theirs = "mot-du-second", MineMet = "mot-rapproche-du-premier", TheirsMet = "mot-rapproche-du-second";
    private static readonly SourceKind[] Sources = Enum.GetValues<SourceKind>();
    private static readonly EvaluationStatus[] States = Enum.GetValues<EvaluationStatus>();

    [Fact]
    public async Task In_no_state_does_a_source_see_another_s_words_nor_one_examiner_the_other_s_before_both_have_submitted()
    {
        var stage = await MatrixStage.SetAsync(fixture);
        var candidates = new List<MatrixIds>();
        foreach (var state in States) candidates.Add(await InStateAsync(stage, state));
        candidates.Add(await PairAsync(stage, Mine, Theirs, met: false));
        candidates.Add(await PairAsync(stage, MineMet, TheirsMet, met: true));
        string[] words = [.. from source in Sources from state in States select Word(source, state), Mine, Theirs, MineMet, TheirsMet];
        using var clients = await stage.SignInAllAsync();
        var seen = Enum.GetValues<Role>().ToDictionary(role => role, _ => new HashSet<string>());

        foreach (var path in candidates.SelectMany(ids => Paths(stage, ids)))
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                using var answer = await clients[role].GetAsync(path);
                var html = await answer.Content.ReadAsStringAsync();
                seen[role].UnionWith(words.Where(w => html.Contains(w + '.', StringComparison.Ordinal)));
            }
        }

        foreach (var (role, found) in seen) found.Order().ShouldBe(words.Where(w => ReadableBy(role, w)).Order(), role.ToString());
    }

    private static bool ReadableBy(Role role, string word) => role switch
    {
        Role.CertifierManager => true,
        Role.TrainingOrganisation => word.StartsWith(nameof(SourceKind.TrainingOrganisation), StringComparison.Ordinal),
        Role.Tutor => word.StartsWith(nameof(SourceKind.Tutor), StringComparison.Ordinal),
        Role.Examiner => word.StartsWith(nameof(SourceKind.Commission), StringComparison.Ordinal) || word is Mine or MineMet or TheirsMet,
        _ => false,
    };

    private static string Word(SourceKind source, EvaluationStatus state) => $"{source}-{state}";

    private static IEnumerable<string> Paths(MatrixStage stage, MatrixIds ids) => typeof(FeatureSetup).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template).Order()
        .Where(template => new[] { "{EnrolmentId", "{OralId", "{CandidateId", "{CampaignId" }.Any(slot => template.Contains(slot, StringComparison.Ordinal)))
        .SelectMany(template => template.Contains("/{Block}/{Slug}", StringComparison.Ordinal)
            ? new[] { "organisme", "tuteur", "commission" }.Select(source => stage.Fill(template.Replace("{Slug}", source, StringComparison.Ordinal), ids)) : [stage.Fill(template, ids)]);

    private async Task<MatrixIds> InStateAsync(MatrixStage stage, EvaluationStatus state)
    {
        var (ids, enrolment, referential) = await StoryAsync(stage);
        await using var db = await fixture.Platform.Database.OpenAsync(stage.World.TenantId);
        foreach (var source in Sources)
        {
            var grid = Written(referential, enrolment.Id, source, null, Word(source, state));
            if (state != EvaluationStatus.Draft) Done(grid.Submit(referential, By, fixture.Platform.Clock.Now));
            if (state == EvaluationStatus.Reopened) Done(grid.Reopen("Erreur"));
            db.Add(grid);
        }
        await db.SaveChangesAsync();
        return ids;
    }

    private async Task<MatrixIds> PairAsync(MatrixStage stage, string mine, string theirs, bool met)
    {
        var second = await fixture.Platform.CreateMemberAsync(stage.World, $"Second{Guid.NewGuid():N}"[..12], Role.Examiner);
        var (ids, enrolment, referential) = await StoryAsync(stage, second.Id);
        await using var db = await fixture.Platform.Database.OpenAsync(stage.World.TenantId);
        var (first, other) = (Written(referential, enrolment.Id, SourceKind.Commission, stage.World.Examiner.Id, mine), Written(referential, enrolment.Id, SourceKind.Commission, second.Id, theirs));
        Done(first.Submit(referential, By, fixture.Platform.Clock.Now));
        if (met)
        {
            Done(other.Submit(referential, By, fixture.Platform.Clock.Now));
            db.Add(Evaluation.Reconcile(referential, first, other, fixture.Platform.Clock.Now).Value);
        }
        db.AddRange(first, other);
        await db.SaveChangesAsync();
        return ids;
    }

    private async Task<(MatrixIds Ids, Enrolment Enrolment, Referential Referential)> StoryAsync(MatrixStage stage, Guid? secondExaminerId = null)
    {
        var (campaign, enrolment, oral) = await fixture.Platform.CreateEvaluationAsync(stage.World, "RNCP31391", $"Aveugle {Guid.NewGuid():N}", secondExaminerId: secondExaminerId);
        await using var db = await fixture.Platform.Database.OpenAsync(stage.World.TenantId);
        var referential = await new ReferentialCatalogue().GetAsync(db, campaign.ReferentialVersionId);
        return (stage.Own with { CampaignId = campaign.Id, EnrolmentId = enrolment.Id, OralId = oral.Id, CandidateId = enrolment.CandidateId, Block = Block }, enrolment, referential);
    }

    private static readonly Signatory By = new(Guid.NewGuid(), "GARNIER Sylvie");

    /// <summary>The word on every line, ended by a point so that none is the beginning of another.</summary>
    private Evaluation Written(Referential referential, Guid enrolmentId, SourceKind source, Guid? examinerId, string word)
    {
        var grid = Evaluation.Start(enrolmentId, Block, source, examinerId);
        foreach (var item in referential.Block(Block).GridLines(source)) Done(grid.Rate(referential, item.Code, Rating.InProgress, word + ".", By, fixture.Platform.Clock.Now));
        return grid;
    }

    private static void Done(Result result) => result.Succeeded.ShouldBeTrue(result.Message);
}
