using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Declarations.ReadFile;
using CqpPlatform.Web.Features.Declarations.ReceiveReport;
using CqpPlatform.Web.Features.Declarations.WriteFiles;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Declarations;

/// <summary>Of « GET /api/v1/declarations ». The tests share one certifier: each asks for its own campaign.</summary>
public sealed class DeclarationsApiTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Address = "/api/v1/declarations", Unknown = "Aucun titulaire ne correspond : vérifier le nom de naissance";
    private static readonly XNamespace Cpf = "urn:cdc:cpf:pc5:schema:1.0.0";
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task Each_holder_is_listed_with_the_state_of_their_declaration_from_due_to_accepted()
    {
        var (world, campaign, people) = await CertifiedAsync("Accepté", "Rejeté");
        using var client = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.CertifierManager));
        var due = (await ItemsAsync(client, campaign)).Single(i => Of(i, "enrolmentId") == people[0].Id.ToString());
        (Of(due, "state"), Of(due, "certification"), Of(due, "candidateId"), Of(due, "deliveredOn"), Of(due, "dueOn")).ShouldBe(("due", "RNCP31391", people[0].CandidateId.ToString(), "2026-11-21", "2027-02-21"));
        (Of(due, "technicalId"), Of(due, "fileId"), Of(due, "message")).ShouldBe((null, null, null));
        Of(due, "document").ShouldStartWith("T-");

        // The file takes whoever else is due to this certifier as well.
        (await platform.RunAsync<WriteFiles, Result<IReadOnlyList<Guid>>>(world.Manager, u => u.ExecuteAsync())).Succeeded.ShouldBeTrue();
        var sent = await ItemsAsync(client, campaign);
        sent.ConvertAll(i => Of(i, "state")).ShouldBe(["in-file", "in-file"]);
        var (file, accepted, rejected) = (Guid.Parse(Of(sent[0], "fileId")!), TechnicalId(sent, people[0]), TechnicalId(sent, people[1]));
        var xml = XDocument.Load(new MemoryStream((await platform.RunAsync<DownloadDeclaration, Result<FileToRead>>(world.Manager, u => u.ExecuteAsync(file))).Value.Bytes));
        new[] { accepted, rejected }.ShouldBeSubsetOf(xml.Descendants(Cpf + "idTechnique").Select(e => e.Value));
        (await platform.RunAsync<ReceiveReport, Result<ReportRead>>(world.Manager, u => u.ExecuteAsync(new(TestData.ReturnReport(file.ToString(), [accepted], (rejected, Unknown)))))).Succeeded.ShouldBeTrue();
        var answered = (await ItemsAsync(client, campaign)).ToDictionary(i => Of(i, "technicalId")!);
        (Of(answered[accepted], "state"), Of(answered[accepted], "dueOn"), Of(answered[accepted], "message")).ShouldBe(("accepted", null, null));
        (Of(answered[rejected], "state"), Of(answered[rejected], "message")).ShouldBe(("rejected", Unknown));
        (await ItemsAsync(client, campaign, "&state=rejected")).ConvertAll(i => Of(i, "technicalId")).ShouldBe([rejected]);

        await platform.RenameAsync(world, people[1], "Rectifié");
        Of((await ItemsAsync(client, campaign, $"&candidate={people[1].CandidateId}")).ShouldHaveSingleItem(), "state").ShouldBe("mended");
    }

    [Fact]
    public async Task What_keeps_a_holder_out_of_the_next_file_is_named_with_its_field()
    {
        var (world, campaign, people) = await CertifiedAsync("Empêchée");
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
        {
            var person = await db.Candidates.SingleAsync(c => c.Id == people[0].CandidateId);
            person.Correct(person.Identity with { BirthInseeCode = "00000" }, person.Email, person.Phone);
            await db.SaveChangesAsync();
        }
        using var client = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.CertifierManager));
        var obstacle = (await ItemsAsync(client, campaign)).ShouldHaveSingleItem().GetProperty("obstacles").EnumerateArray().First();
        Of(obstacle, "field").ShouldBe(nameof(CandidateIdentity.BirthInseeCode));
        Of(obstacle, "message").ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task Pages_follow_one_another_without_a_gap_or_a_repeat()
    {
        var (_, campaign, people) = await CertifiedAsync("Une", "Deux", "Trois", "Quatre", "Cinq");
        using var client = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.CertifierManager));
        var (seen, sizes) = (new List<string?>(), new List<int>());
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"{Address}?campaign={campaign.Id}&limit=2{cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => Of(i, "enrolmentId")));
            sizes.Add(page.GetProperty("items").GetArrayLength());
            cursor = page.GetProperty("nextCursor").GetString() is { } next ? $"&cursor={next}" : null;
        }
        sizes.ShouldBe([2, 2, 1]);
        seen.ShouldBe(people.Select(p => p.Id.ToString()), ignoreOrder: true);
        foreach (var wrong in new[] { "state=sent", "limit=0", "limit=201", "cursor=zzz", "campaign=automne", "candidate=7" })
        {
            var answer = await client.GetAsync($"{Address}?{wrong}");
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, wrong);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", wrong);
        }
    }

    [Fact]
    public async Task Only_a_key_of_the_certifier_itself_reads_them()
    {
        var (world, campaign, people) = await CertifiedAsync("Réservée");
        (await fixture.Host.Client().GetAsync(Address)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        foreach (var (role, organisation) in new (Role, Guid?)[] { (Role.TrainingOrganisation, world.Organisation.Id), (Role.Examiner, null), (Role.JuryMember, null) })
        {
            using var other = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, role, organisation));
            var refused = await other.GetAsync(Address);
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden, role.ToString());
            refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
        // A key of the certifier may be narrower than its role.
        foreach (var (scope, status) in new[] { (Permission.ReadDocuments, HttpStatusCode.Forbidden), (Permission.DeclareCertified, HttpStatusCode.OK) })
        {
            using var narrow = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.CertifierManager, scopes: [scope]));
            (await narrow.GetAsync(Address)).StatusCode.ShouldBe(status, scope.ToString());
        }
        // Of another certifier, a campaign and a person are as unknown as those of nobody.
        using var insurer = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Insurer, Role.CertifierManager));
        (await ItemsAsync(insurer, campaign)).ShouldBeEmpty();
        foreach (var person in new[] { people[0].CandidateId, Guid.NewGuid() }) (await insurer.GetStringAsync($"{Address}?candidate={person}")).ShouldBe("""{"items":[],"nextCursor":null}""");
    }

    private async Task<(TestWorld World, Campaign Campaign, IReadOnlyList<Enrolment> People)> CertifiedAsync(params string[] names)
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Interface {Guid.NewGuid():N}");
        return (world, campaign, await platform.CertifyAsync(world, campaign, TestData.Production, names));
    }

    private static async Task<List<JsonElement>> ItemsAsync(HttpClient client, Campaign campaign, string query = "") =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"{Address}?campaign={campaign.Id}{query}")).GetProperty("items").EnumerateArray()];

    private static string TechnicalId(List<JsonElement> items, Enrolment enrolment) => Of(items.Single(i => Of(i, "enrolmentId") == enrolment.Id.ToString()), "technicalId")!;

    private static string? Of(JsonElement item, string property) => item.GetProperty(property).GetString();
}
