using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries;

/// <summary>A session with what judges it: its campaign, the referential, the jury rule of its routes, the certifier's settings.</summary>
public sealed record JuryContext(JurySession Session, Campaign Campaign, Referential Referential, CertifierProfile Profile)
{
    /// <summary>The settings the session opened under; those of today while it is to open.</summary>
    public QuorumRule Quorum { get; } = InForce(Session, Profile);
    public int UnionSeats => Session.Status == JurySessionStatus.Convened ? Profile.UnionSeats : Session.UnionSeats;

    /// <summary>The referential's jury, with the certifier's basis of majority where one is set.</summary>
    public JuryRule Rule { get; } = InForce(Session, Profile)
        .For(Referential.JuryFor(Session.AccessRoutes[0]) ?? throw new InvalidOperationException($"{Referential.Code} has no jury for {Session.AccessRoutes[0]}."));

    /// <summary>A campaign deliberates in its step; an appeal may come after its end.</summary>
    public bool MayDeliberate => Campaign.Status.AcceptsDecisions() || (Session.ForAppeals && Campaign.Status == CampaignStatus.Closed);

    private static QuorumRule InForce(JurySession session, CertifierProfile profile) => session.Status == JurySessionStatus.Convened ? profile.Quorum : session.OpenedUnder;

    /// <summary>Null where the session does not exist for this actor: a jury member sees only the sessions where they sit.</summary>
    /// <param name="only">To read one candidate's file: of the others no recusal, decision or vote is loaded, and hundreds of them weigh nothing.</param>
    public static async Task<JuryContext?> LoadAsync(UnitOfWork unit, ReferentialCatalogue catalogue, Guid sessionId, bool tracked, CancellationToken ct, Guid? only = null)
    {
        if (tracked && only is not null) throw new InvalidOperationException("A session that changes is loaded whole.");
        var sessions = unit.Db.JurySessions.Include(s => s.Members).Include(s => s.Recusals.Where(r => only == null || r.EnrolmentId == only)).Include(s => s.Decisions.Where(d => only == null || d.EnrolmentId == only))
            .Include(s => s.Rounds.Where(r => only == null || r.EnrolmentId == only)).ThenInclude(r => r.Ballots).Include(s => s.Statements).Include(s => s.Pauses).Include(s => s.Signatures).Include(s => s.Amendments).ThenInclude(a => a.Changes).AsSplitQuery();
        var session = await (tracked ? sessions : sessions.AsNoTracking()).SingleOrDefaultAsync(s => s.Id == sessionId, ct);
        if (session is null || (unit.Actor.Role == Role.JuryMember && session.MemberOf(unit.Actor) is null)) return null;
        var campaign = await unit.Db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == session.CampaignId, ct);
        var profile = await unit.Db.CertifierProfiles.AsNoTracking().SingleAsync(ct);
        return new JuryContext(session, campaign, await catalogue.GetAsync(unit.Db, campaign.ReferentialVersionId, ct), profile);
    }
}

public static class SeatedActor
{
    /// <summary>The seat of who acts; null for anybody else.</summary>
    public static JuryMember? MemberOf(this JurySession session, Actor actor) =>
        actor.MembershipId is { } membership ? session.Members.FirstOrDefault(m => m.MembershipId == membership) : null;

    /// <summary>The presidency or the vice-presidency, present.</summary>
    public static bool IsPresidedBy(this JurySession session, Actor actor) => session.MemberOf(actor) is { Presides: true, Presence: Presence.Present };
}
