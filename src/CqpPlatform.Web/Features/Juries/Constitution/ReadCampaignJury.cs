using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Constitution;

public sealed record Choice(Guid Id, string Name);

public sealed record SeatedMember(Guid Id, string Name, string Quality, bool IsPresident, bool SignsIn, string? Organisation, string? Company)
{
    public bool IsVicePresident { get; init; }

    /// <summary>« du 01/01/2021 au 31/12/2024 »; null where no date is known.</summary>
    public string? Mandate { get; init; }
    public string? SubstituteFor { get; init; }
}

/// <param name="Wanted">Seats the fiche gives, or at least that many.</param>
public sealed record CollegeSeats(College College, string Label, int Wanted, bool AtLeast, IReadOnlyList<SeatedMember> Members);

/// <summary>The jury of the candidates who share one rule: to convene, or convened with its seats.</summary>
/// <param name="Route">Names this jury when convening.</param>
/// <param name="Gaps">What the composition still lacks.</param>
public sealed record JuryOfRoutes(AccessRoute Route, string Routes, int Candidates, string Text, string Presidency, Guid? SessionId, DateOnly? Date, string? Place,
    JurySessionStatus? Status, IReadOnlyList<CollegeSeats> Colleges, IReadOnlyList<string> Gaps)
{
    /// <summary>It judges appeals against another session of the campaign.</summary>
    public bool ForAppeals { get; init; }

    /// <summary>Members to whom a convocation was sent.</summary>
    public int Convened { get; init; }
    public int Members => Colleges.Sum(c => c.Members.Count);

    /// <summary>Tells the juries of one page apart.</summary>
    public string Key => ForAppeals ? $"recours-{SessionId}" : Route.ToString();

    /// <summary>Whose turn it is to preside, after the last sealed session of the certification.</summary>
    public string? Alternation { get; init; }
    public IEnumerable<SeatedMember> Titulars => Colleges.SelectMany(c => c.Members).Where(m => m.SubstituteFor is null);
}

public sealed record CampaignJuryView(Guid CampaignId, string Campaign, string CertificationCode, CampaignStatus Status, DateOnly JuryOn, IReadOnlyList<JuryOfRoutes> Juries,
    IReadOnlyList<Choice> SignIns, IReadOnlyList<Choice> Organisations, IReadOnlyList<Choice> Companies);

internal sealed record LastPresidency(DateOnly Date, College College);

/// <summary>What the certifier needs to convene and constitute the juries of a campaign.</summary>
public sealed class ReadCampaignJury(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<CampaignJuryView>> ExecuteAsync(Guid campaignId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        if (await CampaignReferential.LoadAsync(db, catalogue, campaignId, ct) is not { } found) return SecurityErrors.NotFound;
        var routes = await db.Enrolments.Where(e => e.CampaignId == campaignId && e.Status == EnrolmentStatus.Accepted).Select(e => e.AccessRoute).ToListAsync(ct);
        var sessions = await db.JurySessions.AsNoTracking().Include(s => s.Members).Where(s => s.CampaignId == campaignId && s.Status != JurySessionStatus.Postponed).ToListAsync(ct);
        var unionSeats = await db.CertifierProfiles.Select(p => p.UnionSeats).SingleAsync(ct);
        var organisations = await db.TrainingOrganisations.OrderBy(o => o.Name).Select(o => new Choice(o.Id, o.Name)).ToListAsync(ct);
        var companies = await db.Companies.OrderBy(c => c.Name).Select(c => new Choice(c.Id, c.Name)).ToListAsync(ct);
        var signIns = await (
            from m in db.Memberships
            join a in db.Users on m.AccountId equals a.Id
            where m.Role == Role.JuryMember && m.Active
            orderby a.LastName
            select new Choice(m.Id, French.Person(a.LastName, a.FirstName))).ToListAsync(ct);

        var last = await (
            from s in db.JurySessions
            join c in db.Campaigns on s.CampaignId equals c.Id
            where s.Status == JurySessionStatus.Sealed && !s.ForAppeals && c.CertificationCode == found.Referential.Code
            from m in s.Members
            where m.IsPresident && (m.College == College.Employees || m.College == College.Employers)
            orderby s.Date descending
            select new LastPresidency(s.Date, m.College)).FirstOrDefaultAsync(ct);

        var appealed = (await db.Appeals.Where(a => a.ReviewSessionId != null).Select(a => new { a.ReviewSessionId, a.EnrolmentId }).ToListAsync(ct)).ToLookup(a => a.ReviewSessionId, a => a.EnrolmentId);
        var convened = (await db.Convocations.Where(c => db.JurySessions.Any(s => s.Id == c.SessionId && s.CampaignId == campaignId)).Select(c => c.MemberId).Distinct().ToListAsync(ct)).ToHashSet();
        var groups = found.Referential.JuryGroups();
        var juries = groups
            .Select(group => (group, candidates: routes.Count(r => r is { } route && group.Routes.Contains(route)), session: sessions.Find(s => !s.ForAppeals && s.AccessRoutes.Any(group.Routes.Contains))))
            .Where(x => x.candidates > 0 || x.session is not null)
            .Concat(sessions.Where(s => s.ForAppeals).OrderBy(s => s.Date).Select(s => (group: groups.First(g => s.AccessRoutes.Any(g.Routes.Contains)), candidates: appealed[s.Id].Distinct().Count(), session: (JurySession?)s)))
            .Select(x => new JuryOfRoutes(x.group.Routes[0], x.group.French, x.candidates, x.group.Rule.Text, x.group.Rule.Presidency.French(), x.session?.Id, x.session?.Date, x.session?.Place,
                x.session?.Status, Seats(x.group.Rule, SeatsOf(x.session), x.session),
                x.session is null ? [] : [.. JuryComposition.Check(x.group.Rule, SeatsOf(x.session), x.session.Members, x.session.Date).Select(e => e.Message)])
            {
                Alternation = Alternation(x.group.Rule, x.session),
                ForAppeals = x.session?.ForAppeals == true,
                Convened = x.session?.Members.Count(m => convened.Contains(m.Id)) ?? 0,
            });
        return new CampaignJuryView(campaignId, found.Campaign.Name, found.Referential.Code, found.Campaign.Status, found.Campaign.JuryOn, [.. juries], signIns, organisations, companies);

        // A session that opened keeps the seats it opened with.
        int SeatsOf(JurySession? session) => session is null or { Status: JurySessionStatus.Convened } ? unionSeats : session.UnionSeats;

        string? Alternation(JuryRule rule, JurySession? session)
        {
            if (JuryComposition.NextToPreside(rule, last?.College) is not { } turn || session?.Status.IsOver() == true || session?.ForAppeals == true) return null;
            var words = $"Alternance : la séance du {FrenchFormat.Date(last!.Date)} était présidée par le collège {last.College.French().ToLowerInvariant()}, la présidence revient au collège {turn.French().ToLowerInvariant()}.".French();
            return session?.Members.FirstOrDefault(m => m.IsPresident)?.College == turn ? null : words;
        }

        IReadOnlyList<CollegeSeats> Seats(JuryRule rule, int n, JurySession? session) =>
        [
            .. rule.Seats.Select(seat => new CollegeSeats(seat.College, seat.Label, seat.Count ?? n, seat.AtLeast,
            [
                .. (session?.Members ?? []).Where(m => m.College == seat.College).OrderByDescending(m => m.IsPresident).ThenBy(m => m.Name).Select(m => new SeatedMember(m.Id, m.Name, m.QualityTold,
                    m.IsPresident, m.MembershipId is not null, organisations.Find(o => o.Id == m.OrganisationId)?.Name, companies.Find(c => c.Id == m.CompanyId)?.Name)
                {
                    IsVicePresident = m.IsVicePresident,
                    Mandate = Mandate(m),
                    SubstituteFor = session?.Members.FirstOrDefault(t => t.Id == m.SubstituteForId)?.Name,
                }),
            ])),
        ];
    }

    private static string? Mandate(JuryMember m) => (m.MandateFrom, m.MandateUntil) switch
    {
        (null, null) => null,
        ({ } from, null) => $"mandat depuis le {FrenchFormat.Date(from)}",
        (null, { } until) => $"mandat jusqu’au {FrenchFormat.Date(until)}",
        ({ } from, { } until) => $"mandat du {FrenchFormat.Date(from)} au {FrenchFormat.Date(until)}",
    };
}
