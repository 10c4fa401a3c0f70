using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Tests.Juries;

/// <summary>The three juries of the fiches, every way of filling their seats, against a count written from the fiches and not from the code.</summary>
public class JuryCompositionTests
{
    private static readonly DateOnly Day = new(2021, 12, 9);

    internal static readonly JuryRule Brokers = new("5 + 5 + 2 + 1",
        [new(College.Employees, 5, "organisations syndicales"), new(College.Employers, 5, "CSCA"), new(College.Experts, 2, "experts"), new(College.TrainingOrganisation, 1, "organisme")],
        true, JuryPresidency.Simple, JuryMajority.Absolute, CastingVote: false);

    internal static readonly JuryRule Insurers = new("N + N",
        [new(College.Employees, null, "syndicats"), new(College.Employers, null, "employeurs")], true, JuryPresidency.Paritarian, JuryMajority.Absolute, CastingVote: false);

    internal static readonly JuryRule Experience = new("VAE",
        [new(College.Employees, 2, "salariés"), new(College.Employers, 2, "employeurs"), new(College.QualifiedPersons, 1, "personne qualifiée", AtLeast: true)],
        true, JuryPresidency.QualifiedPerson, JuryMajority.Absolute, CastingVote: true);

    [Fact]
    public void Every_filling_of_the_brokers_seats_passes_exactly_when_it_is_five_five_two_and_one()
    {
        for (var filling = 0; filling < 7 * 7 * 4 * 3; filling++)
        {
            int employees = filling % 7, employers = filling / 7 % 7, experts = filling / 49 % 4, trainers = filling / 196;
            var jury = Jury([(College.Employees, employees), (College.Employers, employers), (College.Experts, experts), (College.TrainingOrganisation, trainers)]);
            var whole = $"{employees}{employers}{experts}{trainers}" == "5521";
            if (whole) Preside(jury, College.Employees, College.Employers);
            JuryComposition.Check(Brokers, 0, jury.Members, Day).Any().ShouldBe(!whole, $"{employees} + {employers} + {experts} + {trainers}");
        }
    }

    [Fact]
    public void Every_filling_of_the_insurers_seats_follows_the_tenant_s_number()
    {
        for (var unions = 1; unions <= 5; unions++)
            for (var employees = 0; employees <= 6; employees++)
                for (var employers = 0; employers <= 6; employers++)
                {
                    var jury = Jury([(College.Employees, employees), (College.Employers, employers)]);
                    if (employees > 0 && employers > 0) Preside(jury, College.Employees, College.Employers);
                    var errors = JuryComposition.Check(Insurers, unions, jury.Members, Day).Select(e => e.Code).ToList();
                    (errors.Count == 0).ShouldBe(employees == unions && employers == unions);
                    errors.Contains("jury-not-paritarian").ShouldBe(employees != employers);
                }
    }

    [Fact]
    public void The_experience_delegation_is_two_two_and_at_least_one_qualified_person_who_presides()
    {
        var colleges = new[] { College.Employees, College.Employers, College.QualifiedPersons };
        foreach (var president in colleges)
            foreach (var vice in colleges)
                for (var qualified = 0; qualified <= 3; qualified++)
                {
                    if (qualified == 0 && (president == College.QualifiedPersons || vice == College.QualifiedPersons)) continue;
                    if (qualified == 1 && president == vice && vice == College.QualifiedPersons) continue;
                    var jury = Jury([(College.Employees, 2), (College.Employers, 2), (College.QualifiedPersons, qualified)]);
                    Preside(jury, president, vice);
                    var wanted = qualified >= 1 && president == College.QualifiedPersons && vice != College.QualifiedPersons;
                    JuryComposition.Check(Experience, 0, jury.Members, Day).Any().ShouldBe(!wanted, $"{president}, {vice}, {qualified}");
                }
    }

    [Fact]
    public void President_and_vice_president_come_from_different_colleges_and_are_two_at_most()
    {
        var jury = Whole();
        Preside(jury, College.Employees, College.Employees);
        Codes(jury).ShouldBe(["jury-vice-president-missing"]);
        jury.Designate(Brokers, jury.Members.First(m => m.College == College.Employees).Id, null);
        Codes(jury).ShouldBe(["jury-vice-president-missing"]);

        Preside(jury, College.Employees, College.Employers);
        Codes(jury).ShouldBeEmpty();
        var expert = jury.Members.First(m => m.College == College.Experts);
        jury.Unseat(expert.Id);
        jury.Seat(Holder("Troisième", College.Experts) with { IsVicePresident = true });
        Codes(jury).ShouldBe(["jury-presidency-exceeded"]);
    }

    [Fact]
    public void A_session_does_not_open_before_its_day()
    {
        var jury = Whole();
        Preside(jury, College.Employees, College.Employers);
        jury.Open(Brokers, 0, [], jury.Date.AddDays(-1), default).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.BeforeItsDay(jury.Date));
        jury.Open(Brokers, 0, [], jury.Date.AddDays(1), default).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void A_president_who_leaves_is_replaced_in_session_by_somebody_who_keeps_two_colleges_presiding()
    {
        var jury = Whole();
        Preside(jury, College.Employees, College.Employers);
        jury.Open(Brokers, 0, [], jury.Date, new DateTimeOffset(2021, 12, 9, 9, 0, 0, TimeSpan.Zero)).Succeeded.ShouldBeTrue();
        Guid[] employers = [.. jury.Members.Where(m => m.College == College.Employers).Select(m => m.Id)];

        jury.Designate(Brokers, employers[0], employers[1]).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.NoVicePresident);
        jury.Members.Single(m => m.IsPresident).College.ShouldBe(College.Employees);
        jury.Designate(Brokers, employers[0], jury.Members.First(m => m.College == College.Experts).Id).Succeeded.ShouldBeTrue();
        jury.Members.Single(m => m.IsPresident).Id.ShouldBe(employers[0]);
    }

    [Theory]
    [InlineData("présidente", "membre")]
    [InlineData("Vice-présidente de séance", "membre")]
    [InlineData("présidente de la branche", "présidente de la branche")]
    public void Whoever_presides_no_more_is_not_said_to_preside_by_their_quality(string quality, string after)
    {
        var jury = Jury([(College.Employees, 4), (College.Employers, 5), (College.Experts, 2), (College.TrainingOrganisation, 1)]);
        var first = jury.Seat(Holder("Cosson", College.Employees) with { Quality = quality, IsPresident = true }).Value;
        var next = jury.Members.First(m => m.College == College.Employees);
        var vice = jury.Members.First(m => m.College == College.Employers);
        jury.Designate(Brokers, first.Id, vice.Id).Succeeded.ShouldBeTrue();
        first.QualityTold.ShouldBe(quality);

        jury.Designate(Brokers, next.Id, vice.Id).Succeeded.ShouldBeTrue();

        (first.QualityTold, next.QualityTold, next.IsPresident).ShouldBe((after, "membre", true));
        jury.Designate(Brokers, first.Id, vice.Id).Succeeded.ShouldBeTrue();
        first.QualityTold.ShouldBe(quality, "they preside again");
    }

    [Fact]
    public void The_presidency_passes_from_one_paritarian_college_to_the_other()
    {
        JuryComposition.NextToPreside(Brokers, College.Employees).ShouldBe(College.Employers);
        JuryComposition.NextToPreside(Brokers, College.Employers).ShouldBe(College.Employees);
        JuryComposition.NextToPreside(Brokers, null).ShouldBeNull();
        JuryComposition.NextToPreside(Insurers, College.Employees).ShouldBeNull("both colleges preside together");
        JuryComposition.NextToPreside(Experience, College.Employees).ShouldBeNull("the qualified person presides");
    }

    [Fact]
    public void A_substitute_takes_no_seat_follows_one_titular_of_the_same_college_and_never_presides()
    {
        var jury = Whole();
        Preside(jury, College.Employees, College.Employers);
        var titular = jury.Members.First(m => m.College == College.Employees);

        jury.Seat(Holder("S1", College.Employees) with { SubstituteForId = titular.Id }).Succeeded.ShouldBeTrue();
        Codes(jury).ShouldBeEmpty();
        jury.Seat(Holder("S2", College.Employees) with { SubstituteForId = titular.Id }).Errors.ShouldHaveSingleItem().Code.ShouldBe("substitute-taken");
        jury.Seat(Holder("S3", College.Employers) with { SubstituteForId = titular.Id }).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.TitularUnknown);
        jury.Seat(Holder("S4", College.Employees) with { SubstituteForId = jury.Members[^1].Id }).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.TitularUnknown);
        jury.Seat(Holder("S5", College.Employees) with { SubstituteForId = jury.Members[1].Id, IsVicePresident = true }).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.SubstitutePresides);
        jury.Unseat(titular.Id).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.SubstituteFirst);
    }

    [Fact]
    public void A_mandate_that_does_not_cover_the_day_is_named_with_its_date()
    {
        var jury = JurySession.Convene(Guid.NewGuid(), [AccessRoute.ContinuingEducation], Day, "Paris");
        jury.Seat(Holder("Amrani", College.Employees) with { MandateFrom = Day, MandateUntil = Day });
        jury.Seat(Holder("Cosson", College.Employees) with { MandateUntil = Day.AddDays(-1) });
        jury.Seat(Holder("Prudent", College.Employees) with { MandateFrom = Day.AddDays(1) });

        JuryComposition.Check(Brokers, 0, jury.Members, Day).Where(e => e.Code == "jury-out-of-mandate").Select(e => e.Message.Replace('\u00a0', ' ')).ShouldBe([
            "COSSON Camille : mandat terminé le 08/12/2021, la séance est le 09/12/2021.", "PRUDENT Camille : mandat commençant le 10/12/2021, la séance est le 09/12/2021."]);
    }

    private static List<string> Codes(JurySession jury) => [.. JuryComposition.Check(Brokers, 0, jury.Members, Day).Select(e => e.Code)];

    private static JurySession Whole() => Jury([(College.Employees, 5), (College.Employers, 5), (College.Experts, 2), (College.TrainingOrganisation, 1)]);

    private static JurySession Jury(IEnumerable<(College College, int Count)> colleges)
    {
        var jury = JurySession.Convene(Guid.NewGuid(), [AccessRoute.ContinuingEducation], Day, "Paris");
        foreach (var (college, count) in colleges)
            for (var i = 0; i < count; i++) jury.Seat(Holder($"{college}{i}", college));
        return jury;
    }

    private static void Preside(JurySession jury, College president, College vice)
    {
        var first = jury.Members.First(m => m.College == president).Id;
        jury.Designate(Brokers, first, jury.Members.First(m => m.College == vice && m.Id != first).Id).Succeeded.ShouldBeTrue();
    }

    private static JurySeatHolder Holder(string name, College college) => new(name, "Camille", college, "membre", false, null, null, null);
}
