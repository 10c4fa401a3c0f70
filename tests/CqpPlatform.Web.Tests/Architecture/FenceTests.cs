using System.Reflection;
using System.Text.RegularExpressions;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tests.Isolation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Architecture;

/// <summary>The fences of docs/adr/0001: what may know what.</summary>
public sealed partial class FenceTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly Assembly Domain = typeof(ITenantOwned).Assembly, Web = typeof(Program).Assembly;
    private static readonly string Root = PlatformHost.RepositoryRoot;

    [Fact]
    public void The_domain_references_nothing_but_the_runtime() =>
        Domain.GetReferencedAssemblies().Select(a => a.Name!).Where(n => !n.StartsWith("System", StringComparison.Ordinal) && n is not ("netstandard" or "mscorlib")).ShouldBeEmpty();

    [Fact]
    public void The_domain_reads_no_clock() =>
        Sources("src/CqpPlatform.Domain", "*.cs").Where(f => ClockPattern().IsMatch(File.ReadAllText(f))).Select(Path.GetFileName).ShouldBeEmpty();

    [Fact]
    public void No_component_touches_the_database() =>
        Sources("src/CqpPlatform.Web", "*.razor").Where(f => EfPattern().IsMatch(File.ReadAllText(f))).Select(Path.GetFileName).ShouldBeEmpty();

    /// <summary>A raw text is read as it stands: an escape in it reaches the reader.</summary>
    [Fact]
    public void No_raw_text_holds_an_escape() =>
        Sources("src", "*.cs").Where(f => RawText().Matches(File.ReadAllText(f)).Any(m => EscapeInText().IsMatch(Hole().Replace(Hole().Replace(m.Value, ""), "")))).Select(Path.GetFileName).ShouldBeEmpty();

    [Fact]
    public void No_feature_knows_another()
    {
        var strangers =
            from file in Sources("src/CqpPlatform.Web/Features", "*.cs").Concat(Sources("src/CqpPlatform.Web/Features", "*.razor"))
            let relative = Path.GetRelativePath(Path.Combine(Root, "src/CqpPlatform.Web/Features"), file)
            let own = relative.Split(Path.DirectorySeparatorChar)[0]
            where relative.Contains(Path.DirectorySeparatorChar)
            from Match use in FeaturePattern().Matches(File.ReadAllText(file))
            where use.Groups[1].Value != own
            select $"{relative} → {use.Groups[1].Value}";
        strangers.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_below_the_features_knows_one()
    {
        var back =
            from folder in new[] { "Data", "Security", "Documents", "Components", "Referentials" }
            from file in Sources("src/CqpPlatform.Web/" + folder, "*.cs").Concat(Sources("src/CqpPlatform.Web/" + folder, "*.razor"))
            where File.ReadAllText(file).Contains("CqpPlatform.Web.Features", StringComparison.Ordinal)
            select Path.GetFileName(file);
        back.ShouldBeEmpty();
    }

    [Fact]
    public void Only_Documents_knows_the_pdf_engine()
    {
        var others =
            from file in Sources("src", "*.cs").Concat(Sources("src", "*.razor"))
            where !file.Contains("/Documents/", StringComparison.Ordinal) && File.ReadAllText(file).Contains("Documents.Engine", StringComparison.Ordinal)
            select Path.GetFileName(file);
        others.ShouldBeEmpty();
    }

    [Fact]
    public void No_rule_is_written_under_a_certification_number()
    {
        var rules =
            from file in Sources("src", "*.cs").Concat(Sources("src", "*.razor"))
            where !file.Contains("/Demonstration/", StringComparison.Ordinal)
            from line in File.ReadLines(file)
            where line.Contains("RNCP3", StringComparison.Ordinal) || line.Contains("RNCP4", StringComparison.Ordinal)
            let code = line.TrimStart()
            where !code.StartsWith("//", StringComparison.Ordinal) && !code.StartsWith("@*", StringComparison.Ordinal) && CodeInString().IsMatch(code)
            select $"{Path.GetFileName(file)}: {code}";
        rules.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_entity_is_owned_by_a_tenant_and_filtered_or_global()
    {
        await using var db = fixture.Platform.Database.OpenGlobal();
        ModelGate.Strays(db.Model).ShouldBeEmpty();
    }

    [Fact]
    public void Query_filters_are_never_ignored_and_raw_sql_is_listed()
    {
        string[] known = ["OutboxSender.cs", "TenantIsolation.cs", "DatabaseSchema.cs", "CqpDatabase.cs"];
        var found = Sources("src/CqpPlatform.Web", "*.cs").Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal) && !f.Contains("/EmbeddedPostgres/", StringComparison.Ordinal))
            .Where(f => ModelGate.SpeaksSql(File.ReadAllText(f))).Select(Path.GetFileName).Except(known);
        found.Order().ShouldBe(RawSqlAllowed.Order());
        Sources("src/CqpPlatform.Web", "*.cs").Where(f => ModelGate.IgnoresFilters(File.ReadAllText(f))).Select(Path.GetFileName).ShouldBeEmpty();
    }

    // Each takes a lock, an "on conflict" or a figure's whole query, that EF cannot say, with parameters only.
    private static readonly string[] RawSqlAllowed =
    [
        "ActorReader.cs",
        "AuditVerifier.cs",
        "BulkInsert.cs",
        "BulkTable.cs",
        "CandidateRegistry.cs",
        "ConveneJury.cs",
        "DocumentNumbers.cs",
        "EndMembership.cs",
        "FigureQueries.cs",
        "GridLock.cs",
        "IdempotentRequest.cs",
        "ImportLock.cs",
        "JobRunner.cs",
        "JurySessionWork.cs",
        "ReinstateEnrolment.cs",
        "SealStore.cs",
        "SignInThrottle.cs",
    ];

    [Fact]
    public void Every_page_says_who_may_see_it()
    {
        var open = Web.GetTypes().Where(t => t.GetCustomAttributes<RouteAttribute>().Any())
            .Where(t => !t.GetCustomAttributes(true).Any(a => a is IAuthorizeData or IAllowAnonymous)).Select(t => t.Name);
        open.ShouldBeEmpty();
    }

    [Fact]
    public void Every_anonymous_page_is_meant_to_be()
    {
        string[] meant =
        [
            "SignInPage",
            "NotFoundPage",
            "ErrorPage",
            "AccessRefusedPage",
            "VerificationFormPage",
            "VerificationPage",
            "TutorDoorPage",
            "AcceptInvitationPage",
            "AskNewPasswordPage",
            "ChooseNewPasswordPage",
            "SecondStepPage",
        ];
        Web.GetTypes().Where(t => t.GetCustomAttributes<RouteAttribute>().Any() && t.GetCustomAttributes<AllowAnonymousAttribute>().Any()).Select(t => t.Name).Except(meant).ShouldBeEmpty();
    }

    // The sign-in repeats the address of the page that sent there, in its own.
    [Fact]
    public void No_page_whose_address_holds_a_secret_sends_to_the_sign_in() =>
        Web.GetTypes().Where(t => t.GetCustomAttributes<RouteAttribute>().Any(r => r.Template.Contains("{Secret", StringComparison.OrdinalIgnoreCase)) && !t.GetCustomAttributes<AllowAnonymousAttribute>().Any())
            .Select(t => t.Name).ShouldBeEmpty();

    [Fact]
    public async Task Every_endpoint_has_a_policy_or_is_public_on_purpose()
    {
        await using var host = await PlatformHost.StartAsync(fixture.Platform);
        string[] open = ["/health", "/openapi", "/schemas", "/verification", "/connexion", "/introuvable", "/erreur", "/acces-refuse", "/observation/", "/invitation/", "/mot-de-passe", "/_blazor", "/_framework"];
        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
        var unguarded =
            from endpoint in endpoints
            let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
            where !endpoint.Metadata.Any(m => m is IAuthorizeData)
            where !open.Any(o => path.StartsWith(o, StringComparison.Ordinal)) && !Path.HasExtension(path) && path != "/{**path:file}"
            select path;
        unguarded.Distinct().ShouldBeEmpty();
    }

    /// <summary>Razor takes « mot@if » for a mail address and prints the code.</summary>
    [Fact]
    public void No_page_holds_code_that_razor_takes_for_an_address() =>
        Sources("src/CqpPlatform.Web", "*.razor").Where(f => GluedCode().IsMatch(File.ReadAllText(f))).Select(Path.GetFileName).ShouldBeEmpty();

    [Fact]
    public void Long_files_are_two_things()
    {
        var tooLong =
            from file in Sources("src", "*.cs").Concat(Sources("src", "*.razor"))
            where !file.Contains("/Migrations/", StringComparison.Ordinal)
            let lines = File.ReadLines(file).Count()
            where lines > (file.EndsWith(".razor", StringComparison.Ordinal) ? 150 : 300)
            select $"{Path.GetFileName(file)} ({lines})";
        tooLong.ShouldBeEmpty();
    }

    [Fact]
    public void The_start_reads_like_a_table_of_contents() => File.ReadLines(Path.Combine(Root, "src/CqpPlatform.Web/Program.cs")).Count().ShouldBeLessThanOrEqualTo(60);

    internal static IEnumerable<string> Sources(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    [GeneratedRegex(@"DateTime(Offset)?\.(Now|UtcNow|Today)|TimeProvider|Environment\.|File\.|HttpClient")]
    private static partial Regex ClockPattern();

    [GeneratedRegex(@"Microsoft\.EntityFrameworkCore|CqpDbContext|CqpDatabase|WorkFactory|Npgsql")]
    private static partial Regex EfPattern();

    [GeneratedRegex(@"CqpPlatform\.Web\.Features\.(\w+)")]
    private static partial Regex FeaturePattern();

    [GeneratedRegex(@"(?<![@.\w])\w+@(if|foreach|for|switch|while)\b")]
    private static partial Regex GluedCode();

    [GeneratedRegex("\"\"\".*?\"\"\"", RegexOptions.Singleline)]
    private static partial Regex RawText();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\\u[0-9a-fA-F]{4}")]
    private static partial Regex EscapeInText();

    [GeneratedRegex("\"RNCP\\d{4,6}")]
    private static partial Regex CodeInString();
}
