using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Figures;

/// <param name="Label">Campaign, organisation, route or year, as the database has it.</param>
/// <param name="Certified">A certificate is in force.</param>
/// <param name="Unissued">Every block of the choice acquired, and no certificate in force: not issued yet, or revoked.</param>
/// <param name="Partial">The jury validated some blocks, not all.</param>
/// <param name="Nothing">The jury validated none.</param>
public sealed record OutcomeCount(string Certification, string Label, int Presented, int Certified, int Unissued, int Partial, int Nothing);

/// <param name="Version">The version the block was judged by.</param>
public sealed record BlockCount(string Certification, string Version, string Label, int Presented, int Validated)
{
    public int NotValidated => Presented - Validated;
}

/// <summary>A line of the fiche’s own table: certified, of whom by experience.</summary>
public sealed record FicheCount(string Certification, int Year, int Certified, int ByExperience);

/// <summary>What is counted; null leaves it open.</summary>
/// <param name="OrganisationId">Whose candidates only.</param>
public sealed record FigureFilter(string? Certification, int? Year, Guid? OrganisationId);

/// <summary>
/// Each figure is one query, in a file of its own that follows the common definition of a candidacy's outcome (docs/figures.md); run as the application
/// role, so that it counts the certifier's own rows whatever it says.
/// </summary>
internal static class FigureQueries
{
    public const string ByCampaign = "by-campaign", ByOrganisation = "by-organisation", ByRoute = "by-route", ByYear = "by-year", ByBlock = "by-block", Fiche = "fiche";

    private static readonly string Outcome = Read("outcome");

    public static Task<List<OutcomeCount>> OutcomesAsync(CqpDbContext db, string query, FigureFilter filter, CancellationToken ct) => RunAsync<OutcomeCount>(db, query, filter, ct);
    public static Task<List<BlockCount>> BlocksAsync(CqpDbContext db, FigureFilter filter, CancellationToken ct) => RunAsync<BlockCount>(db, ByBlock, filter, ct);
    public static Task<List<FicheCount>> FicheAsync(CqpDbContext db, FigureFilter filter, CancellationToken ct) => RunAsync<FicheCount>(db, Fiche, filter, ct);

    private static Task<List<T>> RunAsync<T>(CqpDbContext db, string query, FigureFilter filter, CancellationToken ct) =>
        db.Database.SqlQueryRaw<T>(Statement(query), filter.Certification!, filter.Year!, filter.OrganisationId!, db.ResultsToldBy!).ToListAsync(ct);

    private static string Statement(string query) => Outcome + Read(query);

    private static string Read(string name)
    {
        using var stream = typeof(FigureQueries).Assembly.GetManifestResourceStream($"figures.{name}.sql") ?? throw new InvalidOperationException($"No figure is called {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
