using System.Net;
using System.Reflection;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Security;

/// <summary>Every address that takes a form, found in the running host's own list: without its token nothing is taken.</summary>
public sealed class FormTokenTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task No_form_is_taken_without_its_token_whoever_sends_it()
    {
        var stage = await MatrixStage.SetAsync(fixture);
        using var clients = await stage.SignInAllAsync();
        var (faults, taken) = (new List<string>(), 0);
        foreach (var (path, roles) in Forms(stage))
        {
            var refused = 0;
            foreach (var role in roles)
            {
                using var answer = await clients[role].SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "connexion", ["x"] = "y" }) });
                if (answer.StatusCode == HttpStatusCode.BadRequest) refused++;
                else if (answer.StatusCode != HttpStatusCode.Redirect || !IsDoor(answer.Headers.Location!)) faults.Add($"{role} {path}: {(int)answer.StatusCode}");
            }
            taken++;
            if (refused == 0) faults.Add($"{path}: nobody got as far as the token");
        }
        faults.ShouldBeEmpty();
        taken.ShouldBeGreaterThan(60);
    }

    /// <summary>Pages, which all may be posted to, and the endpoints that take a form; the API reads a key and no form, a circuit's own address is guarded by its origin, and the public verification answers everybody alike.</summary>
    private IEnumerable<(string Path, IReadOnlyList<Role?> Roles)> Forms(MatrixStage stage)
    {
        Role?[] everybody = [null, .. Enum.GetValues<Role>().Select(r => (Role?)r)];
        foreach (var endpoint in fixture.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") != true || path.StartsWith(Api.Prefix, StringComparison.Ordinal) || path.StartsWith("/_", StringComparison.Ordinal) || path.StartsWith("/verification/", StringComparison.Ordinal)) continue;
            var page = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type;
            var roles = page is null ? everybody
                : page.GetCustomAttribute<AllowAnonymousAttribute>() is not null ? [null]
                : page.GetCustomAttributes<RequiresAttribute>().ToList() is { Count: > 0 } needs ? [.. everybody.Where(r => r is { } role && needs.All(n => role.Grants(n.Permission))).Take(1)]
                : new Role?[] { Role.CertifierManager };
            yield return (stage.Fill(path, stage.Own), roles);
        }
    }

    private bool IsDoor(Uri location) => new Uri(fixture.Host.BaseAddress, location).AbsolutePath is "/connexion" or "/acces-refuse";
}
