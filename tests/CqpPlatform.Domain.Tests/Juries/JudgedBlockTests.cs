using CqpPlatform.Domain.Juries;

namespace CqpPlatform.Domain.Tests.Juries;

public class JudgedBlockTests
{
    [Theory]
    [InlineData(Outcome.NotValidated, Outcome.Validated, "décision réformée")]
    [InlineData(Outcome.Adjourned, Outcome.Validated, "décision réformée")]
    [InlineData(Outcome.NotValidated, Outcome.NotValidated, "décision maintenue")]
    [InlineData(Outcome.Adjourned, Outcome.Adjourned, "décision maintenue")]
    [InlineData(Outcome.NotValidated, Outcome.Adjourned, "décision modifiée")]
    [InlineData(Outcome.Adjourned, Outcome.NotValidated, "décision modifiée")]
    public void A_decision_is_maintained_only_where_the_jury_says_the_same(Outcome before, Outcome after, string said)
    {
        AppealState.Settled.French([new("BC1", before, after), new("BC2", before, after)]).ShouldBe(said);
    }

    [Fact]
    public void Blocks_that_fared_differently_are_told_apart()
    {
        JudgedBlock[] judged = [new("BC1", Outcome.NotValidated, Outcome.NotValidated), new("BC2", Outcome.NotValidated, Outcome.Validated), new("BC3", Outcome.Adjourned, Outcome.NotValidated), new("BC4", Outcome.Adjourned, Outcome.Validated)];
        AppealState.Settled.French(judged).ShouldBe("décision réformée pour BC2 et BC4, modifiée pour BC3, maintenue pour BC1");
        AppealState.Referred.French([]).ShouldBe("transmis à un jury");
    }
}
