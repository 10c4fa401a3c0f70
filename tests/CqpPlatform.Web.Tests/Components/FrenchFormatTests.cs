using CqpPlatform.Web.Components;

namespace CqpPlatform.Web.Tests.Components;

public class FrenchFormatTests
{
    private static readonly DateOnly Today = new(2021, 11, 17);

    [Fact]
    public void A_date_is_written_day_first() => FrenchFormat.Date(new DateOnly(2021, 12, 9)).ShouldBe("09/12/2021");

    [Fact]
    public void A_long_date_names_the_day_and_the_month() => FrenchFormat.LongDate(Today).ShouldBe("mercredi 17 novembre 2021");

    [Fact]
    public void The_first_of_a_month_is_an_ordinal() => FrenchFormat.PlainDate(new DateOnly(2022, 4, 1)).ShouldBe("1er avril 2022");

    [Theory]
    [InlineData("2021-07-01T12:32:00Z", "14:32")]
    [InlineData("2021-12-01T12:32:00Z", "13:32")]
    public void An_instant_is_told_in_Paris_time_summer_and_winter(string instant, string expected) =>
        FrenchFormat.Time(DateTimeOffset.Parse(instant)).ShouldBe(expected);

    [Fact]
    public void The_day_of_an_instant_is_the_day_in_Paris() =>
        FrenchFormat.Date(DateTimeOffset.Parse("2021-12-08T23:30:00Z")).ShouldBe("09/12/2021");

    [Theory]
    [InlineData("14/03/1994")]
    [InlineData("14-03-1994")]
    [InlineData("14.3.1994")]
    [InlineData(" 14 03 1994 ")]
    [InlineData("14031994")]
    public void A_date_is_read_however_it_is_separated(string typed) => FrenchFormat.ParseDate(typed).ShouldBe(new DateOnly(1994, 3, 14));

    [Theory]
    [InlineData("31/02/1996")]
    [InlineData("03/14/1994")]
    [InlineData("14/03/94")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_date_is_not_guessed(string? typed) => FrenchFormat.ParseDate(typed).ShouldBeNull();

    [Theory]
    [InlineData(-5, "5\u00A0jours de retard")]
    [InlineData(-1, "1\u00A0jour de retard")]
    [InlineData(0, "Aujourd’hui")]
    [InlineData(1, "Demain")]
    [InlineData(22, "Dans\u00A022\u00A0jours")]
    public void A_delay_is_told_relative_to_today(int days, string expected) => FrenchFormat.Delay(Today.AddDays(days), Today).ShouldBe(expected);

    [Theory]
    [InlineData(0, "0\u00A0candidat")]
    [InlineData(1, "1\u00A0candidat")]
    [InlineData(2, "2\u00A0candidats")]
    [InlineData(3480, "3\u202F480\u00A0candidats")]
    public void The_plural_begins_at_two(int number, string expected) => FrenchFormat.Count(number, "candidat").ShouldBe(expected);

    [Fact]
    public void Progress_takes_the_plural_of_what_is_done() =>
        FrenchFormat.OutOf(518, 777, "évaluation remise", "évaluations remises").ShouldBe("518\u00A0évaluations remises sur\u00A0777");
}
