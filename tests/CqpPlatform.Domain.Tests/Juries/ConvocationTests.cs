using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Tests.Juries;

public class ConvocationTests
{
    private static readonly DateTimeOffset Now = new(2021, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private readonly JurySession session = JurySession.Convene(Guid.NewGuid(), [AccessRoute.ValidationOfExperience], new DateOnly(2021, 12, 9), "Paris");

    [Fact]
    public void Nobody_is_convened_before_there_are_seats_and_an_hour()
    {
        session.MayConvene().Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.NobodyToConvene);
        Seat();
        session.MayConvene().Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.HourMissing);
        session.Prepare(new(9, 30), null);
        session.MayConvene().Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void A_letter_holds_until_the_day_the_hour_or_the_place_changes()
    {
        var member = Seat();
        session.Prepare(new(9, 30), null);
        var letter = Convocation.Send(session, member, "%PDF-"u8.ToArray(), byMail: true, new(Guid.NewGuid(), "MOREL Hélène"), Now);
        Holds().ShouldBeTrue();

        session.Prepare(new(10, 0), null);
        Holds().ShouldBeFalse();
        session.Prepare(new(9, 30), "Accueil");
        Holds().ShouldBeTrue();
        session.Reschedule(session.Date, "Lyon");
        Holds().ShouldBeFalse();

        bool Holds() => Convocation.Holds(session, letter.Date, letter.StartsAt, letter.Place);
    }

    [Fact]
    public void An_agenda_of_blanks_is_the_usual_one()
    {
        session.Prepare(new(9, 30), "  Accueil\nDélibération ");
        session.Agenda.ShouldBe("Accueil\nDélibération");
        session.Prepare(new(9, 30), "  ");
        session.Agenda.ShouldBeNull();
    }

    private JuryMember Seat() => session.Seat(new("Cosson", "Béatrice", College.Employees, "membre", IsPresident: false, null, null, null, Email: "cosson@exemple.invalid")).Value;
}
