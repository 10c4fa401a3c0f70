using CqpPlatform.Domain.Commissions;

namespace CqpPlatform.Domain.Tests.Commissions;

public sealed class OralTests
{
    private static readonly Guid First = Guid.NewGuid(), Second = Guid.NewGuid(), Third = Guid.NewGuid();
    private static readonly TimeOnly Nine = new(9, 0);

    private readonly Agenda agenda = new();

    [Fact]
    public void An_examiner_hears_one_candidate_at_a_time_alone_or_with_another()
    {
        var day = ByTwo();
        var first = new Hearing(day.Orals[0], null);
        day.Plan(agenda, Guid.NewGuid(), Nine, "Salle C", Second).Errors.ShouldBe([CommissionErrors.ExaminerBusy(first)]);
        day.Plan(agenda, Guid.NewGuid(), Nine, "Salle C", Third, First).Errors.ShouldBe([CommissionErrors.ExaminerBusy(first)]);
        day.Plan(agenda, Guid.NewGuid(), Nine, "Salle C", Third).Succeeded.ShouldBeTrue();
        day.Plan(agenda, Guid.NewGuid(), new(10, 0), "Salle B", First, First).Errors.ShouldBe([CommissionErrors.SameExaminerTwice]);
    }

    [Theory]
    [InlineData("09:30", 45, null, "another starts before it ends")]
    [InlineData("08:30", 45, null, "it starts before another ends")]
    [InlineData("08:00", 180, null, "one covers the other")]
    [InlineData("08:15", 45, "Tiers temps", "its extra time counts")]
    [InlineData("08:15", 45, null, null)]
    [InlineData("09:45", 45, "Tiers temps", null)]
    public void An_oral_lasts_from_its_hour_to_its_end_and_another_begins_then(string at, int minutes, string? adaptations, string? taken) =>
        ByTwo().Plan(agenda, Guid.NewGuid(), TimeOnly.Parse(at, null), "Salle C", Second, null, minutes, adaptations).Refused.ShouldBe(taken is not null, taken);

    [Fact]
    public void An_examiner_who_hears_somebody_in_another_campaign_is_not_planned_joins_nobody_and_replaces_nobody_meanwhile()
    {
        var other = Day();
        other.Plan(agenda, Guid.NewGuid(), new(9, 50), "Salle A", Third, null, 30, "Tiers temps").Succeeded.ShouldBeTrue();
        var day = Day();
        day.Plan(agenda, Guid.NewGuid(), new(10, 25), "Salle B", First).Succeeded.ShouldBeTrue();
        var oral = day.Orals[0].Id;

        day.Plan(agenda, Guid.NewGuid(), new(9, 10), "Salle B", Second, Third).Message.ShouldContain("de 09:50 à 10:30, et");
        day.Join(agenda, oral, Third).Message.ShouldBe("Cet examinateur entend déjà un candidat ce jour-là de 09:50 à 10:30\u00a0: choisissez-en un autre.");
        day.Replace(agenda, oral, First, Third).Errors.ShouldBe([CommissionErrors.ExaminerTaken(new(other.Orals[0], "Tiers temps"))]);
        day.Join(agenda, oral, Second).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Tiers temps à l’oral", 45, 60)]
    [InlineData("salle au rez-de-chaussée, tiers-temps", 20, 27)]
    [InlineData("Tiers temps à l’écrit", 45, 45)]
    [InlineData("Tiers temps à l’écrit et à l’oral", 45, 60)]
    [InlineData("tiers temps pour les épreuves écrites", 45, 45)]
    [InlineData("À l’écrit, tiers temps", 45, 45)]
    [InlineData("Tiers temps. Sujet écrit en gros caractères", 45, 60)]
    [InlineData("sujet en gros caractères", 45, 45)]
    [InlineData(null, 30, 30)]
    public void Whoever_is_granted_a_third_more_has_it_at_the_oral(string? adaptations, int planned, int granted) =>
        Oral.MinutesFor(planned, adaptations).ShouldBe(granted);

    [Fact]
    public void One_of_two_may_suffice_and_the_certifier_says_why()
    {
        var oral = ByTwo().Orals[0];
        oral.LetOneSuffice(First, " ").Errors.ShouldBe([CommissionErrors.AloneReasonRequired]);
        oral.LetOneSuffice(Third, "Absent").Errors.ShouldBe([CommissionErrors.NotOfThisOral]);
        oral.LetOneSuffice(First, " Train supprimé ").Succeeded.ShouldBeTrue();
        (oral.Examiners.Single(), oral.AbsentExaminerId, oral.AloneReason, oral.ByTwo).ShouldBe((Second, First, "Train supprimé", false));
        oral.LetOneSuffice(Second, "Absente aussi").Errors.ShouldBe([CommissionErrors.OneAlready]);
    }

    [Fact]
    public void Another_takes_a_seat_if_they_hear_nobody_else_then()
    {
        var day = ByTwo();
        day.Plan(agenda, Guid.NewGuid(), Nine, "Salle C", Third);
        day.Replace(agenda, day.Orals[0].Id, First, Third).Errors.ShouldBe([CommissionErrors.ExaminerTaken(new(day.Orals[1], null))]);
        day.Replace(agenda, day.Orals[0].Id, First, Second).Errors.ShouldBe([CommissionErrors.SameExaminerTwice]);
        var fourth = Guid.NewGuid();
        day.Replace(agenda, day.Orals[0].Id, Second, fourth).Succeeded.ShouldBeTrue();
        day.Orals[0].Examiners.ShouldBe([First, fourth]);
    }

    [Fact]
    public void A_second_joins_who_would_be_alone_if_they_hear_nobody_else_then()
    {
        var day = Day();
        day.Plan(agenda, Guid.NewGuid(), Nine, "Salle B", First);
        day.Plan(agenda, Guid.NewGuid(), Nine, "Salle C", Third);
        var oral = day.Orals[0];
        day.Join(agenda, oral.Id, First).Errors.ShouldBe([CommissionErrors.SameExaminerTwice]);
        day.Join(agenda, oral.Id, Third).Errors.ShouldBe([CommissionErrors.ExaminerTaken(new(day.Orals[1], null))]);
        day.Join(agenda, oral.Id, Second).Succeeded.ShouldBeTrue();
        oral.Examiners.ShouldBe([First, Second]);
        day.Join(agenda, oral.Id, Guid.NewGuid()).Errors.ShouldBe([CommissionErrors.TwoAlready]);
        oral.LetOneSuffice(First, "Malade").Succeeded.ShouldBeTrue();
        day.Join(agenda, oral.Id, First).Succeeded.ShouldBeTrue("who was missing is back");
        (oral.AbsentExaminerId, oral.AloneReason).ShouldBe((null, null));
    }

    [Fact]
    public void An_oral_is_taken_back_while_nothing_is_written_of_it()
    {
        var day = ByTwo();
        var oral = day.Orals[0];
        day.Cancel(oral.Id, ["BC5", "BC4"]).Message.ShouldBe("Cet oral ne s’annule plus\u00a0: la grille de BC4 et BC5 est commencée. Si l’examinateur ne peut pas l’entendre, remplacez-le.");
        day.Orals.ShouldHaveSingleItem();
        day.Cancel(oral.Id, []).Succeeded.ShouldBeTrue();
        day.Orals.ShouldBeEmpty();
        day.Plan(agenda, oral.EnrolmentId, new(10, 0), "Salle B", First, Second).Succeeded.ShouldBeTrue("its candidate is planned again");
    }

    private static CommissionDay Day() => CommissionDay.Create(Guid.NewGuid(), new DateOnly(2026, 11, 21), "Paris");

    private CommissionDay ByTwo()
    {
        var day = Day();
        day.Plan(agenda, Guid.NewGuid(), Nine, "Salle B", First, Second).Succeeded.ShouldBeTrue();
        return day;
    }
}
