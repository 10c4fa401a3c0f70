using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Features.Juries.Sealing;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Sessions;

public sealed record PostponeSessionInput(Guid SessionId);

/// <summary>Puts off a session that has no quorum: its own minutes say who came and what was missing, and the candidates wait for another session. Ends so, too, a session of appeals without any left.</summary>
public sealed class PostponeSession(JurySessionWork work, DocumentRenderer renderer, SealStore seals)
{
    /// <returns>The minutes.</returns>
    public async Task<Result<Guid>> ExecuteAsync(PostponeSessionInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        var (unit, context) = (opened.Unit, opened.Context);
        var session = context.Session;
        var candidates = await SessionCandidates.LoadAsync(unit.Db, session, ct);
        if (session.MayBePostponed(context.Rule, context.Quorum, candidates.Count) is { Refused: true } refused) return refused;

        var facts = await MinutesFacts.LoadAsync(unit, context, candidates, ct);
        var why = session.ForAppeals && candidates.Count == 0 ? "Les recours transmis à cette séance ont été retirés ou repris avant toute décision : aucun n’est plus à examiner. Le jury n’a pas délibéré, et la séance est close.".French()
            : $"Quorum non atteint : {Quorum.Obstacle(context.Quorum, context.Rule, session.Sitting())} Le jury n’a pas délibéré. La séance est reportée, et {(candidates.Count == 1 ? "son candidat sera jugé" : $"ses {candidates.Count} candidats seront jugés")} par une prochaine séance.".French();
        var number = await DocumentNumbers.NextAsync(unit.Db, DocumentKind.Minutes, unit.Today.Year, ct);
        var document = facts.Document(number, unit.Now, postponed: why);
        session.Postpone(context.Rule, context.Quorum, candidates.Count, number, unit.Now);
        foreach (var appeal in await unit.Db.Appeals.Where(a => a.ReviewSessionId == session.Id).ToListAsync(ct)) appeal.PutOff(unit.Now);
        using var seal = await seals.GetAsync(ct);
        var rendered = await renderer.RenderAsync(document, seal, unit.Now, ct);
        if (rendered.Refused) return Result.From(rendered.Errors);
        var issued = IssuedDocument.Issue(DocumentKind.Minutes, number, context.Campaign.Id, session.Id, null, rendered.Value.Bytes, MinutesFacts.Canonical(document), unit.Now);
        unit.Db.IssuedDocuments.Add(issued);
        return await opened.CommitAsync(reason: null, ct) is { Refused: true } unsaved ? unsaved : issued.Id;
    }
}
