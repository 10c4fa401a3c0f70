using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.IssueDocuments;

public sealed record IssueDocumentsInput(Guid CampaignId);

/// <summary>How many left the platform by this call: none where all had been issued before.</summary>
public sealed record IssuedCount(int Certificates, int Attestations);

public sealed record IssueProgress(int Done, int Total);

/// <summary>Issues the certificates and attestations of a campaign's sealed sessions: all of them or none, numbered without a gap, each once.</summary>
public sealed class IssueDocuments(WorkFactory work, ReferentialCatalogue catalogue, DocumentRenderer renderer, SealStore seals, IConfiguration configuration)
{
    private const int AtOnce = 2;

    public async Task<Result<IssuedCount>> ExecuteAsync(IssueDocumentsInput input, IProgress<IssueProgress>? progress = null, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.IssueDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await DocumentNumbers.LockCampaignAsync(db, input.CampaignId, ct);
        if (await CampaignReferential.LoadAsync(db, catalogue, input.CampaignId, ct) is not var (campaign, referential)) return SecurityErrors.NotFound;
        if (!await db.JurySessions.AnyAsync(s => s.CampaignId == campaign.Id && s.Status == JurySessionStatus.Sealed, ct)) return AwardErrors.NotSealed;

        var plan = await AwardPlan.OfCampaignAsync(db, campaign, referential, ct);
        if (plan.Count == 0) return new IssuedCount(0, 0);
        var drafts = await AwardDrafts.LoadAsync(db, referential, configuration.PublicUrl(), ct);
        if (drafts.Obstacles(plan) is { Count: > 0 } missing) return missing;

        var stamped = new List<(PlannedAward Award, DocumentStamp Stamp)>();
        foreach (var award in plan) stamped.Add((award, new(await DocumentNumbers.NextAsync(db, award.Kind, unit.Today.Year, ct), CheckCode.New(), unit.Today)));
        var printed = await PrintAsync(drafts, stamped, unit.Now, progress, ct);
        if (printed.Refused) return Result.From(printed.Errors);

        db.AddRange(printed.Value);
        foreach (var (award, stamp) in stamped)
            if (award.Candidate.Email is { Length: > 0 } email) db.Add(ResultMail.For(award, email, drafts, stamp, unit.Now));
        if (await unit.SaveAsync(reason: null, ct) is { Refused: true } refused) return refused;
        await transaction.CommitAsync(ct);
        return new IssuedCount(plan.Count(a => a.Kind == DocumentKind.Certificate), plan.Count(a => a.Kind == DocumentKind.Attestation));
    }

    private async Task<Result<IReadOnlyList<IssuedDocument>>> PrintAsync(AwardDrafts drafts, List<(PlannedAward Award, DocumentStamp Stamp)> stamped, DateTimeOffset now, IProgress<IssueProgress>? progress, CancellationToken ct)
    {
        using var seal = await seals.GetAsync(ct);
        var results = new Result<IssuedDocument>[stamped.Count];
        var done = 0;
        progress?.Report(new(0, stamped.Count));
        await Parallel.ForAsync(0, stamped.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (i, token) =>
        {
            results[i] = await drafts.PrintAsync(renderer, seal, stamped[i].Award, stamped[i].Stamp, now, token);
            progress?.Report(new(Interlocked.Increment(ref done), stamped.Count));
        });
        var errors = results.SelectMany(r => r.Errors).ToList();
        return errors.Count > 0 ? errors : results.Select(r => r.Value).ToList();
    }
}
