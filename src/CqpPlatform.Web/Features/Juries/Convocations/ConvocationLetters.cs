using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Documents;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Convocations;

/// <summary>Writes the letters of one session; what they share is read once.</summary>
internal sealed class ConvocationLetters(JuryContext context, IReadOnlyList<string> agenda, DocumentSignatory signatory, DocumentLook look, string publicUrl)
{
    public IReadOnlyList<string> Agenda => agenda;

    public static async Task<ConvocationLetters> LoadAsync(UnitOfWork unit, JuryContext context, string publicUrl, CancellationToken ct)
    {
        var identity = await unit.Db.IdentityInForceAsync(ct);
        return new ConvocationLetters(context, await AgendaAsync(unit.Db, context, ct), DocumentSignatory.Of(context.Profile, identity.Delegate), DocumentLook.Of(identity), publicUrl);
    }

    /// <summary>As the certifier wrote it, or as the session makes it.</summary>
    public static async Task<IReadOnlyList<string>> AgendaAsync(CqpDbContext db, JuryContext context, CancellationToken ct) =>
        context.Session.Agenda is { } written ? Lines(written) : Usual(context, (await SessionCandidates.LoadAsync(db, context.Session, ct)).Count);

    public static IReadOnlyList<string> Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static IReadOnlyList<string> Usual(JuryContext context, int candidates) =>
    [
        "Présence, pouvoirs, quorum et parité",
        "Déclarations d’impartialité et récusations",
        $"{(context.Session.ForAppeals ? "Recours, nouvelle délibération" : "Délibération")} bloc par bloc : {FrenchFormat.Count(candidates, "candidat")}, {context.Referential.ShortTitle} ({context.Referential.Code})".French(),
        "Scellement et signature du procès-verbal",
    ];

    public string SessionUrl => $"{publicUrl}/jury/{context.Session.Id}";

    public ConvocationDocument For(JuryMember member, DateOnly today) => new(
        context.Profile.LegalName, member.Name, member.College.French(), member.QualityTold, context.Session.Members.FirstOrDefault(t => t.Id == member.SubstituteForId)?.Name,
        context.Referential.Title, context.Referential.Code, context.Campaign.Name, context.Session.Date, context.Session.StartsAt ?? default, context.Session.Place, agenda,
        ImpartialityStatement.Text, member.MembershipId is null ? null : SessionUrl, today, context.Profile.City, signatory, look);

    /// <summary>Where each member is written to: their own sign-in, or the address the certifier knows. Whoever has neither is not in it.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> AddressesAsync(CqpDbContext db, JurySession session, CancellationToken ct)
    {
        var signIns = session.Members.Select(m => m.MembershipId).OfType<Guid>().ToList();
        var mails = await (
            from m in db.Memberships
            join a in db.Users on m.AccountId equals a.Id
            where signIns.Contains(m.Id) && m.Active && a.Email != null
            select new { m.Id, a.Email }).ToDictionaryAsync(m => m.Id, m => m.Email!, ct);
        return session.Members.Select(m => (m.Id, Mail: m.MembershipId is { } signIn ? mails.GetValueOrDefault(signIn) : m.Email)).Where(m => m.Mail is not null).ToDictionary(m => m.Id, m => m.Mail!);
    }
}
