using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Sessions;

/// <param name="Route">One of the routes this jury judges, where the referential gives several juries; null where the candidates need one only.</param>
public sealed record ConveneJuryInput(Guid CampaignId, DateOnly? Date, string? Place, AccessRoute? Route = null);

/// <summary>Convenes the jury of the candidates who share one jury rule.</summary>
public sealed class ConveneJury(WorkFactory work, ReferentialCatalogue catalogue, ConveneJuryValidator validator)
{
    /// <returns>The session's id.</returns>
    public async Task<Result<Guid>> ExecuteAsync(ConveneJuryInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        // Two managers at once: the second waits, then finds the first one's session.
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        await unit.Db.Database.ExecuteSqlAsync($"select 1 from campaigns where id = {input.CampaignId} for update", ct);
        if (await CampaignReferential.LoadAsync(unit.Db, catalogue, input.CampaignId, ct) is not { } found) return SecurityErrors.NotFound;
        if (found.Campaign.Status is not (CampaignStatus.Evaluation or CampaignStatus.Deliberation)) return CampaignErrors.WrongStep(found.Campaign.Status);

        var routes = await unit.Db.Enrolments.Where(e => e.CampaignId == input.CampaignId && e.Status == EnrolmentStatus.Accepted).Select(e => e.AccessRoute).Distinct().ToListAsync(ct);
        var groups = found.Referential.JuryGroups().Where(g => g.Routes.Any(r => routes.Contains(r))).ToList();
        if (input.Route is { } route) groups = [.. groups.Where(g => g.Routes.Contains(route))];
        if (groups.Count == 0) return JuryErrors.NoCandidate;
        if (groups is not [var group]) return JuryErrors.RoutesUnknown;
        var sessions = await unit.Db.JurySessions.AsNoTracking().Include(s => s.Members).Where(s => s.CampaignId == input.CampaignId && !s.ForAppeals).ToListAsync(ct);
        if (sessions.Exists(s => s.Status != JurySessionStatus.Postponed && s.AccessRoutes.Any(group.Routes.Contains))) return JuryErrors.AlreadyConvened;

        var session = JurySession.Convene(input.CampaignId, group.Routes, input.Date!.Value, input.Place!.Trim());
        if (sessions.Where(s => s.AccessRoutes.Any(group.Routes.Contains)).MaxBy(s => s.Date) is { } postponed) session.SeatLike(postponed);
        unit.Db.JurySessions.Add(session);
        if (await unit.SaveAsync(reason: null, ct) is { Refused: true } refused) return refused;
        await transaction.CommitAsync(ct);
        return session.Id;
    }
}
