using CqpPlatform.Domain.Organisations;

namespace CqpPlatform.Domain.Tests.Organisations;

public sealed class SiretTests
{
    [Theory]
    [InlineData("78440901300058", null)]
    [InlineData("35600000000048", null)]
    [InlineData("35600000049837", null)]
    [InlineData("78440901300059", "siret-key")]
    [InlineData("7844090130005", "siret-format")]
    [InlineData("7844090130005A", "siret-format")]
    public void A_siret_has_fourteen_digits_and_a_true_key_or_is_the_posts(string siret, string? refusal) => (Siret.Check(siret)?.Code).ShouldBe(refusal);
}
