using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Mails;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Examining;

/// <summary>Writes to the people of the organisation whose enrolment comes back, in the transaction that returns it.</summary>
internal static class ReturnMails
{
    public static async Task AddAsync(UnitOfWork unit, Enrolment enrolment, string campaign, CancellationToken ct)
    {
        var name = (await unit.Db.Candidates.SingleAsync(c => c.Id == enrolment.CandidateId, ct)).Name;
        var addresses = await (from member in unit.Db.Memberships
                               join account in unit.Db.Users on member.AccountId equals account.Id
                               where member.OrganisationId == enrolment.OrganisationId && member.Role == Role.TrainingOrganisation && member.Active && account.Email != null
                               select account.Email).ToListAsync(ct);
        unit.Db.AddRange(addresses.Select(to => OutboxMail.Create(to!, $"Inscription à corriger : {name}".French(), Body(name, campaign, enrolment.ReturnReason!), unit.Now)));
    }

    private static string Body(string name, string campaign, string reason) => $"""
        Bonjour,

        Le certificateur vous renvoie l’inscription de {name} à la campagne « {campaign} ».

        Motif : {reason}

        Ce que vous aviez saisi est conservé : ouvrez « Inscriptions », corrigez, puis envoyez de nouveau.
        """.French();
}
