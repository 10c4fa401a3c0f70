using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Passwords;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CqpPlatform.Web.Commands;

/// <summary>operator --email ADDRESS --name "Prénom NOM": makes the account of a platform operator and prints, alone on the last line, the link that opens it once.</summary>
public static class OperatorCommand
{
    private const string Usage = "Usage\u00a0: ./cqp operator --email ADRESSE --name \"Prénom NOM\"";

    public static async Task<int> RunAsync(string[] options)
    {
        var given = options.Length == 4 ? options.Chunk(2).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1].Trim()) : [];
        if (!given.TryGetValue("--email", out var email) || !email.Contains('@') || !given.TryGetValue("--name", out var name) || name.Split(' ', 2) is not [var first, var last]) throw new StartupRefusal(Usage);
        await using var source = RunningDatabase.Open();
        try
        {
            await using var db = new CqpDatabase(source, TimeProvider.System).OpenGlobal();
            var normalized = email.ToUpperInvariant();
            var account = await db.Users.SingleOrDefaultAsync(a => a.NormalizedEmail == normalized);
            if (account is null) db.Add(account = Account.Create(email.ToLowerInvariant(), last, first));
            account.MakeOperator();
            var reset = PasswordReset.Ask(email, TimeProvider.System.GetUtcNow());
            var secret = reset.Issue(account.Id, TimeProvider.System.GetUtcNow());
            db.Add(reset);
            await db.SaveChangesAsync();
            Console.WriteLine($"Ce lien sert une fois, pendant {PasswordReset.Lifetime.TotalMinutes:0} minutes\u00a0:");
            Console.WriteLine($"{new ConfigurationBuilder().AddEnvironmentVariables().Build().PublicUrl()}/mot-de-passe/{secret}");
            return 0;
        }
        catch (NpgsqlException e)
        {
            throw RunningDatabase.Unreachable(e);
        }
    }
}
