using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using CqpPlatform.Web.Features.Campaigns.MoveCampaign;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Attendance;
using CqpPlatform.Web.Features.Juries.Constitution;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Sealing;
using CqpPlatform.Web.Features.Juries.Sessions;
using CqpPlatform.Web.Security;
using static CqpPlatform.Web.Demonstration.DemoRules;

namespace CqpPlatform.Web.Demonstration;

/// <summary>Plays the jury through its own use cases: convened, seated, open; and for a past campaign decided, sealed and awarded.</summary>
internal sealed class DemoJury(IServiceProvider services, DemoPeople people, DemoClock clock, Guid tenantId)
{
    public async Task PlayAsync(DemoCampaign plan, Guid campaignId, CampaignDates dates)
    {
        clock.GoToOpening(dates);
        var manager = people.Manager;
        var session = (await AsAsync<ConveneJury, Result<Guid>>(manager, u => u.ExecuteAsync(new(campaignId, dates.JuryOn, "10 rue Auber, 75009 Paris", null)))).Value;
        var members = new List<(Guid Id, DemoJuror Juror)>();
        foreach (var (juror, membership) in people.Jury)
        {
            var organisation = people.Organisations.FirstOrDefault(o => o.Name == juror.Organisation)?.Id;
            var company = people.Tutors.FirstOrDefault(t => t.Company.Name == juror.Company).Company?.Id;
            var seated = await AsAsync<SeatMember, Result<Guid>>(manager, u => u.ExecuteAsync(
                new(session, juror.LastName, juror.FirstName, juror.College, juror.Quality, juror.Presides, membership?.Id, organisation, company) { IsVicePresident = juror.IsVice, MandateFrom = new(dates.JuryOn.Year - 1, 1, 1), MandateUntil = new(dates.JuryOn.Year + 2, 12, 31) }));
            members.Add((Expect(seated), juror));
        }
        Expect(await AsAsync<OpenSession, Result>(manager, u => u.ExecuteAsync(new(session))));
        await AttendAsync(session, members);
        Expect(await AsAsync<ReceiveStatements, Result>(manager, u => u.ExecuteAsync(new(session))));
        if (plan.Stage != DemoStage.Awarded) return;

        var presidents = people.Jury.Where(j => j.Juror.Presides || j.Juror.IsVice).Select(j => j.Membership!).ToList();
        await DecideAsync(session, presidents[0]);
        clock.GoToSealing(dates);
        foreach (var president in presidents)
            Expect(await AsAsync<SealSession, Result<SealAnswer>>(president, u => u.ExecuteAsync(new(session, DemonstrationLoader.Password))));
        clock.GoToIssue(dates);
        Expect(await AsAsync<IssueDocuments, Result<IssuedCount>>(manager, u => u.ExecuteAsync(new(campaignId))));
        Expect(await AsAsync<MoveCampaign, Result>(manager, u => u.ExecuteAsync(new(campaignId, Back: false))));
    }

    private async Task AttendAsync(Guid session, List<(Guid Id, DemoJuror Juror)> members)
    {
        foreach (var (id, _) in members) await PresentAsync(id, Presence.Present, null);
        // One proxy and one excuse, as life has it; never the presidents.
        var others = members.Where(m => m.Juror is { Presides: false, IsVice: false, SignsIn: false, College: College.Employees or College.Employers }).ToList();
        await PresentAsync(others[0].Id, Presence.Represented, members.First(m => m.Juror.Presides).Id);
        await PresentAsync(others[^1].Id, Presence.Excused, null);

        async Task PresentAsync(Guid member, Presence presence, Guid? proxy) =>
            Expect(await AsAsync<RecordPresence, Result>(people.Manager, u => u.ExecuteAsync(new(session, member, presence, proxy))));
    }

    private async Task DecideAsync(Guid session, Membership president)
    {
        Expect(await AsAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(president, u => u.ExecuteAsync(new(session))));
        var view = Expect(await AsAsync<ReadSession, Result<SessionView>>(president, u => u.ExecuteAsync(session)));
        foreach (var candidate in view.Candidates)
            foreach (var cell in candidate.Cells.Where(c => c.State == CellState.Proposed))
            {
                var input = cell.Proposed == ProposalOutcome.NotValidated
                    ? new DecideBlockInput(session, candidate.EnrolmentId, cell.Code, Outcome.NotValidated, "Les trois sources concordent : la compétence n’est pas encore acquise.".French(), "Reprendre le bloc avec des mises en situation.")
                    : new DecideBlockInput(session, candidate.EnrolmentId, cell.Code, Outcome.Validated, "Pratique constatée en entreprise ; l’écart porte sur la présentation, non sur la maîtrise.".French(), null, new Vote(candidate.Voices - 1, 1, 0));
                Expect(await AsAsync<DecideBlock, Result>(president, u => u.ExecuteAsync(input)));
            }
    }

    private async Task<TResult> AsAsync<TUseCase, TResult>(Membership member, Func<TUseCase, Task<TResult>> act) where TUseCase : notnull
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAs(tenantId, member.Id);
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}
