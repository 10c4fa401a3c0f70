using CqpPlatform.Domain.Commissions;

namespace CqpPlatform.Domain.Tests.Commissions;

public sealed class OralTests
{
    private static readonly Guid First = Guid.NewGuid(), Second = Guid.NewGuid(), Third = Guid.NewGuid();
    private static readonly TimeOnly Nine = new(9, 0);

    [Fact]
    public void An_examiner_hears_one_candidate_at_a_time_alone_or_with_another()
    {
        var day = Day();
        day.Plan(Guid.NewGuid(), Nine, "Salle B", First, Second).Succeeded.ShouldBeTrue();
        day.Plan(Guid.NewGuid(), Nine, "Salle C", Second).Errors.ShouldBe([CommissionErrors.ExaminerTaken(Nine)]);
        day.Plan(Guid.NewGuid(), Nine, "Salle C", Third, First).Errors.ShouldBe([CommissionErrors.ExaminerTaken(Nine)]);
        day.Plan(Guid.NewGuid(), Nine, "Salle C", Third).Succeeded.ShouldBeTrue();
        day.Plan(Guid.NewGuid(), new(10, 0), "Salle B", First, First).Errors.ShouldBe([CommissionErrors.SameExaminerTwice]);
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
        day.Plan(Guid.NewGuid(), Nine, "Salle C", Third);
        day.Replace(day.Orals[0].Id, First, Third).Errors.ShouldBe([CommissionErrors.ExaminerTaken(Nine)]);
        day.Replace(day.Orals[0].Id, First, Second).Errors.ShouldBe([CommissionErrors.SameExaminerTwice]);
        var fourth = Guid.NewGuid();
        day.Replace(day.Orals[0].Id, Second, fourth).Succeeded.ShouldBeTrue();
        day.Orals[0].Examiners.ShouldBe([First, fourth]);
    }

    [Fact]
    public void A_second_joins_who_would_be_alone_if_they_hear_nobody_else_then()
    {
        var day = Day();
        day.Plan(Guid.NewGuid(), Nine, "Salle B", First);
        day.Plan(Guid.NewGuid(), Nine, "Salle C", Third);
        var oral = day.Orals[0];
        day.Join(oral.Id, First).Errors.ShouldBe([CommissionErrors.SameExaminerTwice]);
        day.Join(oral.Id, Third).Errors.ShouldBe([CommissionErrors.ExaminerTaken(Nine)]);
        day.Join(oral.Id, Second).Succeeded.ShouldBeTrue();
        oral.Examiners.ShouldBe([First, Second]);
        day.Join(oral.Id, Guid.NewGuid()).Errors.ShouldBe([CommissionErrors.TwoAlready]);
        oral.LetOneSuffice(First, "Malade").Succeeded.ShouldBeTrue();
        day.Join(oral.Id, First).Succeeded.ShouldBeTrue("who was missing is back");
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
        day.Plan(oral.EnrolmentId, new(10, 0), "Salle B", First, Second).Succeeded.ShouldBeTrue("its candidate is planned again");
    }

    private static CommissionDay Day() => CommissionDay.Create(Guid.NewGuid(), new DateOnly(2026, 11, 21), "Paris");

    private static CommissionDay ByTwo()
    {
        var day = Day();
        day.Plan(Guid.NewGuid(), Nine, "Salle B", First, Second).Succeeded.ShouldBeTrue();
        return day;
    }
}
