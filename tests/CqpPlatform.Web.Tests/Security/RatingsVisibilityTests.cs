using System.Reflection;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features;
using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Security;

/// <summary>Before the jury sits, a source's ratings are read by that source and by the certifier: every page is asked by everybody for a word that only one source wrote.</summary>
public sealed class RatingsVisibilityTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private static readonly IReadOnlyDictionary<SourceKind, string> Words = new Dictionary<SourceKind, string>
    {
        [SourceKind.TrainingOrganisation] = "mot-de-l-organisme",
        [SourceKind.Tutor] = "mot-du-tuteur",
        [SourceKind.Commission] = "mot-de-la-commission",
    };

    [Fact]
    public async Task Each_source_reads_its_own_ratings_the_certifier_all_of_them_and_nobody_else_any()
    {
        var stage = await MatrixStage.SetAsync(fixture);
        await RateAsync(stage);
        using var clients = await stage.SignInAllAsync();
        var read = Enum.GetValues<Role>().ToDictionary(role => role, _ => new HashSet<SourceKind>());
        foreach (var path in Paths(stage))
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                using var answer = await clients[role].GetAsync(path);
                var html = await answer.Content.ReadAsStringAsync();
                read[role].UnionWith(Words.Where(w => html.Contains(w.Value, StringComparison.Ordinal)).Select(w => w.Key));
            }
        }
        foreach (var (role, sources) in read) sources.Order().ToList().ShouldBe(ReadableBy(role), role.ToString());
    }

    private static List<SourceKind> ReadableBy(Role role) => role switch
    {
        Role.CertifierManager => [.. Enum.GetValues<SourceKind>()],
        Role.TrainingOrganisation => [SourceKind.TrainingOrganisation],
        Role.Tutor => [SourceKind.Tutor],
        Role.Examiner => [SourceKind.Commission],
        _ => [],
    };

    /// <summary>Every page, with identifiers that these people may name; the certifier's grid once for each source.</summary>
    private static IEnumerable<string> Paths(MatrixStage stage) => typeof(FeatureSetup).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template).Order()
        .SelectMany(template => template.Contains("/{Block}/{Slug}", StringComparison.Ordinal)
            ? new[] { "organisme", "tuteur", "commission" }.Select(source => stage.Fill(template.Replace("{Slug}", source, StringComparison.Ordinal), stage.Own)) : [stage.Fill(template, stage.Own)]);

    private async Task RateAsync(MatrixStage stage)
    {
        await using var db = await fixture.Platform.Database.OpenAsync(stage.World.TenantId);
        var enrolment = await db.Enrolments.AsNoTracking().SingleAsync(e => e.Id == stage.Own.EnrolmentId);
        await fixture.Platform.EvaluateAsync(stage.World, enrolment);
        foreach (var (source, word) in Words)
        {
            (await db.Evaluations.Where(e => e.EnrolmentId == enrolment.Id && e.Source == source).SelectMany(e => e.Ratings).ExecuteUpdateAsync(s => s.SetProperty(r => r.Comment, word))).ShouldBeGreaterThan(0);
            (await db.Evaluations.Where(e => e.EnrolmentId == enrolment.Id && e.Source == source).SelectMany(e => e.Changes).ExecuteUpdateAsync(s => s.SetProperty(c => c.After, word))).ShouldBeGreaterThan(0);
        }
    }
}
