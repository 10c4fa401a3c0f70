using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Figures;
using CqpPlatform.Web.Features.Figures.ReadFigures;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Figures;

/// <summary>Every figure of the SQL, counted again from the rows by hand, in a world of awkward cases.</summary>
public sealed class FiguresTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Another = "Un autre bloc sous le même code";
    private static readonly string[] Some = ["BC1", "BC2"], None = [];
    private readonly CqpFixture platform = fixture.Platform;
    private int number;

    [Fact]
    public async Task Each_figure_is_what_the_rows_say()
    {
        var (world, expected) = await StageAsync();
        var rows = await RowsAsync(world);
        rows.Count.ShouldBe(expected.Values.Sum(), "one candidacy each, however many sessions judged it");
        foreach (var (certification, year) in new (string?, int?)[] { (null, null), ("RNCP31391", null), (null, 2021), ("RNCP31391", 2022), ("RNCP31395", 2021), ("RNCP31395", 1999) })
        {
            var view = await ReadAsync(world, certification, year);
            var counted = rows.Where(r => (certification is null || r.Certification == certification) && (year is null || r.Year == year)).ToList();
            Of(view, "campagnes").ShouldBe(Count(counted, r => r.Campaign), ignoreOrder: true);
            Of(view, "organismes").ShouldBe(Count(counted, r => r.Organisation), ignoreOrder: true);
            Of(view, "voies").ShouldBe(Count(counted, r => r.Route.French()), ignoreOrder: true);
            Of(view, "annees").ShouldBe(Count(counted, r => r.Year.ToString()), ignoreOrder: true);
            view.Blocks.ShouldBe(Blocks(counted), ignoreOrder: true);
            view.Fiche.ShouldBe(counted.Where(r => r.Result == "certified").GroupBy(r => (r.Certification, r.Year))
                .Select(g => new FicheCount(g.Key.Certification, g.Key.Year, g.Count(), g.Count(r => r.Route == AccessRoute.ValidationOfExperience))), ignoreOrder: true);
        }
        // The stage says it too, so that the two counts cannot be wrong the same way.
        var all = (await ReadAsync(world)).Outcomes[0].Lines;
        (all.Sum(l => l.Certified), all.Sum(l => l.Unissued), all.Sum(l => l.Partial), all.Sum(l => l.Nothing)).ShouldBe((expected["certified"], expected["unissued"], expected["partial"], expected["nothing"]));
        (await ReadAsync(world)).Fiche.Select(f => (f.Certification, f.Year, f.Certified, f.ByExperience)).ShouldBe([("RNCP31391", 2021, 3, 1), ("RNCP31391", 2022, 2, 0)]);

        // One code in two versions is two blocks, each under its own title.
        var everything = await ReadAsync(world, "RNCP31391");
        everything.Blocks.Where(b => b.Label == "BC9").Select(b => (everything.CertificationOf(b), everything.Title(b) == Another)).ShouldBe([($"RNCP31391, version {rows[0].Version}", false), ("RNCP31391, version 2022", true)]);
        var single = await ReadAsync(world, "RNCP31395");
        single.Blocks.Select(single.CertificationOf).Distinct().ShouldBe(["RNCP31395"]);

        // An organisation counts its own candidates, by the same queries, and nobody else's.
        var mine = rows.Where(r => r.Organisation == world.Organisation.Name).ToList();
        mine.Count.ShouldBeInRange(1, rows.Count - 1);
        var own = await ReadAsync(world.Secretary);
        own.IsOwn.ShouldBeTrue();
        own.Outcomes.Select(t => t.Id).ShouldBe(["campagnes", "voies", "annees"]);
        own.Fiche.ShouldBeEmpty();
        Of(own, "campagnes").ShouldBe(Count(mine, r => r.Campaign), ignoreOrder: true);
        Of(own, "voies").ShouldBe(Count(mine, r => r.Route.French()), ignoreOrder: true);
        Of(own, "annees").ShouldBe(Count(mine, r => r.Year.ToString()), ignoreOrder: true);
        own.Blocks.ShouldBe(Blocks(mine), ignoreOrder: true);

        // Another certifier counts none of it.
        var other = await platform.CreateWorldAsync(CqpFixture.Insurer);
        (await ReadAsync(other)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void The_workbook_counts_in_numbers()
    {
        var view = new FiguresView([new("campagnes", "Par campagne", "Campagne", [new("RNCP31391", "=Automne 2021", 12, 7, 1, 3, 1)])], [new("RNCP31391", "2017", "BC1", 12, 9), new("RNCP31391", "2026", "BC1", 5, 4)], [new("RNCP31391", 2021, 7, 2)],
            new Dictionary<(string, string, string), string> { [("RNCP31391", "2017", "BC1")] = "Exercer son rôle", [("RNCP31391", "2026", "BC1")] = "Gérer un sinistre" }, ["RNCP31391"], [2021]);
        using var file = new MemoryStream(FiguresWorkbook.Write(view));
        using var zip = new System.IO.Compression.ZipArchive(file);
        using var reader = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var sheet = reader.ReadToEnd();
        sheet.ShouldContain("<v>12</v>");
        sheet.ShouldContain("=Automne 2021");
        zip.Entries.Count(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).ShouldBe(3);
    }

    private static IEnumerable<OutcomeCount> Of(FiguresView view, string table) => view.Outcomes.Single(t => t.Id == table).Lines;

    private static IEnumerable<OutcomeCount> Count(IEnumerable<Row> rows, Func<Row, string> label) => rows.GroupBy(r => (r.Certification, Label: label(r))).Select(g => new OutcomeCount(g.Key.Certification, g.Key.Label, g.Count(),
        g.Count(r => r.Result == "certified"), g.Count(r => r.Result == "unissued"), g.Count(r => r.Result == "partial"), g.Count(r => r.Result == "nothing")));

    private static IEnumerable<BlockCount> Blocks(IEnumerable<Row> rows) => rows.SelectMany(r => r.Blocks.Select(b => (r.Certification, r.Version, b.Key, b.Value))).GroupBy(b => (b.Certification, b.Version, b.Key))
        .Select(g => new BlockCount(g.Key.Certification, g.Key.Version, g.Key.Key, g.Count(), g.Count(b => b.Value == Outcome.Validated)));

    private Task<FiguresView> ReadAsync(TestWorld world, string? certification = null, int? year = null) => ReadAsync(world.Manager, certification, year);

    private async Task<FiguresView> ReadAsync(Membership reader, string? certification = null, int? year = null) =>
        (await platform.RunAsync<ReadFigures, Result<FiguresView>>(reader, u => u.ExecuteAsync(new(certification, year)))).Value;

    private sealed record Row(string Certification, string Version, string Campaign, string Organisation, AccessRoute Route, int Year, string Result, IReadOnlyDictionary<string, Outcome> Blocks);

    /// <summary>The same facts from the entities, in memory and one enrolment after the other.</summary>
    private async Task<List<Row>> RowsAsync(TestWorld world)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var campaigns = await db.Campaigns.ToDictionaryAsync(c => c.Id);
        var versions = await db.ReferentialVersions.ToDictionaryAsync(v => v.Id, v => v.Version);
        var organisations = await db.TrainingOrganisations.ToDictionaryAsync(o => o.Id, o => o.Name);
        var sessions = await db.JurySessions.Include(s => s.Decisions).Include(s => s.Amendments).ThenInclude(a => a.Changes).AsSplitQuery().ToListAsync();
        var documents = await db.IssuedDocuments.ToListAsync();
        var rows = new List<Row>();
        foreach (var enrolment in await db.Enrolments.ToListAsync())
        {
            var judged = sessions.Where(s => s.MinutesNumber is not null).SelectMany(s => s.DecisionsInForce.Where(d => d.EnrolmentId == enrolment.Id).Select(d => (s.Date, Decision: d))).OrderBy(j => j.Date).ToList();
            if (judged.Count == 0) continue;
            var validated = judged.Where(j => j.Decision.Outcome == Outcome.Validated).Select(j => j.Decision.BlockCode).ToHashSet();
            var result = documents.Exists(d => d.EnrolmentId == enrolment.Id && d is { Kind: DocumentKind.Certificate, State: DocumentState.Valid }) ? "certified"
                : enrolment.Blocks.TrueForAll(b => validated.Contains(b) || enrolment.AcquiredBlocks.Contains(b)) ? "unissued"
                : validated.Count > 0 ? "partial" : "nothing";
            rows.Add(new(campaigns[enrolment.CampaignId].CertificationCode, versions[campaigns[enrolment.CampaignId].ReferentialVersionId], campaigns[enrolment.CampaignId].Name, organisations[enrolment.OrganisationId], enrolment.AccessRoute!.Value, judged[^1].Date.Year, result,
                judged.GroupBy(j => j.Decision.BlockCode).ToDictionary(g => g.Key, g => g.Last().Decision.Outcome)));
        }
        return rows;
    }

    private async Task<(TestWorld World, IReadOnlyDictionary<string, int> Expected)> StageAsync()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var autumn = await platform.CreateCampaignAsync(world, "RNCP31391", "Automne 2021");
        var spring = await OnNextVersionAsync(world, await platform.CreateCampaignAsync(world, "RNCP31391", "Printemps 2022"));
        var other = await platform.CreateCampaignAsync(world, "RNCP31395", "Automne 2021");
        var e = new Dictionary<string, Enrolment>();
        foreach (var name in new[] { "Certifié", "Corrigé", "Révoqué", "Partiel", "Rien", "Expérience", "Deux séances", "En attente", "Rectifié en moins", "Rectifié en plus", "Rectifié deux fois" }) e[name] = await platform.CreateEnrolmentAsync(world, autumn, TestData.Production, name);
        var unjudged = await platform.CreateEnrolmentAsync(world, spring, TestData.Production, "Séance ouverte");
        await SetAsync(world, e["Expérience"], AccessRoute.ValidationOfExperience, world.OtherOrganisation.Id);
        await SetAsync(world, e["Rien"], AccessRoute.ProfessionalisationContract, world.OtherOrganisation.Id);
        string[] whole = [.. TestData.Production.Blocks];
        var first = await platform.SealSessionAsync(world, autumn, e.ToDictionary(p => p.Value.Id, p => p.Key switch { "Partiel" => Some, "Deux séances" or "Rectifié en plus" => [.. whole.Except(["BC9"])], "Rien" => None, _ => whole }));
        foreach (var name in new[] { "Certifié", "Corrigé", "Révoqué", "Expérience" }) await CertificateAsync(world, first, e[name]);
        await platform.CreateDocumentAsync(world, first, DocumentKind.Attestation, $"A-{++number}", e["Partiel"].Id);
        await EndAsync(world, e["Corrigé"], e["Révoqué"]);
        // Corrected after the seal: one block withdrawn, one given, one withdrawn by a correction that a draft after it does not change, and one abandoned.
        await AmendAsync(world, first, seal: true, new(e["Rectifié en moins"].Id, "BC1", Outcome.NotValidated, "Erreur"), new(e["Rectifié en plus"].Id, "BC9", Outcome.Validated, "Erreur"), new(e["Rectifié deux fois"].Id, "BC2", Outcome.Adjourned, "Erreur"));
        await AmendAsync(world, first, seal: true, new AmendmentChange(e["Rectifié deux fois"].Id, "BC2", Outcome.NotValidated, "Erreur encore"));
        await AmendAsync(world, first, seal: false, new AmendmentChange(e["En attente"].Id, "BC1", Outcome.NotValidated, "À relire"));

        // Judged again the next year on everything, this time whole; and somebody who comes back for what was missing.
        var second = await platform.SealSessionAsync(world, spring, new Dictionary<Guid, string[]> { [e["Deux séances"].Id] = whole }, new DateOnly(2022, 6, 9));
        await CertificateAsync(world, second, e["Deux séances"]);
        var back = await ComeBackAsync(world, spring, e["Partiel"]);
        back.BlocksToEvaluate.Count.ShouldBe(whole.Length - Some.Length);
        var third = await platform.SealSessionAsync(world, spring, new Dictionary<Guid, string[]> { [back.Id] = whole }, new DateOnly(2022, 6, 10));
        await CertificateAsync(world, third, back);

        // A jury that is still sitting, and another certification.
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
        {
            db.Add(JurySession.Convene(spring.Id, [AccessRoute.ContinuingEducation], new(2022, 12, 1), "Paris"));
            await db.SaveChangesAsync();
        }
        var choice = new BlockChoice(null, ["BC1", "BC2", "BC3", "BC4", "BC5", "BC6", "BC7"]);
        var elsewhere = await platform.CreateEnrolmentAsync(world, other, choice, "Ailleurs");
        await platform.SealSessionAsync(world, other, new Dictionary<Guid, string[]> { [elsewhere.Id] = ["BC6"] });
        unjudged.Status.ShouldBe(EnrolmentStatus.Accepted);
        return (world, new Dictionary<string, int> { ["certified"] = 5, ["unissued"] = 3, ["partial"] = 4, ["nothing"] = 1 });
    }

    /// <summary>The same campaign, on a version whose BC9 is another block.</summary>
    private async Task<Campaign> OnNextVersionAsync(TestWorld world, Campaign campaign)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var former = await new ReferentialCatalogue().GetAsync(db, campaign.ReferentialVersionId);
        var next = former with { Version = "2022", Blocks = [.. former.Blocks.Select(b => b.Code == "BC9" ? b with { Title = Another } : b)] };
        var version = ReferentialVersion.Draft(next, ReferentialJson.Write(next), campaign.ReferentialVersionId);
        version.Publish(platform.Clock.Now.AddDays(1)).Message.ShouldBe("");
        db.Add(version);
        await db.SaveChangesAsync();
        await db.Campaigns.Where(c => c.Id == campaign.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.ReferentialVersionId, version.Id));
        return await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == campaign.Id);
    }

    private Task<IssuedDocument> CertificateAsync(TestWorld world, JurySession session, Enrolment enrolment) => platform.CreateDocumentAsync(world, session, DocumentKind.Certificate, $"C-{++number}", enrolment.Id);

    private async Task SetAsync(TestWorld world, Enrolment enrolment, AccessRoute route, Guid organisation)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        await db.Enrolments.Where(x => x.Id == enrolment.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.AccessRoute, route).SetProperty(x => x.OrganisationId, organisation));
    }

    private async Task AmendAsync(TestWorld world, JurySession sealedSession, bool seal, params AmendmentChange[] changes)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var session = await db.JurySessions.Include(s => s.Decisions).Include(s => s.Amendments).ThenInclude(a => a.Changes).AsSplitQuery().SingleAsync(s => s.Id == sealedSession.Id);
        session.Amend("Erreur de saisie", changes, new(world.Manager.Id, "MOREL Hélène"), platform.Clock.Now).Message.ShouldBe("");
        if (seal) session.SealAmendment($"PV-R-{++number}", platform.Clock.Now.AddMinutes(number));
        await db.SaveChangesAsync();
    }

    private async Task EndAsync(TestWorld world, Enrolment corrected, Enrolment revoked)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var by = new Signatory(world.Manager.Id, "MOREL Hélène");
        var former = await db.IssuedDocuments.SingleAsync(d => d.EnrolmentId == corrected.Id);
        var successor = IssuedDocument.Issue(DocumentKind.Certificate, "C-CORRIGE", former.CampaignId, former.JurySessionId, corrected.Id, [1], "{}", platform.Clock.Now);
        former.SupersedeBy(successor, "nom", by, platform.Clock.Now).Succeeded.ShouldBeTrue();
        (await db.IssuedDocuments.SingleAsync(d => d.EnrolmentId == revoked.Id)).Revoke("erreur", by, platform.Clock.Now).Succeeded.ShouldBeTrue();
        db.Add(successor);
        await db.SaveChangesAsync();
    }

    private async Task<Enrolment> ComeBackAsync(TestWorld world, Campaign campaign, Enrolment earlier)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var referential = await new ReferentialCatalogue().GetAsync(db, campaign.ReferentialVersionId);
        var enrolment = Enrolment.Create(campaign.Id, earlier.CandidateId, earlier.OrganisationId, new(earlier.AccessRoute, earlier.EngagementDate, TestData.Production, earlier.CompanyId, earlier.TutorId, null));
        enrolment.Submit(await platform.RulesAsync(db, referential), TestData.Identity("Partiel"), Some.ToHashSet(), platform.Clock.Now).Message.ShouldBe("");
        enrolment.Accept(Some.ToHashSet(), platform.Clock.Now);
        db.Add(enrolment);
        await db.SaveChangesAsync();
        return enrolment;
    }
}
