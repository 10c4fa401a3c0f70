using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Documents;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Sealing;

/// <summary>The minutes of a session, word by word from what is recorded.</summary>
public sealed class MinutesFacts(JuryContext context, IReadOnlyList<SessionCandidate> candidates, string tenantName, string? suppliedLegalAct, ILookup<Guid, string> heldElsewhere)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() } };

    public static async Task<MinutesFacts> LoadAsync(UnitOfWork unit, JuryContext context, IReadOnlyList<SessionCandidate> candidates, CancellationToken ct)
    {
        var mention = await unit.Db.CertificationMentions.Where(m => m.CertificationCode == context.Referential.Code).Select(m => m.LegalAct).FirstOrDefaultAsync(ct);
        var tenant = await unit.Db.Tenants.AsNoTracking().SingleAsync(t => t.Id == unit.Actor.TenantId, ct);
        // The lines of this session are written, or cancelled, after its minutes: what it gives is read in its decisions.
        var (session, people) = (context.Session, candidates.Select(c => c.Candidate.Id).ToList());
        var held = (await unit.Db.CountedAsync(people, context.Referential, ct)).Where(h => h.Line.JurySessionId != session.Id && h.Line.IsHeldOn(session.Date)).ToLookup(h => h.PersonId, h => h.BlockCode);
        return new MinutesFacts(context, candidates, tenant.Name, mention, held);
    }

    private JurySession Session => context.Session;
    private Referential Referential => context.Referential;

    /// <summary>The document with the hash of its own facts.</summary>
    /// <param name="postponed">Why the session could not be held: then it has no decision.</param>
    /// <param name="correction">Of amending minutes, with those they replace.</param>
    public MinutesDocument Document(string number, DateTimeOffset now, AnnexKinds annexes = AnnexKinds.None, string? postponed = null, (MinutesAmendment Amendment, IssuedDocument Former)? correction = null)
    {
        var sealedAt = now.InParis();
        var (opened, closed) = ((Session.OpenedAt ?? now).InParis().DateTime, (correction is null ? now : Session.SealedAt ?? now).InParis().DateTime);
        var former = correction is null ? null : JsonSerializer.Deserialize<MinutesDocument>(correction.Value.Former.Facts, Json);
        var document = new MinutesDocument(
            context.Profile.LegalName, tenantName, Referential.Title, Referential.Code, LegalAct() ?? "", Referential.VersionLabel, context.Campaign.Name + (Session.ForAppeals ? ", recours" : ""),
            number, Session.Date, TimeOnly.FromDateTime(opened), TimeOnly.FromDateTime(closed), Session.Place,
            [.. Session.Members.OrderBy(m => m.College).ThenByDescending(m => m.IsPresident).ThenBy(m => m.Name, StringComparer.Ordinal).Select(MemberOf)],
            // As it was sealed: a correction says that the rest is unchanged.
            former?.QuorumStatement ?? QuorumStatement(postponed), [.. RecusalSentences()], postponed is null ? [.. candidates.Select(c => CandidateOf(c, correction?.Amendment, former))] : [], sealedAt, "", correction?.Former.Number)
        {
            OpenedOn = OtherDay(opened),
            ClosedOn = OtherDay(closed),
            Suspensions = [.. Session.Pauses.OrderBy(p => p.From).Select(p => PrintedFrench.Between(Session.Date, p.From.InParis().DateTime, (p.Until ?? now).InParis().DateTime))],
            Postponed = postponed,
            Correction = correction is { } corrected ? CorrectionOf(corrected.Amendment) : null,
            Annexes = annexes == AnnexKinds.None ? null : new MinutesAnnexWriter(Session, candidates).Write(annexes),
        };
        return document with { FactsSha256 = Sha256Hex.Of(Canonical(document)) };
    }

    private DateOnly? OtherDay(DateTime at) => DateOnly.FromDateTime(at) is var day && day == Session.Date ? null : day;

    /// <summary>What is hashed and stored: one line of JSON, properties in the order of the record, without the hash itself.</summary>
    public static string Canonical(MinutesDocument document) => JsonSerializer.Serialize(document with { FactsSha256 = "" }, Json);

    public IReadOnlyList<string> ValidatedBlocks(SessionCandidate candidate) =>
        Referential.InOrder(DecisionsOf(candidate).Where(d => d.Outcome == Outcome.Validated).Select(d => d.BlockCode));

    private IEnumerable<BlockDecision> DecisionsOf(SessionCandidate candidate) => Session.DecisionsInForce.Where(d => d.EnrolmentId == candidate.Id);

    /// <summary>The act of the period the candidates engaged in; what the certifier supplied where the fiche gives none.</summary>
    private string? LegalAct()
    {
        var engaged = candidates.Select(c => c.Enrolment.EngagementDate).OfType<DateOnly>().DefaultIfEmpty(Session.Date).Max();
        return (Referential.PeriodAt(engaged) ?? Referential.LastPeriod()).LegalAct ?? suppliedLegalAct;
    }

    private MinutesMember MemberOf(JuryMember m) => new(m.LastName, m.FirstName, m.College.French(), m.QualityTold, m.Sat ? MinutesPresence.Present : m.Presence switch
    {
        Presence.Represented => MinutesPresence.Represented,
        // A presence nobody recorded is a gap: the session is refused before this is printed.
        Presence.Excused or Presence.Expected => MinutesPresence.Excused,
        _ => throw new InvalidOperationException($"Unknown presence {m.Presence}."),
    }, Session.Members.FirstOrDefault(h => h.Id == m.ProxyHolderId)?.Name, m.IsPresident)
    {
        IsVicePresident = m.IsVicePresident,
        SubstituteFor = Session.Members.FirstOrDefault(t => t.Id == m.SubstituteForId)?.Name,
        Idle = m.Presence.Sits() && !Session.Sitting().Contains(m),
        Hours = MinutesAnnexWriter.Hours(m),
    };

    private string QuorumStatement(string? postponed)
    {
        var voices = Session.Sitting();
        var seats = Session.Members.Where(m => !m.IsSubstitute).ToList();
        var colleges = context.Rule.ParitarianColleges().Select(c =>
        {
            return $"collège {c.French().ToLowerInvariant()} : {Count(Presence.Present)}, {Count(Presence.Represented)} sur {seats.Count(m => m.College == c)}";

            string Count(Presence presence) => voices.Count(m => m.College == c && m.Presence == presence) is var n && n > 1 ? $"{n} {presence.French()}s" : $"{n} {presence.French()}";
        });
        var paritarian = colleges.ToList();
        // A jury may have no college of unions and employers: the statement names only what sits.
        var sitting = paritarian.Count > 0 ? French.Capital(string.Join(" ; ", paritarian)) : $"Membres présents ou représentés : {voices.Count} sur {seats.Count}";
        return ($"Règle appliquée : {context.Quorum.French(context.Rule)}. {sitting}. {(postponed is not null && Quorum.Obstacle(context.Quorum, context.Rule, voices) is not null ? "Le quorum n’est pas atteint" : $"Le quorum est atteint{(paritarian.Count > 1 ? " et les deux collèges siègent" : "")}")}. "
            + $"Décisions à la {context.Rule.Majority.French()}{(context.Rule.CastingVote ? ", voix prépondérante de la présidence en cas de partage" : "")}.").French();
    }

    private IEnumerable<string> RecusalSentences() =>
        from recusal in Session.Recusals
        join member in Session.Members on recusal.MemberId equals member.Id
        join candidate in candidates on recusal.EnrolmentId equals candidate.Id
        orderby member.Name, candidate.Name
        select $"{member.Name} ne vote pas sur {candidate.Name} : {recusal.Kind.French()}{(recusal.Detail is null ? "" : $" ({recusal.Detail})")}.".French();

    private MinutesCorrection CorrectionOf(MinutesAmendment amendment) => new(amendment.Reason,
    [
        .. from change in amendment.Changes
           let name = candidates.FirstOrDefault(c => c.Id == change.EnrolmentId)?.Name ?? ""
           orderby name, change.BlockCode
           select (IReadOnlyList<string>)[name, change.BlockCode, change.Before.French(), change.After.French(), change.Motive],
    ])
    {
        Confirmations =
        [
            .. from confirmation in amendment.Confirmations
               join member in Session.Members on confirmation.MemberId equals member.Id
               select new MinutesConfirmation(member.Name, $"{(member.IsVicePresident ? "vice-présidence" : "présidence")}, collège {member.College.French().ToLowerInvariant()}", confirmation.At.InParis()),
        ],
    };

    /// <summary>Where nothing of theirs is corrected, the document that went with the former minutes: a proof entered since gives no other one.</summary>
    private MinutesCandidate CandidateOf(SessionCandidate c, MinutesAmendment? amendment, MinutesDocument? former)
    {
        var today = CandidateOf(c);
        return amendment?.Changes.Any(x => x.EnrolmentId == c.Id) == false && former?.Candidates.Where(f => f.Identity == today.Identity).ToList() is [var before]
            ? today with { Award = before.Award, GlobalDecision = before.GlobalDecision } : today;
    }

    private MinutesCandidate CandidateOf(SessionCandidate c)
    {
        var decisions = DecisionsOf(c).ToDictionary(d => d.BlockCode);
        var validated = ValidatedBlocks(c);
        var acquired = Referential.InOrder(c.Held);
        var award = AwardOf(c, validated);
        var person = c.Candidate;
        var recommendations = Referential.InOrder(decisions.Keys).Select(b => decisions[b]).Where(d => d.Recommendation is not null).Select(d => $"{d.BlockCode}\u00a0– {d.Recommendation}").ToList();
        return new MinutesCandidate(
            new Holder(person.BirthName, person.UsageName, person.FirstNames, person.BirthDate, person.BirthPlace, person.Sex == Sex.Female),
            c.Organisation, c.Enrolment.AccessRoute!.Value.FrenchShort(), Referential.OptionTitle(c.Enrolment.Option),
            [.. Referential.InOrder(decisions.Keys).Select(b => DecisionOf(decisions[b]))], acquired, award, AppealOf(c, decisions) + Global(award, validated.Count, decisions.Count - validated.Count, c.Enrolment.Blocks.Count),
            recommendations.Count == 0 ? null : string.Join(" ", recommendations));
    }

    /// <summary>The document to be issued once this is sealed.</summary>
    private MinutesAward AwardOf(SessionCandidate c, IReadOnlyList<string> validated) =>
        !DecisionsOf(c).Any() || !Session.GivesDocumentTo(c.Id) ? MinutesAward.None : Award.Of(c.Enrolment.Blocks, [.. heldElsewhere[c.Candidate.Id].Union(validated)]) switch
        {
            DocumentKind.Certificate => MinutesAward.Certificate,
            DocumentKind.Attestation => MinutesAward.Attestation,
            _ => MinutesAward.None,
        };

    private static MinutesDecision DecisionOf(BlockDecision d) => new(d.BlockCode,
        d.Proposed switch
        {
            ProposalOutcome.Validated => MinutesOutcome.Validated,
            ProposalOutcome.NotValidated => MinutesOutcome.NotValidated,
            ProposalOutcome.ToDeliberate => MinutesOutcome.ToDeliberate,
            _ => throw new InvalidOperationException($"Unknown proposal {d.Proposed}."),
        },
        d.Outcome switch
        {
            Outcome.Validated => MinutesOutcome.Validated,
            Outcome.NotValidated => MinutesOutcome.NotValidated,
            Outcome.Adjourned => MinutesOutcome.Adjourned,
            _ => throw new InvalidOperationException($"Unknown outcome {d.Outcome}."),
        },
        d.HowGiven(), d.Motive);

    private static string AppealOf(SessionCandidate c, Dictionary<string, BlockDecision> decisions)
    {
        return string.Concat((c.Appeal?.Letters ?? []).Select(l =>
            $"recours reçu le {French.Date(l.ReceivedOn)}{(l.IsLate ? ", hors délai," : "")} contre le procès-verbal {l.Contested} ({French.List(l.Blocks)}) : {Judged(l).French()} ; ".French()));

        // Before the last decision the facts are only looked at, for what they lack.
        List<JudgedBlock> Judged(AppealLetter l) =>
        [
            .. from block in l.Blocks
               from former in c.Appeal!.Former
               where former.Minutes == l.Contested && former.BlockCode == block
               select new JudgedBlock(former.BlockCode, former.Outcome, decisions.GetValueOrDefault(former.BlockCode)?.Outcome ?? former.Outcome),
        ];
    }

    private static string Global(MinutesAward award, int validated, int refused, int chosen) => award switch
    {
        MinutesAward.Certificate => $"les {chosen} blocs du choix sont {(refused == 0 ? "validés" : "acquis")}, certificat délivré.",
        MinutesAward.Attestation when validated == 0 => "aucun bloc validé à cette séance, attestation des blocs acquis antérieurement.",
        MinutesAward.Attestation => $"{validated} bloc{(validated > 1 ? "s validés" : " validé")}, attestation de blocs.",
        MinutesAward.None => "aucun bloc validé.",
        _ => throw new InvalidOperationException($"Unknown award {award}."),
    };
}
