using System.Net;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.ApiKeys.CreateKey;
using CqpPlatform.Web.Features.ApiKeys.ListKeys;
using CqpPlatform.Web.Features.ApiKeys.RevokeKey;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.ApiKeys;

public sealed class ApiKeysTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Certifications = "/api/v1/certifications", Documents = "/api/v1/documents";
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task A_key_made_on_the_page_opens_the_interface_until_it_is_revoked()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var key = await CreateAsync(world.Manager, new() { Name = "Extranet" });
        using var client = fixture.Host.Client(key.Value);
        (await client.GetAsync(Certifications)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var line = (await KeysAsync(world.Manager)).Keys.Single(k => k.Name == "Extranet");
        line.LastUsedAt.ShouldNotBeNull("the first use is noted");
        (line.Role, line.Usable, line.Organisation).ShouldBe((Role.CertifierManager, true, null));
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
            (await db.ApiKeys.Select(k => k.SecretHash).ToListAsync()).ShouldNotContain(hash => key.Value.Contains(hash), "the secret is not in the database");

        (await platform.RunAsync<RevokeApiKey, Result>(world.Manager, u => u.ExecuteAsync(line.Id))).Succeeded.ShouldBeTrue();
        (await client.GetAsync(Certifications)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_narrowed_to_one_scope_is_forbidden_the_rest()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var key = await CreateAsync(world.Manager, new() { Name = "Référentiels seuls", Scopes = [Permission.ReadReferential] });
        using var client = fixture.Host.Client(key.Value);
        (await client.GetAsync(Certifications)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync(Documents)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_key_ends_with_its_last_day_and_no_key_starts_in_the_past()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        (await CreateAsync(world.Manager, new() { Name = "Hier", LastDay = new(2026, 11, 20) })).Message.ShouldContain("déjà passé");
        var key = await CreateAsync(world.Manager, new() { Name = "Essai", LastDay = new(2099, 1, 31) });
        using var client = fixture.Host.Client(key.Value);
        (await client.GetAsync(Certifications)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        // The host lives by the machine's clock: the term moves instead.
        await db.ApiKeys.Where(k => k.Name == "Essai").ExecuteUpdateAsync(s => s.SetProperty(k => k.ExpiresAt, DateTimeOffset.UtcNow.AddSeconds(-1)));
        (await client.GetAsync(Certifications)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_organisation_makes_keys_for_itself_only_and_sees_no_other()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        await CreateAsync(world.Manager, new() { Name = "Certificateur" });
        await CreateAsync(world.Manager, new() { Name = "Voisin", OrganisationId = world.OtherOrganisation.Id });
        await CreateAsync(world.Secretary, new() { Name = "À soi", OrganisationId = world.OtherOrganisation.Id });

        var own = await KeysAsync(world.Secretary);
        own.Keys.Select(k => (k.Name, k.Organisation)).ShouldBe([("À soi", world.Organisation.Name)]);
        own.Organisations.Select(o => o.Id).ShouldBe([world.Organisation.Id]);
        var neighbour = (await KeysAsync(world.Manager)).Keys.Single(k => k.Name == "Voisin");
        (await platform.RunAsync<RevokeApiKey, Result>(world.Secretary, u => u.ExecuteAsync(neighbour.Id))).Errors.ShouldBe([SecurityErrors.NotFound]);
    }

    [Theory]
    [InlineData("", "Dites à quoi sert la clé")]
    [InlineData("Clé de 1 85 05 78 006 084 91", "sécurité sociale")]
    public async Task A_key_says_what_it_serves(string name, string refusal)
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        (await CreateAsync(world.Manager, new() { Name = name })).Message.ShouldContain(refusal);
        (await CreateAsync(world.Manager, new() { Name = "Vide", Scopes = [] })).Message.ShouldContain("au moins une portée");
        (await CreateAsync(world.Manager, new() { Name = "Trop", Scopes = [Permission.IssueDocuments] })).Message.ShouldContain("n’offre pas");
    }

    [Fact]
    public void Every_scope_is_a_permission_of_the_interface_and_the_reverse()
    {
        var asked = fixture.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.GetOrderedMetadata<IAuthorizeData>()).Select(a => a.Policy).OfType<string>().Distinct();
        asked.Order().ShouldBe(ApiScopes.All.Select(s => s.ToString()).Order());
        ApiScopes.All.Select(ApiScopes.French).ShouldBeUnique();
    }

    [Fact]
    public async Task A_busy_key_is_slowed_in_the_interfaces_own_form_and_another_goes_on()
    {
        var settings = fixture.Host.Services.GetRequiredService<IConfiguration>();
        settings[RateLimits.ApiCallsSetting] = "5";
        using var busy = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.CertifierManager));
        using var other = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.CertifierManager));
        // Twice the permits and more, so that a minute that ends meanwhile changes nothing.
        var refused = (await Task.WhenAll(Enumerable.Range(0, 11).Select(_ => busy.GetAsync("/api/v1/nulle-part")))).Where(a => a.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        settings[RateLimits.ApiCallsSetting] = null;
        refused.ShouldNotBeEmpty();
        refused[0].Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        refused[0].Headers.RetryAfter.ShouldNotBeNull();
        (await other.GetAsync(Certifications)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<Result<string>> CreateAsync(Membership actor, CreateApiKeyInput input) => platform.RunAsync<CreateApiKey, Result<string>>(actor, u => u.ExecuteAsync(input));

    private async Task<ApiKeyList> KeysAsync(Membership actor) => (await platform.RunAsync<ListApiKeys, Result<ApiKeyList>>(actor, u => u.ExecuteAsync())).Value;
}
