using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Deliberation;

/// <summary>Reads a session for its members and its certifier.</summary>
public sealed class ReadSession(WorkFactory work, ReferentialCatalogue catalogue, ProposalKeeper proposals)
{
    public async Task<Result<SessionView>> ExecuteAsync(Guid sessionId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadDeliberation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await JuryContext.LoadAsync(unit, catalogue, sessionId, tracked: false, ct) is not { } context) return SecurityErrors.NotFound;
        var candidates = await SessionCandidates.LoadAsync(unit.Db, context.Session, ct);
        var proposed = await proposals.ReadAsync(unit.Db, context.Referential, context.Campaign.ReferentialVersionId, candidates, ct);
        var acquired = await AcquiredAsync(unit.Db, context, candidates, ct);
        var minutes = await unit.Db.IssuedDocuments.Where(d => d.JurySessionId == sessionId && d.Kind == DocumentKind.Minutes).Select(d => new { d.Number, d.Id }).ToListAsync(ct);

        var session = context.Session;
        var decisions = session.DecisionsInForce.ToDictionary(d => new BlockKey(d.EnrolmentId, d.BlockCode));
        var me = session.MemberOf(unit.Actor);
        return new SessionView(session.Id, context.Campaign.Id, context.Campaign.Name, context.Referential.Code, context.Referential.ShortTitle,
            context.Referential.JuryGroups().Count > 1 ? new JuryGroup(context.Rule, session.AccessRoutes).French : null, session.Date, session.Place, session.Status, session.OpenedAt, session.SealedAt,
            session.MinutesNumber, MinutesOf(session.MinutesNumber), context.Rule, context.Quorum.French(context.Rule), Quorum.Obstacle(context.Quorum, context.Rule, session.Sitting()),
            await CollegesAsync(unit.Db, context, ct), [.. context.Referential.Blocks.Select(b => b.Code)],
            [.. candidates.Select(c => Row(context, c, proposed, decisions, acquired[c.Candidate.Id]))],
            session.Status == JurySessionStatus.Open ? await SealingGapsReader.ReadAsync(unit, context, candidates, ct) : [],
            session.ConfirmationsMissing(context.Rule), session.Decisions.Count == 0 ? null : session.Decisions.Max(d => d.DecidedAt),
            new Viewer(unit.Actor.TenantId, unit.Actor.Role.Grants(Permission.ManageJury), me?.Id,
                me?.Presence == Presence.Present && session.Status == JurySessionStatus.Open,
                session.IsPresidedBy(unit.Actor) && session.Status.IsUnderWay()))
        {
            Parity = Quorum.Parity(context.Rule, session.Sitting()),
            Votes = [.. session.Rounds.Where(r => r.State == RoundState.Open).OrderBy(r => r.CalledAt).Select(r => VoteOf(context, r, candidates.FirstOrDefault(c => c.Id == r.EnrolmentId)?.Name ?? "", me))],
            Signatures = [.. session.Signers.OrderBy(m => m.College).ThenByDescending(m => m.IsPresident).ThenBy(m => m.Name, StringComparer.Ordinal).Select(m => SignatureOf(session, m))],
            Sheets = await unit.Db.SignedSheets.Where(s => s.SessionId == sessionId).OrderBy(s => s.AddedAt).Select(s => new SheetView(s.Id, s.FileName, s.AddedAt)).ToListAsync(ct),
            AmendedBy = session.MinutesNumberInForce == session.MinutesNumber ? null : session.MinutesNumberInForce,
            MinutesInForceId = MinutesOf(session.MinutesNumberInForce),
            AmendmentWaits = session.AmendmentUnderWay is not null,
            Results = new(session.ResultsHeld, session.ResultsToldAt(unit.Now) ?? session.ResultsAt, session.ResultsAreOut(unit.Now)) { HourGone = session.ResultsAt <= unit.Now, WereKept = session.ResultsHeld || session.ResultsAt is not null },
            ConfirmedBefore = session.ConfirmedBefore(unit.Actor.MembershipId)?.Name,
            Annexes = session.Annexes,
            ForAppeals = session.ForAppeals,
            StartsAt = session.StartsAt,
            EndedWithoutAppeal = session.EndedWithoutAppeal,
            SuspendedAt = session.Pauses.FirstOrDefault(p => p.Until is null)?.From,
        };

        Guid? MinutesOf(string? number) => minutes.Find(m => m.Number == number)?.Id;
    }

    private static SignatureView SignatureOf(JurySession session, JuryMember member)
    {
        var signature = session.SignatureOf(member.Id);
        return new(member.Id, member.Name, $"{member.College.French()}, {member.QualityTold}", signature?.SignedAt, signature?.OnPaper ?? false, signature?.SignedByName);
    }

    private static OpenVote VoteOf(JuryContext context, VoteRound round, string candidate, JuryMember? me) => new(round.Id, new BlockKey(round.EnrolmentId, round.BlockCode), candidate, round.Number, round.Asked,
    [
        .. context.Session.VotersFor(round.EnrolmentId, context.Rule).OrderBy(v => v.Name, StringComparer.Ordinal).Select(v => new VoterView(v.Id, v.Name, round.Ballots.Any(b => b.MemberId == v.Id),
            me?.Presence == Presence.Present && (v.Id == me.Id || v.ProxyHolderId == me.Id || (v is { MembershipId: null, ProxyHolderId: null } && me.Presides))) { ByProxy = me is not null && v.ProxyHolderId == me.Id }),
    ]);

    private static CandidateRow Row(JuryContext context, SessionCandidate candidate, Func<BlockKey, ProposalOutcome> proposed, Dictionary<BlockKey, BlockDecision> decisions, IEnumerable<CountedBlock> acquired)
    {
        var session = context.Session;
        var voters = session.VotersFor(candidate.Id, context.Rule);
        var held = acquired.ToLookup(h => h.BlockCode);
        return new CandidateRow(candidate.Id, candidate.Name, [.. context.Referential.Blocks.Select(b => Cell(b.Code))],
            RecusalsOf(session, candidate.Id), voters.Count, Quorum.Obstacle(context.Quorum, context.Rule, voters));

        BlockCell Cell(string code)
        {
            if (!candidate.Enrolment.Blocks.Contains(code)) return new(code, CellState.OutOfChoice);
            if (candidate.Held.Contains(code)) return new(code, CellState.Acquired, held[code].Max(h => (DateOnly?)h.Line.AcquiredOn));
            if (!candidate.ToDecide.Contains(code)) return new(code, CellState.OutOfAppeal);
            var key = new BlockKey(candidate.Id, code);
            return !decisions.TryGetValue(key, out var decision)
                ? new(code, CellState.Proposed, Proposed: proposed(key)) { Voted = session.LastRound(candidate.Id, code) is not null }
                : new(code, CellState.Decided, Proposed: decision.Proposed, Decided: decision.Outcome);
        }
    }

    internal static IReadOnlyList<RecusalView> RecusalsOf(JurySession session, Guid enrolmentId) =>
    [
        .. from recusal in session.Recusals
           join member in session.Members on recusal.MemberId equals member.Id
           where recusal.EnrolmentId == enrolmentId
           orderby member.Name
           select new RecusalView(member.Id, member.Name, recusal.Kind.French()),
    ];

    /// <summary>What each candidate held before this session.</summary>
    private static async Task<ILookup<Guid, CountedBlock>> AcquiredAsync(CqpDbContext db, JuryContext context, IReadOnlyList<SessionCandidate> candidates, CancellationToken ct) =>
        (await db.CountedAsync([.. candidates.Select(c => c.Candidate.Id)], context.Referential, ct)).Where(h => h.Line.JurySessionId != context.Session.Id).ToLookup(h => h.PersonId);

    private static async Task<IReadOnlyList<CollegeView>> CollegesAsync(CqpDbContext db, JuryContext context, CancellationToken ct)
    {
        var members = context.Session.Members;
        var sitting = context.Session.Sitting();
        var names = await (
            from m in db.Set<JuryMember>()
            where m.SessionId == context.Session.Id
            select new
            {
                m.Id,
                Organisation = db.TrainingOrganisations.Where(o => o.Id == m.OrganisationId).Select(o => o.Name).FirstOrDefault(),
                Company = db.Companies.Where(c => c.Id == m.CompanyId).Select(c => c.Name).FirstOrDefault(),
            }).ToDictionaryAsync(m => m.Id, ct);
        var convened = (await db.Convocations.Where(c => c.SessionId == context.Session.Id).Select(c => new { c.MemberId, c.SentAt }).ToListAsync(ct)).ToLookup(c => c.MemberId, c => c.SentAt);
        var colleges = context.Rule.Seats.Select(s => s.College).Union(members.Select(m => m.College));
        return
        [
            .. colleges.Select(college => new CollegeView(college, context.Rule.Seat(college) is { } seat ? seat.Count ?? context.UnionSeats : 0,
            [
                .. members.Where(m => m.College == college).OrderByDescending(m => m.IsPresident).ThenByDescending(m => m.IsVicePresident).ThenBy(m => m.Name).Select(m => new MemberView(m.Id, m.Name, m.College, m.QualityTold,
                    m.IsPresident, m.Presence, m.ProxyHolderId, members.FirstOrDefault(h => h.Id == m.ProxyHolderId)?.Name, m.MembershipId is not null,
                    names[m.Id].Organisation, names[m.Id].Company, m.ConfirmedAt)
                {
                    IsVicePresident = m.IsVicePresident,
                    ConvenedAt = convened[m.Id].Select(at => (DateTimeOffset?)at).Max(),
                    Remote = m.Remote,
                    ArrivedAt = m.ArrivedAt,
                    LeftAt = m.LeftAt,
                    Sits = sitting.Contains(m),
                    SubstituteForId = m.SubstituteForId,
                    SubstituteFor = members.FirstOrDefault(t => t.Id == m.SubstituteForId)?.Name,
                    DeclaredAt = context.Session.StatementOf(m.Id)?.SignedAt,
                    DeclaredOnPaper = context.Session.StatementOf(m.Id)?.OnPaper ?? false,
                }),
            ])),
        ];
    }
}
