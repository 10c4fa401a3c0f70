using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Tests.Certifiers;

public class JurySettingsTests
{
    private static readonly JuryRule Five = Rule(5), Branch = Rule(null), Two = Rule(2);

    [Theory]
    [InlineData(0, 1, 5, 60, "MinimumPerParitarianCollege")]
    [InlineData(3, 1, 5, 60, "MinimumPerParitarianCollege")]
    [InlineData(1, -1, 5, 60, "ProxiesPerMember")]
    [InlineData(1, 6, 5, 60, "ProxiesPerMember")]
    [InlineData(1, 1, 0, 60, "UnionSeats")]
    [InlineData(1, 1, 5, 7, "AppealDays")]
    [InlineData(1, 1, 5, 366, "AppealDays")]
    public void A_rule_no_jury_could_keep_is_refused_and_changes_nothing(int minimum, int proxies, int seats, int days, string field)
    {
        var profile = Profile();
        profile.SetJuries(new(minimum, proxies), seats, days, [Five, Branch, Two]).Errors.ShouldHaveSingleItem().Field.ShouldBe(field);
        (profile.Quorum, profile.UnionSeats, profile.AppealDays).ShouldBe((QuorumRule.Default, 5, Appeal.DefaultDays));
    }

    [Fact]
    public void The_seats_the_certifier_sets_bound_the_quorum_too()
    {
        Profile().SetJuries(new(4, 1), 3, 60, [Five, Branch]).Errors.ShouldHaveSingleItem().Message.ShouldContain("3 sièges par collège");
        Profile().SetJuries(new(3, 0, JuryMajority.Simple), 3, 30, [Five, Branch]).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void The_basis_of_the_majority_is_the_certifiers_where_it_sets_one()
    {
        new QuorumRule(1, 1).For(Five).Majority.ShouldBe(JuryMajority.Absolute, "as the referential declares");
        var simple = new QuorumRule(2, 0, JuryMajority.Simple).For(Five);
        Majority.Carries(simple, new Vote(3, 2, 4), 9, null).ShouldBeTrue();
        Majority.Carries(Five, new Vote(3, 2, 4), 9, null).ShouldBeFalse();
        new QuorumRule(2, 0, JuryMajority.Simple).French(simple).ShouldBe("au moins 2 membres de chaque collège paritaire présents ou représentés, aucun pouvoir, majorité des voix exprimées");
    }

    private static CertifierProfile Profile() => CertifierProfile.Create("CPNE", "Paris", "MOREL Hélène", "Présidente", 5);

    private static JuryRule Rule(int? seats) => new("", [new(College.Employees, seats, "salariés"), new(College.Employers, seats, "employeurs")], Parity: true, JuryPresidency.Simple, JuryMajority.Absolute, CastingVote: false);
}
