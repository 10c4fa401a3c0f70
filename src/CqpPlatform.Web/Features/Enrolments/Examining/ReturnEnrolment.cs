using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Mails;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Examining;

public sealed record ReturnEnrolmentInput(Guid EnrolmentId, string Reason);

/// <summary>Sends an enrolment back to its organisation with the reason, and writes to the people who work there.</summary>
public sealed class ReturnEnrolment(WorkFactory work, ReferentialCatalogue catalogue, ReturnEnrolmentValidator validator)
{
    public async Task<Result> ExecuteAsync(ReturnEnrolmentInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.AnswerEnrolments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if ((await validator.ValidateAsync(input, ct)).ToResult() is { Refused: true } invalid) return invalid;

        var enrolment = await unit.FindAsync(input.EnrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var found = (await CampaignReferential.LoadAsync(unit.Db, catalogue, enrolment.CampaignId, ct))!;
        if (EnrolmentAnswers.WrongStep(found.Campaign) is { } wrongStep) return wrongStep;
        if (enrolment.Return(input.Reason, unit.Now) is { Refused: true } refused) return refused;

        var name = (await unit.Db.Candidates.SingleAsync(c => c.Id == enrolment.CandidateId, ct)).Name;
        var addresses = await (from member in unit.Db.Memberships
                               join account in unit.Db.Users on member.AccountId equals account.Id
                               where member.OrganisationId == enrolment.OrganisationId && member.Role == Role.TrainingOrganisation && member.Active && account.Email != null
                               select account.Email).ToListAsync(ct);
        unit.Db.AddRange(addresses.Select(to => OutboxMail.Create(to!, $"Inscription à corriger : {name}".French(), Body(name, found.Campaign.Name, enrolment.ReturnReason!), unit.Now)));
        return await unit.SaveAsync(enrolment.ReturnReason, ct);
    }

    private static string Body(string name, string campaign, string reason) => $"""
        Bonjour,

        Le certificateur vous renvoie l’inscription de {name} à la campagne « {campaign} ».

        Motif : {reason}

        Ce que vous aviez saisi est conservé : ouvrez « Inscriptions », corrigez, puis envoyez de nouveau.
        """.French();
}
