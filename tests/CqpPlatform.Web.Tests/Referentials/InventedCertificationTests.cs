using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using CqpPlatform.Web.Features.Campaigns.CampaignMatrix;
using CqpPlatform.Web.Features.Campaigns.MoveCampaign;
using CqpPlatform.Web.Features.Campaigns.OpenCampaign;
using CqpPlatform.Web.Features.Enrolments.Examining;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Features.Evaluations.Submission;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Sealing;
using CqpPlatform.Web.Features.Referentials.Importing;
using CqpPlatform.Web.Features.Referentials.Versions;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Referentials;

/// <summary>
/// A certification nobody has, from its JSON to the certificate: another trade, blocks with other codes, groups, sets and prerequisites, two
/// sources of which no block needs both, a weighted rule over a scale of four levels, a jury without colleges of unions, blocks valid three years.
/// </summary>
public sealed class InventedCertificationTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Code = "RNCP40999";
    private static readonly string Json = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Referentials", "Invented", "RNCP40999.json"));
    private static readonly Referential Referential = ReferentialJson.Read(Json).Value;
    private static readonly BlockChoice Field = new(null, ["SOCLE", "TERRAIN", "FORMER", "LV-ES", "AUDIT"]);
    private static readonly Rating Best = Rating.Parse("Maitrise"), Satisfactory = Rating.Parse("Satisfaisant"), Fragile = Rating.Parse("Fragile"), Insufficient = Rating.Parse("Insuffisant");
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public void It_is_written_back_as_it_was_read()
    {
        var written = ReferentialJson.Write(Referential);
        ReferentialJson.Write(ReferentialJson.Read(written).Value).ShouldBe(written);
    }

    [Fact]
    public async Task It_goes_from_its_json_to_an_issued_certificate()
    {
        var world = await WorldAsync();
        var opened = await platform.RunAsync<OpenCampaign, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new()
        {
            Name = "Promotion 2026",
            CertificationCode = Code,
            EnrolmentClosesOn = new(2026, 12, 1),
            EvaluationDueOn = new(2027, 3, 1),
            JuryOn = new(2027, 3, 15),
            ClosesOn = new(2027, 4, 1),
            OrganisationIds = [world.Organisation.Id],
        }));
        opened.Message.ShouldBe("");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var campaign = await db.Campaigns.Include(c => c.Organisations).AsNoTracking().SingleAsync(c => c.Id == opened.Value);
        var (whole, part) = (await EnrolAsync(world, campaign, "Ambrosini"), await EnrolAsync(world, campaign, "Bertolucci"));
        await MoveAsync();
        var matrix = (await platform.RunAsync<ReadCampaignMatrix, Result<CampaignMatrixView>>(world.Manager, u => u.ExecuteAsync(campaign.Id))).Value;
        matrix.Blocks.Select(b => (b.Group, b.Sources.Count)).ShouldBe([("Blocs communs", 2), ("Parcours terrain", 1), ("Parcours bureau", 1), ("Parcours terrain", 2), ("Langues", 1), ("Langues", 1), ("Langues", 1), ("Bloc facultatif", 1)]);
        matrix.Groups[0].Rows[0].Required.ShouldBe(7);

        await EvaluateAsync(world, whole, (_, source) => source == SourceKind.Tutor ? Satisfactory : Best);
        await EvaluateAsync(world, part, (block, source) => block == "FORMER" && source == SourceKind.Tutor ? Fragile : block == "AUDIT" ? Insufficient : Best);
        await MoveAsync();
        var jury = await platform.OpenJuryAsync(world, campaign, AccessRoute.Apprenticeship);
        var file = (await platform.RunAsync<ReadCandidateFile, Result<CandidateFileView>>(jury.President, u => u.ExecuteAsync(jury.SessionId, part.Id))).Value;
        file.QuorumObstacle.ShouldBeNull();
        file.CastingVote.ShouldBeTrue();
        file.Blocks.Select(b => $"{b.Code} {b.Proposal.Explanation.Split(" en moyenne")[0]}").ShouldBe([
            "SOCLE Validé\u00A0: 100\u00A0% d’appréciations «\u00A0Maîtrisé\u00A0» ou «\u00A0Satisfaisant\u00A0»", "TERRAIN Validé\u00A0: 100\u00A0% d’appréciations «\u00A0Maîtrisé\u00A0» ou «\u00A0Satisfaisant\u00A0»",
            "FORMER À délibérer\u00A0: 33\u00A0% d’appréciations «\u00A0Maîtrisé\u00A0» ou «\u00A0Satisfaisant\u00A0»", "LV-ES Validé\u00A0: 100\u00A0% d’appréciations «\u00A0Maîtrisé\u00A0» ou «\u00A0Satisfaisant\u00A0»",
            "AUDIT Non validé\u00A0: 0\u00A0% d’appréciations «\u00A0Maîtrisé\u00A0» ou «\u00A0Satisfaisant\u00A0»"]);
        file.Blocks.ShouldAllBe(b => b.Rule.StartsWith("Règle pondérée"));
        file.Blocks.Single(b => b.Code == "AUDIT").Lines.Single().Cells.Single(c => c is not null).ShouldBe(new SourceCell(RatingStanding.Lowest, "Insuffisant", "À reprendre."));
        file.Blocks.Single(b => b.Code == "FORMER").Lines.SelectMany(l => l.Cells).OfType<SourceCell>().Select(c => c.Standing).Distinct().ShouldBe([RatingStanding.Favourable, RatingStanding.Below]);

        (await platform.RunAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId)))).Value.Count.ShouldBe(8);
        foreach (var (block, outcome) in new[] { ("FORMER", Outcome.Adjourned), ("AUDIT", Outcome.NotValidated) })
            (await platform.RunAsync<DecideBlock, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, part.Id, block, outcome, "Trop peu observé.", "Reprendre sur un autre chantier.")))).Message.ShouldBe("");
        var answer = (await platform.SealByBothAsync(jury)).Value;
        answer.Number.ShouldNotBeNull();

        (await platform.RunAsync<IssueDocuments, Result<IssuedCount>>(world.Manager, u => u.ExecuteAsync(new(campaign.Id)))).Value.ShouldBe(new IssuedCount(1, 1));
        var documents = await db.IssuedDocuments.Where(d => d.CampaignId == campaign.Id).ToListAsync();
        var certificate = JsonSerializer.Deserialize<PrintedFacts>(documents.Single(d => d.Kind == DocumentKind.Certificate).Facts, JsonSerializerOptions.Web)!;
        certificate.Blocks.Select(b => b.RncpCode).ShouldBe(["RNCP40999BC01", "RNCP40999BC02", "RNCP40999BC04", "RNCP40999BC06", "RNCP40999BC08"]);
        certificate.ShouldSatisfyAllConditions(f => f.Title.ShouldBe("Préventeur des risques de chantier"), f => f.Level.ShouldBe("4"), f => f.EuropeanLevel.ShouldBeNull(), f => f.Validity.ShouldBe("3 ans"));
        documents.Single(d => d.Kind == DocumentKind.Minutes).Facts.ShouldNotContain("les deux collèges");
        (await db.AcquiredBlocks.Where(b => b.JurySessionId == jury.SessionId).Select(b => b.ValidUntil).Distinct().ToListAsync()).ShouldBe([new DateOnly(2024, 12, 9)]);

        async Task MoveAsync() => (await platform.RunAsync<MoveCampaign, Result>(world.Manager, u => u.ExecuteAsync(new(campaign.Id, Back: false)))).Message.ShouldBe("");
    }

    [Fact]
    public async Task A_block_acquired_too_long_ago_is_evaluated_again()
    {
        var world = await WorldAsync();
        var campaign = await platform.CreateCampaignAsync(world, Code, "Promotion 2027");
        var enrolment = await EnrolAsync(world, campaign, "Casanova", acquired: "TERRAIN");
        enrolment.BlocksToEvaluate.ShouldContain("TERRAIN");
    }

    [Fact]
    public async Task The_api_checks_its_choices()
    {
        await WorldAsync();
        using var client = fixture.Host.Client(await fixture.Host.KeyAsync("prevention-batiment", Role.CertifierManager));
        // One or two languages of three, six ways; with the first track also with the audit or without: 12 + 6.
        Referential.Composition.ValidChoices().Count().ShouldBe(18);
        var valid = 0;
        foreach (var subset in Enumerable.Range(0, 1 << 8))
        {
            string[] blocks = [.. Referential.Blocks.Select(b => b.Code).Where((_, i) => (subset >> i & 1) == 1)];
            var answer = await (await client.PostAsJsonAsync($"/api/v1/certifications/{Code}/block-choice/check", new { option = (string?)null, blocks })).Content.ReadFromJsonAsync<JsonElement>();
            if (answer.GetProperty("valid").GetBoolean()) valid++;
        }
        valid.ShouldBe(18);
        var refused = await (await client.PostAsJsonAsync($"/api/v1/certifications/{Code}/block-choice/check", new { blocks = new[] { "SOCLE", "FORMER", "AUDIT" } })).Content.ReadFromJsonAsync<JsonElement>();
        refused.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString()).ShouldBe(["group-incomplete", "elective-missing", "prerequisite-missing"]);
    }

    /// <summary>A certifier that has none of our referentials; its manager imports the file and publishes it.</summary>
    private async Task<TestWorld> WorldAsync()
    {
        const string slug = "prevention-batiment";
        if ((await platform.Database.TenantsAsync()).All(t => t.Slug != slug))
        {
            await using (var scope = platform.Services.CreateAsyncScope())
                await scope.ServiceProvider.GetRequiredService<TenantCreation>().CreateAsync(
                    new(slug, "Prévention du bâtiment", "PREVB", CertifierProfile.Create("Commission de la prévention du bâtiment", "Lyon", "Alix Roche", "présidente", 3), [], []), []);
            var manager = (await platform.CreateWorldAsync(slug)).Manager;
            using var file = new MemoryStream(Encoding.UTF8.GetBytes(Json));
            var draft = (await platform.RunAsync<ReceiveFile, Result<FileReceived>>(manager, u => u.ExecuteAsync(new() { FileName = "RNCP40999.json", Content = file }))).Value.DraftId!.Value;
            var publication = (await platform.RunAsync<ReadPublication, Result<Publication>>(manager, u => u.ExecuteAsync(draft))).Value;
            publication.Faults.ShouldBeEmpty();
            (await platform.RunAsync<PublishVersion, Result>(manager, u => u.ExecuteAsync(new(draft, publication.RowVersion)))).Message.ShouldBe("");
        }
        // Its training organisations are habilitated for what is published.
        return await platform.CreateWorldAsync(slug);
    }

    private async Task<Enrolment> EnrolAsync(TestWorld world, Campaign campaign, string name, string? acquired = null)
    {
        var input = await platform.WriteEnrolmentAsync(world.Secretary, campaign, name, Field, i => (i.AccessRoute, i.EngagementDate) = (AccessRoute.Apprenticeship, new(2024, 9, 2)));
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var candidate = await db.Enrolments.Where(e => e.Id == input.EnrolmentId).Select(e => e.CandidateId).SingleAsync();
        if (acquired is not null) await platform.AcquireAsync(world, campaign, candidate, acquired);
        (await platform.RunAsync<SubmitEnrolment, Result>(world.Secretary, u => u.ExecuteAsync(input.EnrolmentId))).Message.ShouldBe("");
        (await platform.RunAsync<AcceptEnrolment, Result>(world.Manager, u => u.ExecuteAsync(input.EnrolmentId))).Message.ShouldBe("");
        return await db.Enrolments.AsNoTracking().SingleAsync(e => e.Id == input.EnrolmentId);
    }

    /// <summary>Each source line by line as the grid gives it, a comment where the scale wants one, then the signature.</summary>
    private async Task EvaluateAsync(TestWorld world, Enrolment enrolment, Func<string, SourceKind, Rating> rate)
    {
        var (link, _) = await platform.CreateTutorLinkAsync(world, enrolment.TutorId);
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
            await db.TutorLinks.Where(l => l.Id == link.Id).ExecuteUpdateAsync(s => s.SetProperty(l => l.LastUsedAt, platform.Clock.Now));
        foreach (var block in enrolment.BlocksToEvaluate)
            foreach (var evaluation in Referential.Block(block).Evaluations)
            {
                var rating = rate(block, evaluation.Source);
                Func<AsyncServiceScope> scope = evaluation.Source == SourceKind.Tutor ? () => platform.AsTutor(link) : () => platform.As(world.Secretary);
                var grid = (await AsAsync<ReadGrid, Result<EvaluationGrid>>(scope, u => u.ExecuteAsync(enrolment.Id, block))).Value;
                grid.Levels.Count.ShouldBe(evaluation.Source == SourceKind.Tutor ? 5 : 4);
                foreach (var item in grid.Items)
                {
                    await SetAsync(item.Code, LineField.Rating, rating.Key);
                    if (grid.Level(rating).CommentRequired) await SetAsync(item.Code, LineField.Comment, "À reprendre.");
                }
                (await AsAsync<SubmitEvaluation, Result>(scope, u => u.ExecuteAsync(new(enrolment.Id, block)))).Message.ShouldBe("");

                async Task SetAsync(string item, LineField field, string value) =>
                    (await AsAsync<SaveChange, Result<ChangeSaved>>(scope, u => u.ExecuteAsync(new(enrolment.Id, block, Guid.NewGuid(), item, field, value, null)))).Message.ShouldBe("");
            }
    }

    private static async Task<T> AsAsync<TUseCase, T>(Func<AsyncServiceScope> actor, Func<TUseCase, Task<T>> run) where TUseCase : notnull
    {
        await using var scope = actor();
        return await run(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}
