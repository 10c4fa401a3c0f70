using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Mails;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Security.TutorLinks;

/// <summary>Asks a tutor again that it is them, before a signature: by a code sent to their mailbox, which serves as long as an account's proof.</summary>
public sealed class TutorProof(CqpDatabase database)
{
    public static readonly Error Needed = new("tutor-proof", "Confirmez que c’est bien vous : un code vous est envoyé par courriel.".French());

    /// <summary>Six digits, however they are spaced: fewer were typed in haste, and are no wrong code.</summary>
    public static bool IsWhole(string? code) => code?.Count(char.IsAsciiDigit) == 6;

    /// <summary>Mails a new code to whoever came by the link.</summary>
    public async Task<Result> SendAsync(UnitOfWork unit, CancellationToken ct)
    {
        var link = await LinkAsync(unit, ct);
        if (unit.Now < link.NextCodeAt) return TutorDoor.TooSoon(link, unit.Now);
        var code = link.IssueCode(unit.Now);
        var tutor = await unit.Db.Tutors.AsNoTracking().SingleAsync(t => t.Id == link.TutorId, ct);
        var tenant = (await database.TenantsAsync(ct)).First(t => t.Id == unit.Actor.TenantId);
        unit.Db.Add(Mail(tutor, code, "signer", tenant.Name, unit.Now));
        return await unit.SaveAsync(ct: ct);
    }

    /// <summary>Accepts a code given now, or one given a moment ago, at the door or at the last signature. A wrong one is counted.</summary>
    public async Task<Result> RequireFreshAsync(UnitOfWork unit, string? code, CancellationToken ct)
    {
        var link = await LinkAsync(unit, ct);
        if (string.IsNullOrWhiteSpace(code)) return link.LastUsedAt > unit.Now - Reauthentication.Fresh ? Result.Success : Needed;
        var right = link.Redeem(code, unit.Now);
        return await unit.SaveAsync(ct: ct) is { Refused: true } refused ? refused : right ? Result.Success : TutorDoor.WrongCode;
    }

    /// <param name="purpose">« ouvrir » or « signer ».</param>
    public static OutboxMail Mail(Tutor tutor, string code, string purpose, string tenantName, DateTimeOffset now) => OutboxMail.Create(tutor.Email, $"Votre code : {code}".French(), $"""
        Bonjour,

        Votre code pour {purpose} vos observations est : {code}

        Il sert une seule fois, pendant {TutorLink.CodeLifetime.TotalMinutes:0} minutes. Si vous ne l’avez pas demandé, ne faites rien : sans lui, personne n’entre et rien n’est signé.

        {tenantName}
        """.French(), now).Opening();

    private static Task<TutorLink> LinkAsync(UnitOfWork unit, CancellationToken ct) => unit.Db.TutorLinks.SingleAsync(l => l.Id == unit.TutorLinkId, ct);
}
