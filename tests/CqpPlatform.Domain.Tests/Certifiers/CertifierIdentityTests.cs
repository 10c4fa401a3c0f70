using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Tests.Certifiers;

public sealed class CertifierIdentityTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 15, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 26);
    private static readonly Signatory Manager = new(Guid.NewGuid(), "MOREL Hélène");
    private static readonly IdentityContent Burgundy = new("#7a1f2b", "#8a5a1f", Logo: [1, 2], Delegate: new("Marie DUPONT", "déléguée générale", new(2026, 3, 3)));

    [Fact]
    public void Each_version_follows_the_last_and_leaves_it_as_it_was()
    {
        var first = After(null, Burgundy).Value;
        var second = After(first, Burgundy with { Accent = "#14532d" }).Value;
        (first.Version, second.Version).ShouldBe((1, 2));
        first.Content.SameAs(Burgundy).ShouldBeTrue();
        (second.Accent, second.SavedBy, second.SavedAt).ShouldBe(("#14532d", "MOREL Hélène", Now));
    }

    [Fact]
    public void The_same_identity_again_is_no_version()
    {
        var first = After(null, Burgundy).Value;
        After(first, Burgundy with { Logo = [1, 2] }).Errors.ShouldBe([IdentityErrors.NothingChanged]);
        After(first, Burgundy with { Logo = [1, 3] }).Value.Version.ShouldBe(2);
        After(null, IdentityContent.Default).Errors.ShouldBe([IdentityErrors.NothingChanged]);
    }

    [Theory]
    [InlineData("#777777", "#777777", null)] // 4.48: enough for a rule, not for a title
    [InlineData("#767676", "#949494", "")]
    [InlineData("#767676", "#969696", "Ornament")]
    [InlineData("red", "#000000", "Accent")]
    public void A_colour_that_reads_badly_on_paper_is_refused(string accent, string ornament, string? refused)
    {
        var result = After(null, new(accent, ornament));
        result.Errors.Select(e => e.Field).ShouldBe(refused switch { null => ["Accent"], "" => [], _ => [refused] });
    }

    [Fact]
    public void Contrast_is_that_of_WCAG()
    {
        ColourContrast.OnWhite("#000000").ShouldBe(21, 0.001);
        ColourContrast.OnWhite("#ffffff").ShouldBe(1, 0.001);
        ColourContrast.OnWhite("#767676").ShouldBe(4.54, 0.005);
        ColourContrast.Clean(" #1B4B6B ").ShouldBe("#1b4b6b");
        ColourContrast.Clean("#1b4b6b; fill: url(x)").ShouldBeNull();
    }

    [Fact]
    public void A_delegate_has_a_name_a_quality_and_a_delegation_that_has_begun()
    {
        After(null, Burgundy with { Delegate = new("Marie DUPONT", " ", Today) }).Errors.ShouldBe([IdentityErrors.DelegateIncomplete]);
        After(null, Burgundy with { Delegate = new("Marie DUPONT", "déléguée", Today.AddDays(1)) }).Errors.ShouldBe([IdentityErrors.DelegatedInTheFuture]);
        After(null, Burgundy with { Delegate = new("Marie DUPONT", "déléguée", Today) }).Succeeded.ShouldBeTrue();
    }

    private static Result<CertifierIdentity> After(CertifierIdentity? last, IdentityContent content) => CertifierIdentity.After(last, content, Manager, Now, Today);
}
