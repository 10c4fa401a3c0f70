using System.Text.Json;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Candidates;

public sealed record EnrolmentOfCandidate(Guid Id, Guid CampaignId, string Campaign, string OrganisationName, string? Option, IReadOnlyList<string> Blocks, EnrolmentStatus Status);

/// <param name="Outdated">Valid, and printed with an identity that was corrected since.</param>
public sealed record DocumentOfCandidate(Guid Id, DocumentKind Kind, string Number, DocumentState State, DateTimeOffset IssuedAt, bool Outdated);

/// <param name="State">An organisation learns what a jury settled at the hour its results are told.</param>
/// <param name="Contests">The session whose decision it contests.</param>
/// <param name="Judged">What became of its blocks; none until it is settled, and told.</param>
public sealed record AppealOfCandidate(Guid Id, Guid Contests, IReadOnlyList<string> Blocks, DateOnly ReceivedOn, bool IsLate, AppealState State, IReadOnlyList<JudgedBlock> Judged);

/// <summary>Blocks that a sealed session refused or adjourned, and that nobody contests yet, while there is time.</summary>
public sealed record ContestableOfCandidate(Guid SessionId, DateOnly Date, DateOnly DueOn, IReadOnlyList<string> Blocks);

/// <param name="IsCertifier">Who reads: an enrolment opens on the certifier's page or on the organisation's.</param>
/// <param name="IsSupport">Reads by the certifier's leave, and opens no enrolment.</param>
public sealed record CandidateFile(Guid Id, CandidateIdentity Identity, string? Email, string? Phone, bool IsCertifier, bool IsSupport,
    IReadOnlyList<EnrolmentOfCandidate> Enrolments, IReadOnlyList<DocumentOfCandidate> Documents)
{
    public IReadOnlyList<AppealOfCandidate> Appeals { get; init; } = [];

    /// <summary>For the certifier, who writes down the appeal that a letter brings.</summary>
    public IReadOnlyList<ContestableOfCandidate> Contestable { get; init; } = [];
}

/// <summary>One person: who they are, what they sat, and what was issued to them.</summary>
public sealed class ReadCandidate(WorkFactory work)
{
    public async Task<Result<CandidateFile>> ExecuteAsync(Guid candidateId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        // The address of a file that was merged leads to the one that was kept.
        candidateId = await unit.Db.Candidates.Where(c => c.Id == candidateId).Select(c => c.MergedIntoId).FirstOrDefaultAsync(ct) ?? candidateId;
        var enrolments = await (from enrolment in unit.VisibleEnrolments()
                                join campaign in unit.Db.Campaigns on enrolment.CampaignId equals campaign.Id
                                join organisation in unit.Db.TrainingOrganisations on enrolment.OrganisationId equals organisation.Id
                                where enrolment.CandidateId == candidateId
                                orderby campaign.JuryOn descending
                                select new EnrolmentOfCandidate(enrolment.Id, campaign.Id, campaign.Name + ", " + campaign.CertificationCode, organisation.Name, enrolment.Option, enrolment.Blocks, enrolment.Status))
            .ToListAsync(ct);
        if (enrolments.Count == 0) return SecurityErrors.NotFound;

        var candidate = await unit.Db.Candidates.SingleAsync(c => c.Id == candidateId, ct);
        var ids = enrolments.Select(e => e.Id).ToList();
        var issued = await unit.Db.ToldDocuments().Where(d => d.EnrolmentId != null && ids.Contains(d.EnrolmentId.Value)).OrderByDescending(d => d.IssuedAt)
            .Select(d => new { d.Id, d.Kind, d.Number, d.State, d.IssuedAt, d.Facts }).ToListAsync(ct);
        var holder = Holder.Of(candidate.Identity);
        var documents = issued.ConvertAll(d => new DocumentOfCandidate(d.Id, d.Kind, d.Number, d.State, d.IssuedAt,
            d.State == DocumentState.Valid && !holder.IsTheOneOf(JsonSerializer.Deserialize<PrintedFacts>(d.Facts, JsonSerializerOptions.Web)!)));
        // An organisation knows the contacts it typed: what another typed is not for it.
        var certifier = unit.Actor.Role == Role.CertifierManager;
        var typed = certifier ? null : (await unit.Db.Enrolments.AsNoTracking().Where(e => ids.Contains(e.Id)).OrderByDescending(e => e.SubmittedAt).ToListAsync(ct)).Find(e => e.Contacts is not null)?.Contacts;
        var alone = certifier || !await unit.Db.Enrolments.AnyAsync(e => e.CandidateId == candidateId && !ids.Contains(e.Id), ct);
        var appeals = await unit.Db.Appeals.AsNoTracking().Where(a => ids.Contains(a.EnrolmentId)).OrderByDescending(a => a.ReceivedOn).ToListAsync(ct);
        return new CandidateFile(candidate.Id, candidate.Identity, alone ? candidate.Email : typed?.Email, alone ? candidate.Phone : typed?.Phone, unit.Actor.Role == Role.CertifierManager, unit.Actor.Role == Role.Support, enrolments, documents)
        {
            Appeals = await ToldAsync(unit.Db, appeals, ct),
            Contestable = certifier ? await ContestableAsync(unit, ids, appeals, ct) : [],
        };
    }

    private static async Task<IReadOnlyList<ContestableOfCandidate>> ContestableAsync(UnitOfWork unit, List<Guid> enrolments, List<Appeal> appeals, CancellationToken ct)
    {
        var sessions = await unit.Db.JurySessions.WithDecisions()
            .Where(s => s.Status == JurySessionStatus.Sealed && s.Decisions.Any(d => enrolments.Contains(d.EnrolmentId))).OrderByDescending(s => s.Date).ToListAsync(ct);
        return
        [
            .. from session in sessions
               let due = session.AppealsDueOn(unit.Now)
               where due >= unit.Today
               let blocks = enrolments.SelectMany(e => session.Uncontested(e, appeals)).ToList()
               where blocks.Count > 0
               select new ContestableOfCandidate(session.Id, session.Date, due.Value, blocks),
        ];
    }

    /// <summary>Where they stand; what they put forward is for the certifier and the jury.</summary>
    private static async Task<IReadOnlyList<AppealOfCandidate>> ToldAsync(CqpDbContext db, List<Appeal> appeals, CancellationToken ct)
    {
        var kept = db.ResultsToldBy is { } at ? await db.KeptSessions(at).ToListAsync(ct) : [];
        List<Guid> settled = [.. appeals.Where(a => a.State == AppealState.Settled).SelectMany(a => new[] { a.SessionId, a.ReviewSessionId!.Value }).Distinct()];
        var sessions = settled.Count == 0 ? [] : await db.JurySessions.WithDecisions().Where(s => settled.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        return appeals.ConvertAll(a =>
        {
            var told = a.State != AppealState.Settled || !kept.Contains(a.ReviewSessionId!.Value);
            return new AppealOfCandidate(a.Id, a.SessionId, a.Blocks, a.ReceivedOn, a.IsLate, told ? a.State : AppealState.Referred,
                told && a.State == AppealState.Settled ? a.Judged(sessions[a.SessionId], sessions[a.ReviewSessionId!.Value]) : []);
        });
    }
}
