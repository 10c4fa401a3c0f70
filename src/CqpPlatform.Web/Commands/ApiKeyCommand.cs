using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CqpPlatform.Web.Commands;

/// <summary>api-key --tenant SLUG --role certifier|training-organisation: prints a new key alone on the last line.</summary>
public static class ApiKeyCommand
{
    private const string Usage = "Usage\u00a0: ./cqp api-key --tenant SLUG --role certifier|training-organisation";

    public static async Task<int> RunAsync(string[] options)
    {
        if (options is not ["--tenant", var slug, "--role", var roleName] && options is not ["--role", _, "--tenant", _]) throw new StartupRefusal(Usage);
        if (options[0] == "--role") (slug, roleName) = (options[3], options[1]);
        else (slug, roleName) = (options[1], options[3]);
        Role role = roleName switch
        {
            "certifier" => Role.CertifierManager,
            "training-organisation" => Role.TrainingOrganisation,
            _ => throw new StartupRefusal($"Rôle «\u00a0{roleName}\u00a0» inconnu. {Usage}"),
        };

        await using var source = RunningDatabase.Open();
        var database = new CqpDatabase(source, TimeProvider.System);
        try
        {
            var tenants = await database.TenantsAsync();
            var tenant = tenants.FirstOrDefault(t => t.Slug == slug)
                ?? throw new StartupRefusal($"Aucun certificateur «\u00a0{slug}\u00a0». Connus\u00a0: {string.Join(", ", tenants.Select(t => t.Slug))}.");
            await using var db = await database.OpenAsync(tenant.Id);
            Guid? organisation = role != Role.TrainingOrganisation ? null : await db.TrainingOrganisations.OrderBy(o => o.Name).Select(o => (Guid?)o.Id).FirstOrDefaultAsync()
                ?? throw new StartupRefusal("Ce certificateur n’a pas encore d’organisme de formation.");
            var (row, key) = ApiKey.Create(tenant.Slug, role, organisation, TimeProvider.System.GetUtcNow());
            (db.Audit.ActorName, db.Audit.Action) = ("Exploitant", nameof(ApiKeyCommand));
            db.Add(row);
            await db.SaveChangesAsync();
            Console.WriteLine(key);
            return 0;
        }
        catch (NpgsqlException e)
        {
            throw RunningDatabase.Unreachable(e);
        }
    }
}
