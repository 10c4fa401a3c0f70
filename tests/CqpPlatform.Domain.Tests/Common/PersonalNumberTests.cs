using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Tests.Common;

public sealed class PersonalNumberTests
{
    [Theory]
    [InlineData("1841276451089 46")]
    [InlineData("184127645108946")]
    [InlineData("1 84 12 76 451 089 46")]
    [InlineData("son numéro est le 2.84.12.76.451.089, à vérifier")]
    [InlineData("1 84 12 2A 451 089 33")]
    public void A_nir_is_recognised_however_it_is_typed(string text) => PersonalNumber.IsIn(text).ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("06 39 98 41 07")]
    [InlineData("SIRET 012 345 674 00018")]
    [InlineData("78440901300058")]
    [InlineData("RNCP31391BC04, le 14/03/1994, 12 rue des 2 Ponts")]
    [InlineData("1 84 12 76 451 089 45")]
    public void Other_numbers_are_not(string? text) => PersonalNumber.IsIn(text).ShouldBeFalse();
}
