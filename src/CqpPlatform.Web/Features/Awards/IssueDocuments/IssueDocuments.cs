using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
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
    private static readonly JsonSerializerOptions FactsJson = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

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
        var act = await db.CertificationMentions.Where(m => m.CertificationCode == referential.Code).Select(m => m.LegalAct).SingleOrDefaultAsync(ct);
        var drafts = new AwardDrafts(referential, await db.CertifierProfiles.SingleAsync(ct), act, configuration.PublicUrl());
        if (Missing(drafts, plan) is { Count: > 0 } missing) return missing;

        var numbered = new List<(PlannedAward Award, string Number)>();
        foreach (var award in plan) numbered.Add((award, await DocumentNumbers.NextAsync(db, award.Kind, award.Session.Date.Year, ct)));
        var rendered = await RenderAsync(drafts, numbered, unit.Now, progress, ct);
        if (rendered.Refused) return Result.From(rendered.Errors);

        foreach (var ((award, number), bytes) in numbered.Zip(rendered.Value))
        {
            var facts = JsonSerializer.Serialize(drafts.Facts(award), FactsJson);
            db.Add(IssuedDocument.Issue(award.Kind, number, campaign.Id, award.Session.Id, award.Enrolment.Id, bytes, facts, unit.Now));
            if (award.Candidate.Email is { Length: > 0 } email)
                db.Add(ResultMail.For(award, email, referential, drafts.Profile.LegalName, number, drafts.VerificationUrl(number), unit.Now));
        }
        if (await unit.SaveAsync(reason: null, ct) is { Refused: true } refused) return refused;
        await transaction.CommitAsync(ct);
        return new IssuedCount(plan.Count(a => a.Kind == DocumentKind.Certificate), plan.Count(a => a.Kind == DocumentKind.Attestation));
    }

    private static List<Error> Missing(AwardDrafts drafts, IReadOnlyList<PlannedAward> plan)
    {
        var missing = plan.Select(a => (Award: a, Mentions: drafts.Missing(a))).ToList();
        var errors = new List<Error>();
        if (missing.SelectMany(m => m.Mentions.Certifier).Distinct().ToList() is { Count: > 0 } certifier) errors.Add(AwardErrors.MentionsMissing(certifier));
        errors.AddRange(missing.Where(m => m.Mentions.Holder.Count > 0).Select(m => AwardErrors.HolderFactsMissing(m.Award.Candidate.Name, m.Mentions.Holder)));
        return errors;
    }

    private async Task<Result<IReadOnlyList<byte[]>>> RenderAsync(AwardDrafts drafts, List<(PlannedAward Award, string Number)> numbered, DateTimeOffset now, IProgress<IssueProgress>? progress, CancellationToken ct)
    {
        using var seal = await seals.GetAsync(ct);
        var results = new Result<RenderedDocument>[numbered.Count];
        var done = 0;
        progress?.Report(new(0, numbered.Count));
        await Parallel.ForAsync(0, numbered.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (i, token) =>
        {
            var (award, number) = numbered[i];
            results[i] = award.Kind == DocumentKind.Certificate
                ? await renderer.RenderAsync(drafts.Certificate(award, number), seal, now, token)
                : await renderer.RenderAsync(drafts.Attestation(award, number), seal, now, token);
            progress?.Report(new(Interlocked.Increment(ref done), numbered.Count));
        });
        var errors = numbered.Zip(results).SelectMany(x => x.Second.Errors.Select(e => e with { Message = $"{x.First.Award.Candidate.Name}\u00a0: {e.Message}" })).ToList();
        return errors.Count > 0 ? errors : results.Select(r => r.Value.Bytes).ToList();
    }
}
