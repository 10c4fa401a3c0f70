using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.IssueDocuments;

/// <param name="Proof">Who issues, shown again; not needed just after a sign-in or another proof.</param>
public sealed record IssueDocumentsInput(Guid CampaignId, IdentityProof? Proof = null);

/// <summary>How many left the platform by this call: none where all had been issued before.</summary>
public sealed record IssuedCount(int Certificates, int Attestations);

public sealed record IssueProgress(int Done, int Total);

/// <summary>
/// Issues the certificates and attestations of a campaign's sealed sessions, numbered without a gap, each once. What is missing anywhere refuses all of it before
/// the first. A large campaign is issued by parts, each in a transaction of its own: stopped between two, or cut, the next call issues what is left.
/// </summary>
public sealed class IssueDocuments(WorkFactory work, ReferentialCatalogue catalogue, DocumentRenderer renderer, SealStore seals, IConfiguration configuration)
{
    private const int AtOnce = 2, PartSize = 100;

    /// <param name="ct">Looked at between two parts: what is issued stays.</param>
    public async Task<Result<IssuedCount>> ExecuteAsync(IssueDocumentsInput input, IProgress<IssueProgress>? progress = null, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.IssueDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        if (await CampaignReferential.LoadAsync(db, catalogue, input.CampaignId, ct) is not var (campaign, referential)) return SecurityErrors.NotFound;
        if (!await db.JurySessions.AnyAsync(s => s.CampaignId == campaign.Id && s.Status == JurySessionStatus.Sealed, ct)) return AwardErrors.NotSealed;
        var plan = await AwardPlan.OfCampaignAsync(db, campaign, referential, ct);
        if (plan.Count == 0) return new IssuedCount(0, 0);
        var drafts = await AwardDrafts.LoadAsync(db, referential, configuration.PublicUrl(), ct);
        if (drafts.Obstacles(plan) is { Count: > 0 } missing) return missing;

        using var seal = await seals.GetAsync(ct);
        var (certificates, attestations, begunWith) = (0, 0, 0);
        progress?.Report(new(0, plan.Count));
        foreach (var part in plan.Chunk(PartSize))
        {
            ct.ThrowIfCancellationRequested();
            var done = begunWith;
            var issued = await IssueAsync(unit, campaign.Id, drafts, part, seal, made => progress?.Report(new(done + made, plan.Count)));
            if (issued.Refused) return Result.From(issued.Errors);
            (certificates, attestations) = (certificates + issued.Value.Certificates, attestations + issued.Value.Attestations);
            begunWith += part.Length;
            db.ChangeTracker.Clear();
        }
        return new IssuedCount(certificates, attestations);
    }

    /// <summary>One part, all of it or none, as things stand under its locks: whoever issued some of it or amended its minutes since the plan held them before.</summary>
    private async Task<Result<IssuedCount>> IssueAsync(UnitOfWork unit, Guid campaignId, AwardDrafts drafts, PlannedAward[] part, SealCertificate seal, Action<int> made)
    {
        var db = unit.Db;
        await using var transaction = await db.Database.BeginTransactionAsync();
        await DocumentNumbers.LockAwardsAsync(db, campaignId, part.Select(a => (a.Session.Id, a.Enrolment.Id)));
        var due = await AwardPlan.StillDueAsync(db, part, drafts.Referential);
        if (drafts.Obstacles(due) is { Count: > 0 } missing) return missing;
        var stamped = new List<(PlannedAward Award, DocumentStamp Stamp)>();
        foreach (var award in due)
            stamped.Add((award, new(await DocumentNumbers.NextAsync(db, award.Kind, unit.Today.Year), CheckCode.New(), unit.Today)));
        var printed = await PrintAsync(drafts, stamped, seal, unit.Now, made);
        if (printed.Refused) return Result.From(printed.Errors);

        var sessions = part.Select(a => a.Session.Id).Distinct().ToList();
        var appeals = await db.Appeals.AsNoTracking().Where(a => sessions.Contains(a.SessionId)).ToListAsync();
        db.AddRange(printed.Value);
        foreach (var (award, stamp) in stamped)
            if (award.Candidate.Email is { Length: > 0 } email) db.Add(ResultMail.For(award, email, appeals, drafts, stamp, unit.Now));
        if (await unit.SaveAsync() is { Refused: true } refused) return refused;
        await transaction.CommitAsync();
        return new IssuedCount(stamped.Count(s => s.Award.Kind == DocumentKind.Certificate), stamped.Count(s => s.Award.Kind == DocumentKind.Attestation));
    }

    private async Task<Result<IReadOnlyList<IssuedDocument>>> PrintAsync(AwardDrafts drafts, List<(PlannedAward Award, DocumentStamp Stamp)> stamped, SealCertificate seal, DateTimeOffset now, Action<int> made)
    {
        var results = new Result<IssuedDocument>[stamped.Count];
        var done = 0;
        await Parallel.ForAsync(0, stamped.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, token) =>
        {
            results[i] = await drafts.PrintAsync(renderer, seal, stamped[i].Award, stamped[i].Stamp, now, token);
            made(Interlocked.Increment(ref done));
        });
        var errors = results.SelectMany(r => r.Errors).ToList();
        return errors.Count > 0 ? errors : results.Select(r => r.Value).ToList();
    }
}
