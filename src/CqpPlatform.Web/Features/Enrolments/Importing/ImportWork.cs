using System.Globalization;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <summary>What was found in a file: its lines, and the rows they come to.</summary>
internal sealed record ImportFindings(IReadOnlyList<TableProblem> Header, IReadOnlyList<ImportLine> Lines, ImportPlan Plan, string Outcome)
{
    public bool IsSound => Header.All(p => p.Warning) && Lines.Count > 0 && Lines.All(l => !l.IsFaulty);
}

/// <summary>Works a file out against the campaign, the rules and the registry as they are now.</summary>
public sealed class ImportWork(ReferentialCatalogue catalogue, EnrolmentRulebook rulebook)
{
    private const int BetweenReports = 100;

    internal async Task<Result<ImportFindings>> FindAsync(UnitOfWork unit, EnrolmentImport import, JobRun? run, CancellationToken ct)
    {
        var found = await CampaignReferential.LoadAsync(unit.Db, catalogue, import.CampaignId, ct);
        if (found is null) return Security.SecurityErrors.NotFound;
        if (EnrolmentAccess.Obstacle(found.Campaign, unit.Actor) is { } closed) return closed;
        var table = TableReader.Read(import.Content!);
        if (table.Refused) return Result.From(table.Errors);

        var format = new ImportFormat(found.Referential);
        var (lines, header) = ImportLines.Read(table.Value, format, found.Referential);
        var rules = await rulebook.OpenAsync(unit.Db, found.Referential, unit.Today, ct);
        var registry = await ImportRegistry.ReadAsync(unit.Db, lines, found.Referential, unit.Today, ct);
        var plan = new ImportPlan(format, rules, registry, import.CampaignId, import.OrganisationId, import.Id, import.AsDrafts, unit.Now);
        var errors = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            plan.Add(lines[i]);
            errors += lines[i].Problems.Count(p => !p.Warning);
            if (i % BetweenReports != 0) continue;
            ct.ThrowIfCancellationRequested();
            run?.Report(i, lines.Count, $"{FrenchFormat.OutOf(i, lines.Count, "ligne")}, {FrenchFormat.Count(errors, "erreur")} jusqu’ici");
        }
        run?.Report(lines.Count, lines.Count, $"{FrenchFormat.Count(lines.Count, "ligne")}, {FrenchFormat.Count(errors, "erreur")}");
        return new ImportFindings(header, lines, plan, Outcome(plan));
    }

    /// <summary>« 288 en option production, 212 en option sinistre. 3 480 blocs à évaluer, 20 déjà acquis ne le seront pas de nouveau. »</summary>
    private static string Outcome(ImportPlan plan)
    {
        var options = plan.Enrolments.Where(e => e.Option is not null).GroupBy(e => e.Option).OrderBy(g => g.Key).Select(g => $"{FrenchFormat.Number(g.Count())} en option {g.Key}").ToList();
        var (toEvaluate, acquired) = (plan.Enrolments.Sum(e => e.Blocks.Count - e.AcquiredBlocks.Count), plan.Enrolments.Sum(e => e.AcquiredBlocks.Count));
        var had = acquired == 0 ? "." : $", {FrenchFormat.Number(acquired)} déjà acquis ne le seront pas de nouveau.";
        return string.Create(CultureInfo.InvariantCulture, $"{(options.Count == 0 ? "" : string.Join(", ", options) + ". ")}{FrenchFormat.Count(toEvaluate, "bloc")} à évaluer{had}");
    }
}
