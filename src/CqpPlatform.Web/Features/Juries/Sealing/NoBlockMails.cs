using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Mails;
using CqpPlatform.Web.Data.Queries;

namespace CqpPlatform.Web.Features.Juries.Sealing;

/// <summary>Tells their result to those who get no document: whoever gets one is told when it is issued.</summary>
internal static class NoBlockMails
{
    public static async Task<IReadOnlyList<OutboxMail>> WriteAsync(CqpDbContext db, JuryContext context, IReadOnlyList<SessionCandidate> candidates, DateTimeOffset now, CancellationToken ct)
    {
        var session = context.Session;
        var decided = session.DecisionsInForce.ToLookup(d => d.EnrolmentId);
        var without = candidates.Where(c => c.Candidate.Email is not null && decided[c.Id].All(d => d.Outcome != Outcome.Validated)).ToList();
        // Of this session they hold nothing, though what a correction withdraws may not be out of the ledger yet.
        var held = (await db.CountedAsync([.. without.Select(c => c.Candidate.Id)], context.Referential, ct))
            .Where(h => h.Line.JurySessionId != session.Id && h.Line.IsHeldOn(session.Date)).Select(h => h.PersonId).ToHashSet();
        // Blocks held from before make an attestation, but not after an appeal: what that leaves as it was has one already.
        return [.. without.Where(c => !session.GivesDocumentTo(c.Id) || !held.Contains(c.Candidate.Id)).Select(c => Mail(context, c, [.. decided[c.Id].OrderBy(d => d.BlockCode, StringComparer.Ordinal)], now))];
    }

    private static OutboxMail Mail(JuryContext context, SessionCandidate candidate, IReadOnlyList<BlockDecision> decisions, DateTimeOffset now)
    {
        var outcomes = French.List([.. decisions.Select(d => $"{d.BlockCode} {d.Outcome.French()}")]);
        var result = context.Session.ForAppeals
            ? $"Après votre recours, le jury a délibéré de nouveau\u00a0: {outcomes}. Il ne vous donne aucun bloc de plus."
            : $"Le jury n’a validé aucun bloc de votre choix\u00a0: {outcomes}. Ces blocs pourront être présentés lors d’une prochaine campagne.";
        var advice = decisions.Where(d => d.Recommendation is not null).Select(d => $"{d.BlockCode}\u00a0: {d.Recommendation}").ToList();
        return OutboxMail.Create(candidate.Candidate.Email!, $"Votre résultat\u00a0: CQP {context.Referential.Code}", $"""
            Bonjour {candidate.Candidate.Identity.Addressed},

            Votre résultat au CQP {context.Referential.ShortTitle} est disponible.
            {result}{(advice.Count == 0 ? "" : $"\n\nRecommandations du jury\u00a0:\n{string.Join('\n', advice)}")}{AppealWords.For(context.Session, context.Session.Contestable(candidate.Id), context.Profile, now)}

            {context.Profile.LegalName}
            """, now).Telling(context.Session.Id).About(candidate.Id);
    }
}
