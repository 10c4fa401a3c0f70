using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Auditing;
using Npgsql;

namespace CqpPlatform.Web.Commands;

/// <summary>audit verify [--tenant SLUG] [--checkpoint FILE] and audit checkpoint [--tenant SLUG]: one sentence a tenant; 1 where a chain does not hold.</summary>
public static class AuditCommand
{
    private const string Usage = "Usage\u00a0: ./cqp audit verify [--tenant SLUG] [--checkpoint FICHIER], ou ./cqp audit checkpoint [--tenant SLUG]";

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not ["verify" or "checkpoint", .. var options]) throw new StartupRefusal(Usage);
        string? slug = null, file = null;
        for (var i = 0; i < options.Length; i += 2)
        {
            if (i + 1 == options.Length) throw new StartupRefusal(Usage);
            if (options[i] == "--tenant") slug = options[i + 1];
            else if (options[i] == "--checkpoint" && arguments[0] == "verify") file = options[i + 1];
            else throw new StartupRefusal(Usage);
        }
        var checkpoints = Read(file);
        await using var source = RunningDatabase.Open();
        try
        {
            return await RunAsync(new CqpDatabase(source, TimeProvider.System), slug, arguments[0] == "verify", checkpoints, Console.Out);
        }
        catch (NpgsqlException e)
        {
            throw RunningDatabase.Unreachable(e);
        }
    }

    /// <summary>What the command does once it has its database.</summary>
    public static async Task<int> RunAsync(CqpDatabase database, string? slug, bool verify, IReadOnlyList<AuditCheckpoint> checkpoints, TextWriter output)
    {
        var all = await database.TenantsAsync();
        IReadOnlyList<Tenant> tenants = slug is null ? all : [.. all.Where(t => t.Slug == slug)];
        if (slug is not null && tenants.Count == 0) throw new StartupRefusal($"Aucun certificateur « {slug} ». Connus : {string.Join(", ", all.Select(t => t.Slug))}.".French());
        var holds = true;
        foreach (var gone in checkpoints.Select(c => c.Tenant).Distinct().Where(t => (slug is null || t == slug) && all.All(k => k.Slug != t)))
        {
            holds = false;
            await output.WriteLineAsync($"{gone} : ce certificateur a un repère, et n’est plus dans la base.".French());
        }
        foreach (var tenant in tenants)
        {
            var verdict = await new AuditVerifier(database, TimeProvider.System).VerifyAsync(tenant, checkpoints);
            holds &= verdict.Fault is null;
            if (verify || verdict.Fault is not null) await output.WriteLineAsync(Sentence(verdict));
            else if (verdict.Last is { } last) await output.WriteLineAsync(last.ToString());
        }
        return holds ? 0 : 1;
    }

    private static string Sentence(AuditVerdict verdict) => verdict switch
    {
        { Fault: { } fault } => $"{verdict.Tenant} : journal altéré. {fault.Message}".French(),
        { Entries: 0 } => $"{verdict.Tenant} : journal vide.".French(),
        _ => $"{verdict.Tenant} : journal intact, {verdict.Entries} {(verdict.Entries > 1 ? "entrées" : "entrée")}{Erased(verdict.Erased)}.".French(),
    };

    private static string Erased(long count) => count switch { 0 => "", 1 => ", dont une aux données personnelles effacées", _ => $", dont {count} aux données personnelles effacées" };

    private static IReadOnlyList<AuditCheckpoint> Read(string? file)
    {
        if (file is null) return [];
        if (!File.Exists(file)) throw new StartupRefusal($"Le fichier de repères « {file} » n’existe pas.".French());
        var lines = File.ReadAllLines(file).Where(l => l.Trim().Length > 0).ToList();
        return [.. lines.Select(l => AuditCheckpoint.Parse(l) ?? throw new StartupRefusal($"Le fichier de repères contient une ligne illisible : « {l} ».".French()))];
    }
}
