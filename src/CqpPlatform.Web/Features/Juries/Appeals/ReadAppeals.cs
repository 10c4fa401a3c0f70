using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Appeals;

public sealed record ContestableCandidate(Guid EnrolmentId, string Name, IReadOnlyList<string> Blocks);

/// <param name="Asker">« le candidat », « son représentant, Me DUVAL ».</param>
/// <param name="Review">The session it was sent to.</param>
/// <param name="Judged">What became of its blocks; none until it is settled.</param>
public sealed record AppealView(Guid Id, Guid CandidateId, string Candidate, IReadOnlyList<string> Blocks, string Asker, DateOnly ReceivedOn, DateOnly DueOn, bool IsLate, string Ground, AppealState State,
    string? Reason, DateTimeOffset? AnsweredAt, string RecordedBy, DateTimeOffset RecordedAt, ReviewView? Review, IReadOnlyList<JudgedBlock> Judged);

public sealed record ReviewView(Guid Id, DateOnly Date, string Place, JurySessionStatus Status, string? MinutesNumber);

/// <param name="ToldOn">The day the results were told; null while they are kept, and no appeal is due.</param>
/// <param name="DueOn">Last day in time.</param>
/// <param name="Next">The session of appeals that is to open; null where one has to be convened.</param>
public sealed record AppealsView(Guid CampaignId, string Campaign, string CertificationCode, DateOnly Date, bool Sealed, string? MinutesNumber, DateOnly? ToldOn, DateOnly? DueOn, int Days,
    IReadOnlyList<ContestableCandidate> Candidates, IReadOnlyList<AppealView> Appeals, ReviewView? Next);

/// <summary>The appeals against one session, and what may still be contested of it.</summary>
public sealed class ReadAppeals(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<AppealsView>> ExecuteAsync(Guid sessionId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        if (await JuryContext.LoadAsync(unit, catalogue, sessionId, tracked: false, ct) is not { } context) return SecurityErrors.NotFound;
        var session = context.Session;
        var candidates = (await SessionCandidates.LoadAsync(db, session, ct)).ToDictionary(c => c.Id);
        var appeals = await db.Appeals.AsNoTracking().Where(a => a.SessionId == sessionId).OrderByDescending(a => a.ReceivedOn).ThenByDescending(a => a.RecordedAt).ToListAsync(ct);
        var sentTo = appeals.Select(a => a.ReviewSessionId).OfType<Guid>().Distinct().ToList();
        var reviews = await db.JurySessions.WithDecisions().Where(s => sentTo.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        var next = await ReferAppeal.NextAsync(db.JurySessions, session, ct);
        return new AppealsView(context.Campaign.Id, context.Campaign.Name, context.Referential.Code, session.Date, session.Status == JurySessionStatus.Sealed, session.MinutesNumberInForce, session.ToldOn(unit.Now),
            session.AppealsDueOn(unit.Now), session.AppealDays,
            [
                .. from candidate in candidates.Values
                   let blocks = session.Uncontested(candidate.Id, appeals)
                   where blocks.Count > 0
                   select new ContestableCandidate(candidate.Id, candidate.Name, blocks),
            ],
            [.. appeals.Where(a => candidates.ContainsKey(a.EnrolmentId)).Select(View)], next is null ? null : Review(next));

        AppealView View(Appeal a) => new(a.Id, candidates[a.EnrolmentId].Candidate.Id, candidates[a.EnrolmentId].Name, a.Blocks, a.Asker.French() + (a.AskedBy is null ? "" : $", {a.AskedBy}"), a.ReceivedOn, a.DueOn, a.IsLate,
            a.Ground, a.State, a.Reason, a.AnsweredAt, a.RecordedByName, a.RecordedAt, a.ReviewSessionId is { } id ? Review(reviews[id]) : null,
            a.State == AppealState.Settled ? a.Judged(session, reviews[a.ReviewSessionId!.Value]) : []);

        static ReviewView Review(JurySession s) => new(s.Id, s.Date, s.Place, s.Status, s.MinutesNumberInForce);
    }
}
