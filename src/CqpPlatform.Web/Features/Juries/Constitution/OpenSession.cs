using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Constitution;

public sealed record OpenSessionInput(Guid SessionId);

/// <summary>Opens the session once the jury is the fiche's; the links of every candidate are looked at and become recusals.</summary>
public sealed class OpenSession(JurySessionWork work)
{
    public async Task<Result> ExecuteAsync(OpenSessionInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        var (unit, context) = (opened.Unit, opened.Context);
        if (!context.Campaign.Status.AcceptsDecisions()) return CampaignErrors.DeliberationClosed;
        var candidates = await SessionCandidates.LoadAsync(unit.Db, context.Session, ct);
        if (candidates.Count == 0) return JuryErrors.NoCandidate;

        var links = await LinksAsync(unit.Db, candidates, ct);
        if (context.Session.Open(context.Rule, context.Profile.UnionSeats, links, unit.Now) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }

    private static async Task<IReadOnlyList<CandidateLinks>> LinksAsync(CqpDbContext db, IReadOnlyList<SessionCandidate> candidates, CancellationToken ct)
    {
        var ids = candidates.Select(c => c.Id).ToList();
        var heard = await (
            from oral in db.Orals
            join examiner in db.Memberships on oral.ExaminerId equals examiner.Id
            where ids.Contains(oral.EnrolmentId)
            select new { oral.EnrolmentId, examiner.AccountId }).ToListAsync(ct);
        var signed = await db.Evaluations.Where(e => ids.Contains(e.EnrolmentId) && e.Source == SourceKind.Commission)
            .SelectMany(e => e.Signatures, (e, s) => new { e.EnrolmentId, AccountId = s.SignedById }).ToListAsync(ct);
        // An examiner may sit in a jury under another sign-in: what counts is the person.
        var accounts = heard.Concat(signed).ToLookup(x => x.EnrolmentId, x => x.AccountId);
        var memberships = (await db.Memberships.Select(m => new { m.Id, m.AccountId }).ToListAsync(ct)).ToLookup(m => m.AccountId, m => m.Id);
        return
        [
            .. candidates.Select(c => new CandidateLinks(c.Id, c.Enrolment.OrganisationId, c.Enrolment.CompanyId, c.Tutor?.Name,
                accounts[c.Id].SelectMany(a => memberships[a]).ToHashSet())),
        ];
    }
}
