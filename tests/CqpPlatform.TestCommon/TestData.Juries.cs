using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Juries.Constitution;
using CqpPlatform.Web.Features.Juries.Sealing;
using CqpPlatform.Web.Features.Juries.Sessions;
using CqpPlatform.Web.Features.Worklists.ReadWorklist;
using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.TestCommon;

/// <summary>A campaign in deliberation with a session, and the sign-ins that sit in it.</summary>
public sealed record TestJury(Campaign Campaign, Guid SessionId, Membership President, Membership OtherPresident);

public static partial class TestData
{
    /// <summary>Runs one use case as one member.</summary>
    public static async Task<TResult> RunAsync<TUseCase, TResult>(this CqpFixture fixture, Membership actor, Func<TUseCase, Task<TResult>> act) where TUseCase : notnull
    {
        await using var scope = fixture.As(actor);
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    /// <summary>What the certifier's worklist asks for on one campaign.</summary>
    public static async Task<IReadOnlyList<WorkItem>> TasksAsync(this CqpFixture fixture, TestWorld world, Campaign campaign) =>
        [.. (await fixture.RunAsync<ReadWorklist, Result<Worklist>>(world.Manager, u => u.ExecuteAsync())).Value.Items.Where(i => i.Meta[0] == $"{campaign.Name}, {campaign.CertificationCode}")];

    /// <summary>Submits every evaluation of an enrolment, « Acquis » everywhere unless told otherwise.</summary>
    /// <param name="leave">Blocks that somebody else evaluates.</param>
    public static async Task EvaluateAsync(this CqpFixture fixture, TestWorld world, Enrolment enrolment, Func<string, SourceKind, Rating>? rate = null, Guid? signedBy = null, params string[] leave)
    {
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        var version = await db.Campaigns.Where(c => c.Id == enrolment.CampaignId).Select(c => c.ReferentialVersionId).SingleAsync();
        var referential = await new ReferentialCatalogue().GetAsync(db, version);
        var begun = await db.Evaluations.Include(e => e.Ratings).Include(e => e.Signatures).AsSplitQuery().Where(e => e.EnrolmentId == enrolment.Id).ToListAsync();
        foreach (var block in enrolment.BlocksToEvaluate.Except(leave))
        {
            foreach (var source in referential.Block(block).Evaluations.Select(e => e.Source))
            {
                var started = begun.SingleOrDefault(e => e.BlockCode == block && e.Source == source);
                if (started is { IsSubmitted: true }) continue;
                var (evaluation, by) = (started ?? Evaluation.Start(enrolment.Id, block, source), new Signatory(source == SourceKind.TrainingOrganisation && signedBy is { } id ? id : Guid.NewGuid(), "GARNIER Sylvie"));
                foreach (var item in referential.Block(block).GridLines(source))
                {
                    var rating = rate?.Invoke(block, source) ?? referential.Scale.Levels[0].Rating;
                    evaluation.Rate(referential, item.Code, rating, referential.Scale.Level(rating).CommentRequired ? "À reprendre." : null, by, fixture.Clock.Now);
                }
                var submitted = evaluation.Submit(referential, by, fixture.Clock.Now);
                if (submitted.Refused) throw new InvalidOperationException(submitted.Message);
                if (started is null) db.Add(evaluation);
            }
        }
        await db.SaveChangesAsync();
    }

    public static async Task<Membership> CreateJuryMemberAsync(this CqpFixture fixture, TestWorld world, string lastName, string firstName)
    {
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        var member = Member(db, lastName, firstName, Role.JuryMember);
        await db.SaveChangesAsync();
        await using var scope = fixture.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var added = await accounts.AddPasswordAsync((await accounts.FindByIdAsync(member.AccountId.ToString()))!, Password);
        return added.Succeeded ? member : throw new InvalidOperationException(string.Join(" ", added.Errors.Select(e => e.Description)));
    }

    /// <summary>Convenes the jury of a campaign that has its enrolments and evaluations, and puts the campaign in deliberation.</summary>
    public static async Task<Guid> ConveneAsync(this CqpFixture fixture, TestWorld world, Campaign campaign, AccessRoute? route = null)
    {
        await fixture.ForceStatusAsync(world, campaign.Id, CampaignStatus.Deliberation);
        var convened = await fixture.RunAsync<ConveneJury, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new(campaign.Id, new DateOnly(2021, 12, 9), "10 rue Auber, 75009 Paris", route)));
        return convened.Succeeded ? convened.Value : throw new InvalidOperationException(convened.Message);
    }

    public static async Task<Guid> SeatAsync(this CqpFixture fixture, TestWorld world, Guid sessionId, College college, string lastName, bool presides = false, Membership? signIn = null,
        Guid? organisationId = null, Guid? companyId = null, bool vice = false)
    {
        var seated = await fixture.RunAsync<SeatMember, Result<Guid>>(world.Manager, u => u.ExecuteAsync(
            new(sessionId, lastName, "Camille", college, presides ? "présidente" : "membre", presides, signIn?.Id, organisationId, companyId) { IsVicePresident = vice }));
        return seated.Succeeded ? seated.Value : throw new InvalidOperationException(seated.Message);
    }

    /// <summary>Both presidents seal; the answer is the second one's.</summary>
    public static async Task<Result<SealAnswer>> SealByBothAsync(this CqpFixture fixture, TestJury jury)
    {
        var first = await fixture.RunAsync<SealSession, Result<SealAnswer>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, Password)));
        return first.Refused || first.Value.DocumentId is not null ? first : await fixture.RunAsync<SealSession, Result<SealAnswer>>(jury.OtherPresident, u => u.ExecuteAsync(new(jury.SessionId, Password)));
    }

    /// <summary>A jury complete for the session's rule, open, with everybody present; its president and vice-president sign in, and every declaration is signed.</summary>
    /// <param name="substitute">Seats one more, the substitute of the first employee.</param>
    public static async Task<TestJury> OpenJuryAsync(this CqpFixture fixture, TestWorld world, Campaign campaign, AccessRoute? route = null, Membership? member = null, bool substitute = false)
    {
        var sessionId = await fixture.ConveneAsync(world, campaign, route);
        var (president, other) = (await fixture.CreateJuryMemberAsync(world, "Cosson", "Béatrice"), await fixture.CreateJuryMemberAsync(world, "Nogaret", "Alain"));
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        var referential = await new ReferentialCatalogue().GetAsync(db, campaign.ReferentialVersionId);
        var session = await db.JurySessions.Include(s => s.Members).SingleAsync(s => s.Id == sessionId);
        var rule = referential.JuryFor(session.AccessRoutes[0])!;
        var unionSeats = await db.CertifierProfiles.Select(p => p.UnionSeats).SingleAsync();
        var presiding = rule.Presidency == JuryPresidency.QualifiedPerson ? College.QualifiedPersons : College.Employees;
        foreach (var seat in rule.Seats)
        {
            for (var i = 0; i < (seat.Count ?? unionSeats); i++)
            {
                var first = i == 0;
                var presides = first && (rule.Presidency switch
                {
                    JuryPresidency.Paritarian => seat.College.IsParitarian(),
                    JuryPresidency.QualifiedPerson => seat.College == College.QualifiedPersons,
                    _ => seat.College == College.Employees,
                });
                var vice = first && !presides && seat == rule.Seats.First(s => s.College != presiding && s.College != College.TrainingOrganisation);
                var second = vice || (presides && rule.Presidency == JuryPresidency.Paritarian && seat.College == College.Employers);
                var signIn = second ? other : presides ? president : seat.College == College.Employees && i == 1 ? member : null;
                Must(Result.From(session.Seat(new($"{seat.College}{i}", "Camille", seat.College, presides ? "présidente" : "membre", presides, signIn?.Id,
                    seat.College == College.TrainingOrganisation ? world.OtherOrganisation.Id : null, null, IsVicePresident: vice && rule.Presidency != JuryPresidency.Paritarian)).Errors));
            }
        }
        if (substitute) Must(Result.From(session.Seat(new("Suppléante", "Camille", College.Employees, "membre", false, null, null, null, SubstituteForId: session.Members.First(m => m.College == College.Employees).Id)).Errors));
        await db.SaveChangesAsync();
        await fixture.OpenSessionAsync(world, sessionId);
        return new TestJury(campaign, sessionId, president, other);
    }

    /// <summary>Opens a session whose seats are taken: every member of one presence; who is present has signed the statement.</summary>
    public static async Task OpenSessionAsync(this CqpFixture fixture, TestWorld world, Guid sessionId, Presence presence = Presence.Present)
    {
        var opened = await fixture.RunAsync<OpenSession, Result>(world.Manager, u => u.ExecuteAsync(new(sessionId)));
        if (opened.Refused) throw new InvalidOperationException(opened.Message);
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        var session = await db.JurySessions.Include(s => s.Members).Include(s => s.Statements).AsSplitQuery().SingleAsync(s => s.Id == sessionId);
        foreach (var seated in session.Members)
        {
            Must(session.Attend(seated.Id, presence, null, QuorumRule.Default));
            if (presence == Presence.Present) Must(session.SignStatement(seated.Id, onPaper: true, new Signatory(world.Manager.Id, "MOREL Hélène"), fixture.Clock.Now));
        }
        await db.SaveChangesAsync();
    }
}
