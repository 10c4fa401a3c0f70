using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Tests.Juries;

public class ResultsTests
{
    private static readonly DateTimeOffset Now = new(2021, 12, 9, 9, 0, 0, TimeSpan.Zero);
    private static readonly JuryRule One = new("Un collège", [new(College.QualifiedPersons, 1, "personne qualifiée")], false, JuryPresidency.QualifiedPerson, JuryMajority.Absolute, CastingVote: false);

    [Fact]
    public void Results_are_told_at_the_seal_unless_they_are_kept()
    {
        var session = Open();
        session.ResultsAreOut(Now).ShouldBeFalse("nothing is sealed");
        session.Seal("X-2021-PV-00001", Now);
        session.ResultsAreOut(Now).ShouldBeTrue();
        session.HoldResults(Now.AddDays(1), Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.ResultsOut);
    }

    [Fact]
    public void Kept_results_are_told_at_their_hour_which_changes_or_goes_until_then()
    {
        var session = Open();
        session.HoldResults(Now.AddHours(2), Now).Succeeded.ShouldBeTrue();
        session.Seal("X-2021-PV-00001", Now);
        session.ResultsAreOut(Now.AddHours(1)).ShouldBeFalse();
        session.HoldResults(null, Now.AddHours(1)).Succeeded.ShouldBeTrue();
        session.ResultsAreOut(Now.AddYears(1)).ShouldBeFalse("no hour is chosen any more");
        session.HoldResults(Now.AddHours(5), Now.AddHours(1)).Succeeded.ShouldBeTrue();
        session.ResultsAreOut(Now.AddHours(5)).ShouldBeTrue();
        session.HoldResults(null, Now.AddHours(5)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.ResultsOut);
        session.ReleaseResults(Now.AddHours(5)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.ResultsOut);
    }

    [Fact]
    public void An_hour_is_to_come_and_results_may_be_told_at_once()
    {
        var session = Open();
        session.HoldResults(Now, Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.ResultsHourPast);
        session.HoldResults(null, Now);
        session.Seal("X-2021-PV-00001", Now);
        session.ReleaseResults(Now).Succeeded.ShouldBeTrue();
        session.ResultsAreOut(Now).ShouldBeTrue();
    }

    private static JurySession Open()
    {
        var session = JurySession.Convene(Guid.NewGuid(), [AccessRoute.ValidationOfExperience], new DateOnly(2021, 12, 9), "Paris");
        session.Seat(new("Cosson", "Béatrice", College.QualifiedPersons, "présidente", IsPresident: true, null, null, null));
        session.Open(One, 0, [], session.Date, Now).Message.ShouldBe("");
        return session;
    }
}
