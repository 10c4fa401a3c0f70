using System.Text.Json;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Awards.EditMentions;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using CqpPlatform.Web.Features.Awards.ListPendingAwards;
using CqpPlatform.Web.Features.Awards.ReadDocument;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Awards;

public sealed class IssueDocumentsTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly BlockChoice Production = new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9"]);
    private static readonly BlockChoice Subscription = new("souscription", ["BC01", "BC02"]);
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task A_whole_choice_gives_a_certificate_a_part_an_attestation_and_nothing_gives_nothing()
    {
        // The number's year is that of the issue, whenever the jury sat; a year of its own for this test.
        using var year = new ClockLeap(platform.Clock, 2027);
        var (world, campaign) = await CampaignAsync();
        var (whole, part, none) = (await EnrolAsync(world, campaign, "Lefèvre"), await EnrolAsync(world, campaign, "Zeller"), await EnrolAsync(world, campaign, "Perrin"));
        await platform.SealSessionAsync(world, campaign, new Dictionary<Guid, string[]> { [whole.Id] = [.. Production.Blocks], [part.Id] = ["BC1", "BC2"], [none.Id] = [] }, new DateOnly(2017, 12, 9));

        (await PendingAsync(world)).Single(p => p.CampaignId == campaign.Id).ShouldSatisfyAllConditions(p => p.Certificates.ShouldBe(1), p => p.Attestations.ShouldBe(1));
        (await IssueAsync(world.Manager, campaign)).Value.ShouldBe(new IssuedCount(1, 1));

        var documents = await DocumentsAsync(world, campaign);
        documents.Count.ShouldBe(2);
        var certificate = documents.Single(d => d.Kind == DocumentKind.Certificate);
        certificate.EnrolmentId.ShouldBe(whole.Id);
        certificate.Number.ShouldBe("CPNEC-2027-C-00001");
        System.Text.Encoding.ASCII.GetString(certificate.Bytes, 0, 5).ShouldBe("%PDF-");
        var facts = JsonSerializer.Deserialize<PrintedFacts>(certificate.Facts, JsonSerializerOptions.Web)!;
        facts.Holder.ShouldBe("Léa, Anne LEFÈVRE");
        facts.Blocks.Select(b => b.Code).ShouldBe(Production.Blocks);
        facts.LegalAct.ShouldBe("arrêté du 30 juillet 2018 publié au Journal officiel du 7 août 2018");
        facts.Option.ShouldBe("option production");
        facts.JuryHeldOn.ShouldBe(new DateOnly(2017, 12, 9));
        facts.DeliveredOn.ShouldBe(new DateOnly(2027, 11, 21), "a document is dated the day it is issued, not the jury's");
        var attested = JsonSerializer.Deserialize<PrintedFacts>(documents.Single(d => d.Kind == DocumentKind.Attestation).Facts, JsonSerializerOptions.Web)!;
        attested.Blocks.Select(b => b.Code).ShouldBe(["BC1", "BC2"]);

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var mails = await db.OutboxMails.Where(m => m.Body.Contains("CPNEC-2027-")).ToListAsync();
        mails.Count.ShouldBe(2);
        mails.ShouldAllBe(m => m.To == "candidate@exemple.invalid");
        mails.ShouldContain(m => m.Body.Contains("CPNEC-2027-C-00001") && m.Body.Contains("/verification/"));
        mails.ShouldContain(m => m.Body.Contains("Reprendre BC3."));
    }

    [Fact]
    public async Task A_second_call_issues_nothing_more_and_the_bytes_stay()
    {
        var (world, campaign) = await CampaignAsync();
        var enrolment = await EnrolAsync(world, campaign, "Lefèvre");
        await platform.SealSessionAsync(world, campaign, new Dictionary<Guid, string[]> { [enrolment.Id] = [.. Production.Blocks] });
        (await IssueAsync(world.Manager, campaign)).Value.ShouldBe(new IssuedCount(1, 0));
        var first = (await DocumentsAsync(world, campaign)).Single();
        (await IssueAsync(world.Manager, campaign)).Value.ShouldBe(new IssuedCount(0, 0));
        (await PendingAsync(world)).ShouldNotContain(p => p.CampaignId == campaign.Id);

        await using var scope = platform.As(world.Manager);
        var read = scope.ServiceProvider.GetRequiredService<ReadDocument>();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var file = (await read.ExecuteAsync(first.Id)).Value;
            file.Bytes.ShouldBe(first.Bytes);
            file.Sha256.ShouldBe(first.Sha256);
            file.FileName.ShouldBe($"certificat-{first.Number}.pdf");
        }
    }

    [Fact]
    public async Task Two_issues_at_once_leave_no_gap_and_no_double()
    {
        using var year = new ClockLeap(platform.Clock, 2028);
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaigns = new List<Campaign>();
        foreach (var name in new[] { "Un", "Deux" })
        {
            var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", name);
            var enrolled = new Dictionary<Guid, string[]>();
            foreach (var i in Enumerable.Range(0, 3)) enrolled[(await EnrolAsync(world, campaign, $"{name}{(char)('a' + i)}")).Id] = i == 0 ? ["BC1"] : [.. Production.Blocks];
            await platform.SealSessionAsync(world, campaign, enrolled, new DateOnly(2019, 12, 9));
            campaigns.Add(campaign);
        }
        var results = await Task.WhenAll(campaigns.Concat(campaigns).Select(c => Task.Run(() => IssueAsync(world.Manager, c))));
        results.ShouldAllBe(r => r.Succeeded);
        results.Sum(r => r.Value.Certificates).ShouldBe(4);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.IssuedDocuments.Where(d => d.Number.StartsWith("CPNEC-2028-")).Select(d => d.Number).Order().ToListAsync())
            .ShouldBe(["CPNEC-2028-A-00001", "CPNEC-2028-A-00002", .. Enumerable.Range(1, 4).Select(i => $"CPNEC-2028-C-{i:00000}")]);
    }

    [Fact]
    public async Task A_missing_mention_refuses_everything_until_the_certifier_supplies_it()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Insurer);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP41351");
        var enrolment = await platform.CreateEnrolmentAsync(world, campaign, Subscription);
        await platform.SealSessionAsync(world, campaign, new Dictionary<Guid, string[]> { [enrolment.Id] = [.. Subscription.Blocks] }, new DateOnly(2026, 6, 18));
        var before = await SetMentionsAsync(world, i => i.Acts[0].LegalAct = "");
        // No form accepts it any more; a row written before may hold it.
        await using (var db = await platform.Database.OpenAsync(world.TenantId)) await db.CertifierProfiles.ExecuteUpdateAsync(s => s.SetProperty(p => p.City, "À fixer…"));

        var refused = await IssueAsync(world.Manager, campaign);
        refused.Errors.ShouldHaveSingleItem().Code.ShouldBe("document-missing-mentions");
        refused.Message.ShouldContain("acte d’enregistrement (RNCP41351)");
        refused.Message.ShouldContain("lieu de délivrance");
        refused.Message.ShouldContain("Mentions des documents");
        (await DocumentsAsync(world, campaign)).ShouldBeEmpty();

        await SetMentionsAsync(world, i => (i.City, i.Acts[0].LegalAct) = (before.City, "Décision du directeur général de France compétences du 24 septembre 2025"));
        (await IssueAsync(world.Manager, campaign)).Value.ShouldBe(new IssuedCount(1, 0));
        var document = (await DocumentsAsync(world, campaign)).Single();
        document.Number.ShouldBe("CPNFPE-2026-C-00001");
        document.Facts.ShouldContain("\"décision du directeur");
    }

    [Fact]
    public async Task A_missing_block_gained_in_a_later_campaign_completes_the_certificate()
    {
        var (world, campaign) = await CampaignAsync();
        var enrolment = await EnrolAsync(world, campaign, "Zeller");
        await platform.SealSessionAsync(world, campaign, new Dictionary<Guid, string[]> { [enrolment.Id] = [.. Production.Blocks.Except(["BC9"])] }, new DateOnly(2018, 6, 1));
        (await IssueAsync(world.Manager, campaign)).Value.ShouldBe(new IssuedCount(0, 1));

        var refusing = await platform.CreateCampaignAsync(world, "RNCP31391", "Entre les deux");
        var refused = await EnrolAgainAsync(world, refusing, enrolment);
        var nothing = await platform.SealSessionAsync(world, refusing, new Dictionary<Guid, string[]> { [refused.Id] = [] }, new DateOnly(2018, 9, 1));
        (await IssueAsync(world.Manager, refusing)).Value.ShouldBe(new IssuedCount(0, 1));

        var later = await platform.CreateCampaignAsync(world, "RNCP31391", "Suivante");
        var again = await EnrolAgainAsync(world, later, enrolment);
        var last = await platform.SealSessionAsync(world, later, new Dictionary<Guid, string[]> { [again.Id] = ["BC9"] }, new DateOnly(2018, 12, 1));
        (await IssueAsync(world.Manager, later)).Value.ShouldBe(new IssuedCount(1, 0));
        (await PendingAsync(world)).ShouldNotContain(p => p.CampaignId == campaign.Id);

        // A session that validated nothing attests what is held, and does not say that it validated it.
        TestData.PrintedBy((await DocumentsAsync(world, campaign)).Single()).FromElsewhere.ShouldBeFalse();
        TestData.PrintedBy((await DocumentsAsync(world, refusing)).Single()).ShouldSatisfyAllConditions(f => f.FromElsewhere.ShouldBeTrue(), f => f.Blocks.Count.ShouldBe(6));

        // The mails say what this jury did, and what is held from before.
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.OutboxMails.SingleAsync(m => m.ResultsOf == nothing.Id)).Body.ShouldContain("Le jury n’a validé aucun bloc de plus. Vous conservez\u00a0: BC1, BC2, BC3, BC4, BC5, BC8.");
        (await db.OutboxMails.SingleAsync(m => m.ResultsOf == last.Id)).Body.ShouldContain("Le jury a validé BC9\u00a0: avec vos blocs déjà acquis, vous obtenez la certification.");
    }

    [Fact]
    public async Task Nothing_leaves_before_the_minutes_are_sealed_nor_for_another_role_or_tenant()
    {
        var (world, campaign) = await CampaignAsync();
        var other = await platform.CreateWorldAsync(CqpFixture.Insurer);
        (await IssueAsync(world.Manager, campaign)).Errors.ShouldHaveSingleItem().ShouldBe(AwardErrors.NotSealed);
        (await IssueAsync(world.Secretary, campaign)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotAllowed);
        (await IssueAsync(world.JuryMember, campaign)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotAllowed);
        (await IssueAsync(other.Manager, campaign)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
    }

    [Fact]
    public async Task A_mention_that_is_empty_too_long_or_a_social_security_number_is_refused()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        await using var scope = platform.As(world.Manager);
        var input = (await scope.ServiceProvider.GetRequiredService<ReadMentions>().ExecuteAsync()).Value;
        var result = await scope.ServiceProvider.GetRequiredService<EditMentions>().ExecuteAsync(input with { City = " ", SignatoryName = new string('a', 121), SignatoryQuality = "2 94 03 75 113 001" });
        result.Errors.Select(e => e.Field).ShouldBe(["City", "SignatoryName", "SignatoryQuality"]);
        await using var secretary = platform.As(world.Secretary);
        (await secretary.ServiceProvider.GetRequiredService<EditMentions>().ExecuteAsync(input)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotAllowed);
    }

    private sealed class ClockLeap : IDisposable
    {
        private readonly TestClock clock;
        private readonly DateTimeOffset before;

        public ClockLeap(TestClock clock, int year) => (this.clock, before, clock.Now) = (clock, clock.Now, clock.Now.AddYears(year - clock.Now.Year));

        public void Dispose() => clock.Now = before;
    }

    private async Task<(TestWorld World, Campaign Campaign)> CampaignAsync()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        return (world, await platform.CreateCampaignAsync(world, "RNCP31391", $"Automne {Guid.NewGuid():N}"));
    }

    private Task<Enrolment> EnrolAsync(TestWorld world, Campaign campaign, string name) => platform.CreateEnrolmentAsync(world, campaign, Production, name);

    private async Task<Enrolment> EnrolAgainAsync(TestWorld world, Campaign campaign, Enrolment earlier)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var referential = await new Web.Data.ReferentialCatalogue().GetAsync(db, campaign.ReferentialVersionId);
        var acquired = (await db.AcquiredBlocks.Where(b => b.CandidateId == earlier.CandidateId).Select(b => b.BlockCode).ToListAsync()).ToHashSet();
        var enrolment = Enrolment.Create(campaign.Id, earlier.CandidateId, earlier.OrganisationId, new(earlier.AccessRoute, earlier.EngagementDate, Production, earlier.CompanyId, earlier.TutorId, null));
        enrolment.Submit(await platform.RulesAsync(db, referential), TestData.Identity("Zeller"), acquired, platform.Clock.Now).Succeeded.ShouldBeTrue();
        enrolment.Accept(acquired, platform.Clock.Now);
        db.Add(enrolment);
        await db.SaveChangesAsync();
        return enrolment;
    }

    private async Task<Result<IssuedCount>> IssueAsync(Membership member, Campaign campaign)
    {
        await using var scope = platform.As(member);
        return await scope.ServiceProvider.GetRequiredService<IssueDocuments>().ExecuteAsync(new(campaign.Id));
    }

    private async Task<IReadOnlyList<PendingAwards>> PendingAsync(TestWorld world)
    {
        await using var scope = platform.As(world.Manager);
        return (await scope.ServiceProvider.GetRequiredService<ListPendingAwards>().ExecuteAsync()).Value;
    }

    private async Task<List<IssuedDocument>> DocumentsAsync(TestWorld world, Campaign campaign)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        return await db.IssuedDocuments.Where(d => d.CampaignId == campaign.Id).ToListAsync();
    }

    private async Task<EditMentionsInput> SetMentionsAsync(TestWorld world, Action<EditMentionsInput> change)
    {
        await using var scope = platform.As(world.Manager);
        var input = (await scope.ServiceProvider.GetRequiredService<ReadMentions>().ExecuteAsync()).Value;
        var before = input with { };
        change(input);
        (await scope.ServiceProvider.GetRequiredService<EditMentions>().ExecuteAsync(input)).Message.ShouldBe("");
        return before;
    }
}
