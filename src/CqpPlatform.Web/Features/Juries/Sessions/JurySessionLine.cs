using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Sessions;

/// <summary>One session in a list.</summary>
/// <param name="Done">Blocks decided, of <paramref name="Total"/>.</param>
/// <param name="Missing">What stands between it and the next step, in French.</param>
/// <param name="MinutesNumber">Of the minutes in force: the amending ones, where there are any.</param>
public sealed record JurySessionLine(Guid Id, Guid CampaignId, string Campaign, string CertificationCode, string Routes, DateOnly Date, string Place, JurySessionStatus Status,
    int Candidates, int Done, int Total, IReadOnlyList<string> Missing, string? MinutesNumber, Guid? MinutesId)
{
    /// <summary>Whoever reads sat in person, and has not signed the minutes.</summary>
    public bool ToSign { get; init; }

    /// <summary>Whoever reads presided, and has not confirmed the correction that waits.</summary>
    public bool ToConfirm { get; init; }
}

internal static class JurySessionLines
{
    public static async Task<IReadOnlyList<JurySessionLine>> OfAsync(UnitOfWork unit, ReferentialCatalogue catalogue, IQueryable<JurySession> sessions, CancellationToken ct)
    {
        var db = unit.Db;
        var found = await sessions.AsNoTracking().Include(s => s.Members).Include(s => s.Decisions).Include(s => s.Signatures).Include(s => s.Amendments).AsSplitQuery().OrderByDescending(s => s.Date).ToListAsync(ct);
        var campaignIds = found.Select(s => s.CampaignId).Distinct().ToList();
        var campaigns = await db.Campaigns.AsNoTracking().Where(c => campaignIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var enrolments = (await db.Enrolments.AsNoTracking().Where(e => campaignIds.Contains(e.CampaignId) && e.Status == EnrolmentStatus.Accepted).ToListAsync(ct)).ToLookup(e => e.CampaignId);
        var ids = found.Select(s => s.Id).ToList();
        var minutes = await db.IssuedDocuments.Where(d => ids.Contains(d.JurySessionId) && d.Kind == DocumentKind.Minutes).Select(d => new { d.JurySessionId, d.Id, d.Number }).ToListAsync(ct);
        var appeals = (await db.Appeals.AsNoTracking().Where(a => a.ReviewSessionId != null && ids.Contains(a.ReviewSessionId.Value)).ToListAsync(ct)).ToLookup(a => a.ReviewSessionId!.Value);
        var convened = (await db.Convocations.Where(c => ids.Contains(c.SessionId)).Select(c => c.MemberId).Distinct().ToListAsync(ct)).ToHashSet();
        var unionSeats = await db.CertifierProfiles.Select(p => p.UnionSeats).SingleAsync(ct);
        var me = unit.Actor.MembershipId;
        var lines = new List<JurySessionLine>();
        foreach (var session in found)
        {
            var campaign = campaigns[session.CampaignId];
            var rule = (await catalogue.GetAsync(db, campaign.ReferentialVersionId, ct)).JuryFor(session.AccessRoutes[0])!;
            var judged = enrolments[session.CampaignId].Where(e => e.AccessRoute is { } route && session.AccessRoutes.Contains(route)).ToList();
            var total = judged.Sum(e => e.BlocksToEvaluate.Count);
            var people = judged.Count;
            if (session.ForAppeals) (people, total) = (appeals[session.Id].Select(a => a.EnrolmentId).Distinct().Count(), appeals[session.Id].Sum(a => a.Blocks.Count));
            var toSign = me is not null && session.SignersMissing.Any(m => m.MembershipId == me);
            lines.Add(new JurySessionLine(session.Id, campaign.Id, campaign.Name, campaign.CertificationCode, new JuryGroup(rule, session.AccessRoutes).French + (session.ForAppeals ? ", recours" : ""), session.Date, session.Place,
                session.Status, people, session.Decisions.Count, total, Missing(session, rule, unionSeats, total, convened, unit.Now, me, toSign), session.MinutesNumberInForce,
                minutes.Find(m => m.JurySessionId == session.Id && m.Number == session.MinutesNumberInForce)?.Id)
            { ToSign = toSign, ToConfirm = session.AmendmentAwaits(me) });
        }
        return lines;
    }

    private static IReadOnlyList<string> Missing(JurySession session, JuryRule rule, int unionSeats, int total, HashSet<Guid> convened, DateTimeOffset now, Guid? me, bool toSign) => session.Status switch
    {
        JurySessionStatus.Convened when JuryComposition.Check(rule, unionSeats, session.Members, session.Date) is { Count: > 0 } gaps => [.. gaps.Select(e => e.Message)],
        JurySessionStatus.Convened => session.Members.Count(m => !convened.Contains(m.Id)) is var left && left > 0 ? [$"{FrenchFormat.Count(left, "membre")} à convoquer"] : [],
        JurySessionStatus.Open or JurySessionStatus.Suspended when session.ForAppeals && total == 0 => ["Plus aucun recours : séance à terminer".French()],
        JurySessionStatus.Open when session.Decisions.Count < total => [$"{total - session.Decisions.Count} décision{(total - session.Decisions.Count > 1 ? "s" : "")} à prendre"],
        JurySessionStatus.Open when session.ConfirmedBefore(me) is { } first => [$"{first.Name} a confirmé : à vous de sceller".French()],
        JurySessionStatus.Open => ["Séance à clore par la présidence"],
        JurySessionStatus.Suspended => ["Séance suspendue, à reprendre"],
        JurySessionStatus.Sealed or JurySessionStatus.Postponed =>
        [
            .. session.AmendmentUnderWay is null ? Array.Empty<string>() : [session.AmendmentAwaits(me) ? "Une rectification attend votre confirmation" : "Une rectification attend les présidences"],
            .. session.SignersMissing.Count is var unsigned && unsigned > 0 ? [$"{session.MinutesNumber} : {FrenchFormat.Count(unsigned, "signature attendue", "signatures attendues")}{(toSign ? unsigned == 1 ? ", la vôtre" : ", dont la vôtre" : "")}".French()] : Array.Empty<string>(),
            .. session.Status == JurySessionStatus.Sealed && !session.ResultsAreOut(now) ? [French.Capital(FrenchFormat.KeptResults(session.ResultsAt))] : Array.Empty<string>(),
        ],
        _ => throw new InvalidOperationException($"Unknown status {session.Status}"),
    };
}
