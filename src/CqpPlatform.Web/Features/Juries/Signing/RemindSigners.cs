using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data.Mails;
using CqpPlatform.Web.Features.Juries.Convocations;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Signing;

public sealed record RemindSignersInput(Guid SessionId);

/// <summary>Writes to the members whose signature the minutes still wait for, once a day at most.</summary>
public sealed class RemindSigners(JurySessionWork work, IConfiguration configuration)
{
    /// <returns>How many mails leave.</returns>
    public async Task<Result<int>> ExecuteAsync(RemindSignersInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        var (unit, context) = (opened.Unit, opened.Context);
        var reminded = context.Session.RemindSigners(unit.Now);
        if (reminded.Refused) return Result.From(reminded.Errors);
        var addresses = await ConvocationLetters.AddressesAsync(unit.Db, context.Session, ct);
        var written = reminded.Value.Where(m => addresses.ContainsKey(m.Id)).ToList();
        foreach (var member in written) unit.Db.OutboxMails.Add(Mail(addresses[member.Id], member, context, configuration.PublicUrl(), unit.Now));
        return await opened.CommitAsync(reason: null, ct) is { Refused: true } unsaved ? unsaved : written.Count;
    }

    private static OutboxMail Mail(string address, JuryMember member, JuryContext context, string publicUrl, DateTimeOffset now) =>
        OutboxMail.Create(address, $"Procès-verbal {context.Session.MinutesNumber} : votre signature".French(), $"""
            Bonjour {French.Addressed(member.LastName, member.FirstName)},

            Le procès-verbal {context.Session.MinutesNumber} du jury du {FrenchFormat.LongDate(context.Session.Date)} ({context.Referential.Code}) attend votre signature.
            {(member.MembershipId is null ? "Signez l’exemplaire sur papier que tient le certificateur." : $"Relisez-le et signez-le à cette adresse : {publicUrl}/jury/{context.Session.Id}")}

            {context.Profile.LegalName}
            """.French(), now);
}
