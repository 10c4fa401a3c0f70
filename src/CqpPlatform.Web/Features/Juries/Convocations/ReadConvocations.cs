using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Convocations;

/// <param name="Address">Where the letter goes; null for one handed over on paper.</param>
/// <param name="SentAt">Last time; null where nothing was sent yet.</param>
/// <param name="Stale">The day, the hour or the place changed since.</param>
public sealed record ConvenedMember(Guid Id, string Name, string College, string Quality, string? Address, DateTimeOffset? SentAt, int Letters, bool Stale);

public sealed record ConvocationsView(Guid CampaignId, string Campaign, string CertificationCode, DateOnly Date, string Place, TimeOnly? StartsAt, bool Editable, IReadOnlyList<string> Agenda,
    IReadOnlyList<ConvenedMember> Members, IReadOnlyList<string> FormerMembers);

/// <summary>Who was convened when, and what is still to send.</summary>
public sealed class ReadConvocations(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<ConvocationsView>> ExecuteAsync(Guid sessionId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await JuryContext.LoadAsync(unit, catalogue, sessionId, tracked: false, ct) is not { } context) return SecurityErrors.NotFound;
        var session = context.Session;
        var sent = await unit.Db.Convocations.Where(c => c.SessionId == sessionId).OrderBy(c => c.SentAt).Select(c => new { c.MemberId, c.MemberName, c.SentAt, c.Date, c.StartsAt, c.Place }).ToListAsync(ct);
        var addresses = await ConvocationLetters.AddressesAsync(unit.Db, session, ct);
        var members = session.Members.OrderBy(m => m.College).ThenByDescending(m => m.IsPresident).ThenBy(m => m.Name, StringComparer.Ordinal).Select(m =>
        {
            var own = sent.Where(c => c.MemberId == m.Id).ToList();
            var last = own.LastOrDefault();
            return new ConvenedMember(m.Id, m.Name, m.College.French(), m.QualityTold, addresses.GetValueOrDefault(m.Id), last?.SentAt, own.Count,
                last is not null && session.Status == JurySessionStatus.Convened && !Convocation.Holds(session, last.Date, last.StartsAt, last.Place));
        });
        return new ConvocationsView(context.Campaign.Id, context.Campaign.Name, context.Referential.Code, session.Date, session.Place, session.StartsAt, session.Status == JurySessionStatus.Convened,
            await ConvocationLetters.AgendaAsync(unit.Db, context, ct), [.. members],
            [.. sent.Where(c => session.Members.All(m => m.Id != c.MemberId)).Select(c => c.MemberName).Distinct()]);
    }
}
