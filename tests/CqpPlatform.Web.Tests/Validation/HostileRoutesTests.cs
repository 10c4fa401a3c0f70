using System.Reflection;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;
using CqpPlatform.Web.Tests.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CqpPlatform.Web.Tests.Validation;

/// <summary>60 scripts and 80 injections in every address, and in every text the database may hold: each page shows them as text, and nothing runs.</summary>
public sealed class HostileRoutesTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    // Texts of ours, or looked up: a code, a hash, a list, JSON that the platform wrote.
    private static readonly string[] NotTyped =
    [
        "block_code", "certification_code", "code_hash", "content", "detail_hash", "facts", "fiche", "hash", "item_code", "minutes_number", "number", "option", "previous_hash", "report", "rncp_code", "salt",
        "secret_hash", "sha256", "source",
        "siret", "action", "changes", "entity_type", "actor_name", "version", "birth_insee_code", "contacts",
    ];

    private static readonly HtmlParser Parser = new();

    private static IReadOnlyList<Type> Pages { get; } = [.. typeof(FeatureSetup).Assembly.GetTypes().Where(t => t.GetCustomAttributes<RouteAttribute>().Any())];

    [Fact]
    public async Task No_address_makes_a_page_run_or_break()
    {
        var stage = await MatrixStage.SetAsync(fixture);
        using var clients = await stage.SignInAllAsync();
        var (faults, asked, turn) = (new List<string>(), new Dictionary<string, int>(), 0);
        foreach (var page in Pages)
        {
            var role = Roles.FirstOrDefault(r => Opens(page, r), Role.CertifierManager);
            var queries = page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(p => p.GetCustomAttribute<SupplyParameterFromQueryAttribute>()?.Name).OfType<string>().ToList();
            foreach (var template in page.GetCustomAttributes<RouteAttribute>().Select(r => r.Template))
            {
                var texts = MatrixStage.Slot().Matches(template).Any(m => !m.Value.Contains(":guid", StringComparison.Ordinal));
                if (!texts && queries.Count == 0) continue;
                // Each address takes every fourth payload, the next address the next: all of them are sent many times, in a quarter of the time.
                turn = (turn + 1) % 4;
                foreach (var (payload, n) in HostilePayloads.All.Select((p, i) => (p, i)).Where(x => x.i % 4 == turn))
                {
                    var typed = Uri.EscapeDataString(payload);
                    var path = MatrixStage.Slot().Replace(template, slot => slot.Value.Contains(":guid", StringComparison.Ordinal) ? stage.Fill(slot.Value.Replace(":guid", ""), stage.Own) : typed);
                    if (queries.Count > 0) path += "?" + string.Join('&', queries.Select(q => $"{q}={typed}"));
                    // An address of its own for each: the doors count who knocks.
                    using var answer = await clients[role].GetAsync(path, $"198.51.100.{n % 250}");
                    asked[payload] = asked.GetValueOrDefault(payload) + 1;
                    if ((int)answer.StatusCode >= 500) faults.Add($"{(int)answer.StatusCode} {template} with {payload}");
                    if (answer.Headers.Location is { } to && new Uri(fixture.Host.BaseAddress, to).Authority != fixture.Host.BaseAddress.Authority) faults.Add($"{template} with {payload} leads to {to}");
                    faults.AddRange(Running(await answer.Content.ReadAsStringAsync()).Select(f => $"{template} with {payload}: {f}"));
                }
            }
        }
        faults.ShouldBeEmpty();
        asked.Keys.ShouldBe(HostilePayloads.All, ignoreOrder: true);
        asked.Values.Min().ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task Whatever_the_database_holds_is_shown_as_text()
    {
        var stage = await MatrixStage.SetAsync(fixture);
        using var clients = await stage.SignInAllAsync();
        var (faults, shown) = (new List<string>(), 0);
        // Each row of each column takes another; three rounds put every one of them before every page.
        for (var round = 0; round < 3; round++)
        {
            await PoisonAsync(round * 20);
            foreach (var page in Pages)
            {
                foreach (var template in page.GetCustomAttributes<RouteAttribute>().Select(r => r.Template))
                {
                    foreach (var role in Roles.Where(r => Opens(page, r)))
                    {
                        using var answer = await clients[role].GetAsync(stage.Fill(template, stage.Own));
                        var html = await answer.Content.ReadAsStringAsync();
                        if ((int)answer.StatusCode >= 500) faults.Add($"{role} {template}: {(int)answer.StatusCode}");
                        if (html.Contains("alert(1)", StringComparison.Ordinal)) shown++;
                        faults.AddRange(Running(html).Select(f => $"{role} {template}: {f}"));
                    }
                }
            }
        }
        faults.Distinct().ShouldBeEmpty();
        shown.ShouldBeGreaterThan(20, "the pages do show what was typed");
    }

    private static readonly Role[] Roles = [Role.CertifierManager, Role.TrainingOrganisation, Role.Examiner, Role.JuryMember, Role.Tutor];

    private static bool Opens(Type page, Role role) => page.GetCustomAttributes<RequiresAttribute>().All(a => role.Grants(a.Permission)) && page.GetCustomAttribute<AllowAnonymousAttribute>() is null;

    /// <summary>What a browser would run, of a page as it reads it; an image runs nothing.</summary>
    private static IEnumerable<string> Running(string html)
    {
        var document = Parser.ParseDocument(html);
        foreach (var element in document.All)
        {
            if (element.LocalName is "script" && (element.GetAttribute("nonce") is null || element.TextContent.Trim().Length > 0)) yield return element.OuterHtml;
            if (element.LocalName is "iframe" or "object" or "embed" or "style" or "marquee" or "math" or "frame" or "template") yield return element.OuterHtml;
            if (element.LocalName is "base" && element.GetAttribute("href") != "/") yield return element.OuterHtml;
            foreach (var attribute in element.Attributes)
            {
                if (attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name is "style" or "srcdoc" or "srcset") yield return $"{element.LocalName} {attribute.Name}";
                if (attribute.Name is "href" or "src" or "action" or "formaction" or "xlink:href" && attribute.Value.Replace("\t", "").Trim() is var address
                    && (address.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || (address.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && !(element.LocalName == "img" && Regex.IsMatch(address, @"^data:image/(png|svg\+xml);base64,[A-Za-z0-9+/=]+\z"))) || address.StartsWith("//", StringComparison.Ordinal))) yield return $"{element.LocalName} {attribute.Name}={address}";
            }
        }
    }

    /// <summary>As the owner, past every validator.</summary>
    private async Task PoisonAsync(int from)
    {
        await using var owner = new NpgsqlConnection(fixture.Platform.OwnerConnection);
        await owner.OpenAsync();
        var columns = new List<(string Table, string Column, int Limit)>();
        await using (var model = fixture.Platform.Database.OpenGlobal())
        {
            foreach (var property in model.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => p.ClrType == typeof(string) && p.GetValueConverter() is null && !p.IsKey()))
            {
                var table = property.DeclaringType.GetTableName()!;
                if (!NotTyped.Contains(property.GetColumnName()) && table is not ("tenants" or "installation_keys" or "outbox_mails" or "referential_versions") && !table.StartsWith("account", StringComparison.Ordinal))
                    columns.Add((table, property.GetColumnName(), property.GetMaxLength() ?? 400));
            }
        }
        columns.AddRange([("accounts", "last_name", 80), ("accounts", "first_name", 80)]);
        columns.Count.ShouldBeGreaterThan(30);
        // What may only be erased was once written, by anybody.
        await ExecuteAsync("""
            do $$ declare guarded regclass; begin
              for guarded in select tgrelid::regclass from pg_trigger where tgname = 'only_erased' loop execute format('alter table %s disable trigger only_erased', guarded); end loop;
            end $$
            """);
        var tenants = await fixture.Platform.Database.TenantsAsync();
        foreach (var tenant in tenants)
        {
            await ExecuteAsync($"select set_config('app.tenant_id', '{tenant.Id}', false)");
            foreach (var (table, column, limit) in columns.Where(c => c.Table is not ("audit_entries" or "audit_details")))
            {
                var texts = HostilePayloads.Scripts.Select((_, i) => HostilePayloads.Scripts[(from + i) % HostilePayloads.Scripts.Length]).Select(s => s[..Math.Min(s.Length, limit)]).ToArray();
                await using var command = new NpgsqlCommand($"update {table} t set {column} = $1[1 + mod(abs(hashtext(t.ctid::text || $2)), 60)] where {column} is not null", owner)
                {
                    Parameters = { new() { Value = texts }, new() { Value = column } },
                };
                try
                {
                    await command.ExecuteNonQueryAsync();
                }
                catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation)
                {
                    // A key or a rule of the database: no text gets there.
                }
            }
            // A file's report is written by the platform, with cells and heads of the file in it.
            var told = HostilePayloads.Scripts.Select(text => TableProblem.Of(2, text, text, $"« {text} » n’est pas attendu.", "Corrigez la cellule."));
            await using var reports = new NpgsqlCommand("update enrolment_imports set report = $1 where report is not null", owner) { Parameters = { new() { Value = System.Text.Json.JsonSerializer.Serialize(told) } } };
            await reports.ExecuteNonQueryAsync();
        }

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, owner);
            await command.ExecuteNonQueryAsync();
        }
    }
}
