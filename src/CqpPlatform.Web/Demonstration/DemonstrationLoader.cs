using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Features;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Demonstration;

/// <summary>Loads two invented certifying bodies into an empty embedded database, and prints how to sign in.</summary>
public static class DemonstrationLoader
{
    /// <summary>The demonstration's only password; every sign-in has it.</summary>
    public const string Password = "demonstration-cqp";

    private static readonly IReadOnlyList<(NewTenant Tenant, DemoCast Cast, IReadOnlyList<DemoCampaign> Campaigns)> Story =
    [
        (new("cpne-courtage", "CPNE du courtage d’assurances", "CPNEC",
            CertifierProfile.Create("Commission paritaire nationale de l’emploi (CPNE) des entreprises de courtages d’assurances et/ou de réassurances", "Paris", "MOREL Hélène", "Présidente de la CPNE", 5),
            ["RNCP31391", "RNCP31395"], [], IsDemonstration: true), DemoCast.Broker, DemoPlan.Broker),
        (new("cpnfpe-assurances", "CPNFPE des sociétés d’assurances", "CPNFPE",
            CertifierProfile.Create("Commission paritaire nationale de la formation professionnelle et de l’emploi des sociétés d’assurances", "Paris", "DELMAS Antoine", "Président de la CPNFPE", 3),
            // Invented for the demonstration: the fiche does not give the date of the decision.
            ["RNCP41351"], [CertificationMention.Create("RNCP41351", "décision du directeur général de France compétences du 24 septembre 2025")], IsDemonstration: true), DemoCast.Insurer, DemoPlan.Insurer),
    ];

    /// <param name="services">Of the running platform.</param>
    public static async Task OpenAsync(IServiceProvider services, string ownerConnection, IReadOnlyList<ShippedReferential> shipped)
    {
        await LoadAsync(services, ownerConnection, shipped);
        await AnnounceAsync(services);
    }

    public static async Task LoadAsync(IServiceProvider services, string ownerConnection, IReadOnlyList<ShippedReferential> shipped, CancellationToken ct = default)
    {
        var creation = services.GetRequiredService<TenantCreation>();
        if (await creation.AnyAsync(ct)) return;
        Console.WriteLine("Première ouverture : chargement des référentiels et de la démonstration…");
        var clock = new DemoClock(services.GetRequiredService<TimeProvider>());
        await using var past = PastServices(services, ownerConnection, clock);
        await DemoPeople.WriteOperatorAsync(past.GetRequiredService<CqpDatabase>(), services, ct);
        foreach (var (tenant, cast, campaigns) in Story)
            await WriteAsync(past, clock, await creation.CreateAsync(tenant, shipped, ct: ct), cast, campaigns, tenant.Certifications[0], ct);
    }

    private static async Task WriteAsync(ServiceProvider services, DemoClock clock, Tenant tenant, DemoCast cast, IReadOnlyList<DemoCampaign> campaigns, string next, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        await using var db = await services.GetRequiredService<CqpDatabase>().OpenAsync(tenant.Id, ct);
        (db.Audit.ActorName, db.Audit.Action) = ("Démonstration", nameof(DemonstrationLoader));
        var people = await DemoPeople.WriteAsync(db, cast, scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>(), ct);
        var writer = new DemoWriter(db, services.GetRequiredService<ReferentialCatalogue>(), services.GetRequiredService<EnrolmentRulebook>(), people, clock);
        var jury = new DemoJury(services, people, clock, tenant.Id);
        var declaration = new DemoDeclaration(services, people, clock, tenant.Id);
        await declaration.GiveAccountAsync();
        foreach (var plan in campaigns)
        {
            var campaign = await writer.WriteAsync(plan, ct);
            if (plan.Stage is DemoStage.Deliberating or DemoStage.Awarded) await jury.PlayAsync(plan, campaign.Id, campaign.Dates);
            if (plan.Declared) await declaration.PlayAsync(campaign.Dates);
            db.ChangeTracker.Clear();
        }
        await DemoDraft.WriteAsync(db, services.GetRequiredService<ReferentialCatalogue>(), next, ct);
    }

    /// <summary>The same use cases over the same database, by the demonstration's clock.</summary>
    private static ServiceProvider PastServices(IServiceProvider running, string ownerConnection, DemoClock clock)
    {
        var configuration = running.GetRequiredService<IConfiguration>();
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddLogging();
        services.AddSingleton<TimeProvider>(clock);
        services.AddData(ownerConnection);
        services.AddSecurity();
        services.AddDocuments(configuration);
        services.AddSingleton(running.GetRequiredService<DocumentEngine>());
        services.AddFeatures();
        return services.BuildServiceProvider();
    }

    /// <summary>Says on the console how to sign in.</summary>
    private static async Task AnnounceAsync(IServiceProvider services, CancellationToken ct = default)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var address = configuration.PublicUrl();
        Console.WriteLine();
        Console.WriteLine($"CqpPlatform est prête : {address}");
        Console.WriteLine($"Connexions de démonstration, mot de passe « {Password} » :");
        foreach (var (tenant, cast, _) in Story)
        {
            Console.WriteLine($"  {tenant.Name}");
            foreach (var member in cast.Members) Console.WriteLine($"    {member.Role.French(),-28} {member.Email}");
            foreach (var juror in cast.Jury.Where(j => j.SignsIn))
                Console.WriteLine($"    {(juror.Presides ? "Présidence du jury" : juror.IsVice ? "Vice-présidence du jury" : "Membre du jury"),-28} {juror.Email}");
            if (await TutorLinkAsync(services, tenant.Slug, cast, ct) is { } link) Console.WriteLine($"    {"Tuteur (lien du courriel)",-28} {address}{link}");
        }
        Console.WriteLine($"  {Role.Operator.French(),-30} {DemoPeople.Operator.Email}");
        Console.WriteLine($"Les courriels (code du tuteur compris) sont écrits dans {Path.GetFullPath(Path.Combine(configuration["CQP_DATA"] ?? ".data", "mails"))}");
        Console.WriteLine();
    }

    /// <summary>A fresh link for the first tutor of the cast, where there is something to observe: only the hash of the former ones is kept.</summary>
    public static async Task<string?> TutorLinkAsync(IServiceProvider services, string slug, DemoCast cast, CancellationToken ct = default)
    {
        var database = services.GetRequiredService<CqpDatabase>();
        if (await database.TenantAsync(slug, ct) is not { } tenant) return null;
        await using var db = await database.OpenAsync(tenant.Id, ct);
        (db.Audit.ActorName, db.Audit.Action) = ("Démonstration", nameof(DemonstrationLoader));
        // Insurers' certifications have no tutor source, so their demonstration has no link to print.
        if (!await db.Evaluations.AnyAsync(e => e.Source == Domain.Referentials.SourceKind.Tutor, ct)) return null;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var email = cast.Companies[0].TutorEmail;
        var tutorId = await db.Tutors.Where(t => t.Email == email).Select(t => t.Id).FirstAsync(ct);
        await db.RevokeTutorLinksAsync(tutorId, now, ct);
        var (link, secret) = TutorLink.Create(tutorId, now);
        db.Add(link);
        await db.SaveChangesAsync(ct);
        return $"/observation/{slug}/{secret}";
    }
}
