using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data.Mails;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;

namespace CqpPlatform.Web.Features.Juries.Convocations;

/// <param name="MemberId">One member, again; null for every member.</param>
/// <param name="Written">Hour and agenda as they stand on the screen: what was typed and not saved yet is what the letters say.</param>
public sealed record SendConvocationsInput(Guid SessionId, Guid? MemberId = null, PrepareConvocationsInput? Written = null);

/// <param name="Mails">How many leave by mail; the other letters are handed over.</param>
public sealed record ConvocationsSent(int Letters, int Mails);

/// <summary>Convenes the members with the agenda: a letter each, kept as it left, by mail to whoever has an address.</summary>
public sealed class SendConvocations(JurySessionWork work, DocumentRenderer renderer, IConfiguration configuration, PrepareConvocationsValidator validator)
{
    public async Task<Result<ConvocationsSent>> ExecuteAsync(SendConvocationsInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        var (unit, context) = (opened.Unit, opened.Context);
        var session = context.Session;
        if (input.Written is { } written)
        {
            if (validator.Validate(written).ToResult() is { Refused: true } invalid) return invalid;
            if (await PrepareConvocations.WriteAsync(opened, written, ct) is { Refused: true } unwritten) return unwritten;
        }
        if (session.MayConvene() is { Refused: true } refused) return refused;
        var members = session.Members.Where(m => input.MemberId is null || m.Id == input.MemberId).ToList();
        if (members.Count == 0) return JuryErrors.UnknownMember;

        var letters = await ConvocationLetters.LoadAsync(unit, context, configuration.PublicUrl(), ct);
        var addresses = await ConvocationLetters.AddressesAsync(unit.Db, session, ct);
        foreach (var member in members)
        {
            var letter = await renderer.RenderAsync(letters.For(member, unit.Today), ct);
            if (letter.Refused) return Result.From(letter.Errors);
            var address = addresses.GetValueOrDefault(member.Id);
            unit.Db.Convocations.Add(Convocation.Send(session, member, letter.Value.Bytes, address is not null, unit.Actor.Signatory, unit.Now));
            if (address is not null) unit.Db.OutboxMails.Add(Mail(address, member, context, letters, unit.Now).Attach($"convocation-jury-{session.Date:yyyy-MM-dd}.pdf", letter.Value.Bytes));
        }
        if (await opened.CommitAsync(reason: null, ct) is { Refused: true } unsaved) return unsaved;
        return new ConvocationsSent(members.Count, members.Count(m => addresses.ContainsKey(m.Id)));
    }

    private static OutboxMail Mail(string address, JuryMember member, JuryContext context, ConvocationLetters letters, DateTimeOffset now)
    {
        var session = context.Session;
        var impartiality = member.MembershipId is null
            ? "La déclaration d’impartialité est au bas de la convocation : signez-la et remettez-la au certificateur."
            : $"Lisez et signez votre déclaration d’impartialité sur la page de la séance, avec votre accès habituel : {letters.SessionUrl}";
        return OutboxMail.Create(address, $"Convocation au jury du {FrenchFormat.Date(session.Date)} : {context.Referential.Code}".French(), $"""
            Bonjour {French.Addressed(member.LastName, member.FirstName)},

            Vous êtes convoqué·e comme {member.QualityTold}, collège {member.College.French().ToLowerInvariant()}, au jury du {FrenchFormat.LongDate(session.Date)} à {FrenchFormat.Time(session.StartsAt!.Value)}, {session.Place}.

            Ordre du jour :
            {string.Join('\n', letters.Agenda.Select((line, i) => $"{i + 1}. {line}"))}

            La convocation est jointe. {impartiality}

            Si vous êtes empêché·e, prévenez le certificateur : un suppléant peut siéger, ou vous pouvez donner pouvoir à un membre présent.

            {context.Profile.LegalName}
            """.French(), now);
    }
}
