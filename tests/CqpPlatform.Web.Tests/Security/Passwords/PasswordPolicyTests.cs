using CqpPlatform.Web.Security.Passwords;

namespace CqpPlatform.Web.Tests.Security.Passwords;

public sealed class PasswordPolicyTests
{
    private static readonly string[] Names = ["Lefèvre", "Camille", "camille.lefevre@exemple.invalid", "CPNE du courtage d’assurances", "cpne-courtage", "Institut Corvalle"];

    [Theory]
    [InlineData("trois tasses sur la fenêtre")]
    [InlineData("une phrase de passe longue")]
    [InlineData("739154826017")]
    [InlineData("xkqvztmbwrpl")]
    [InlineData("LE BATEAU BLEU DORT")]
    [InlineData("la fée a mis ses lunettes 🦉🦉")]
    public void Any_kind_of_characters_will_do(string password) => PasswordPolicy.Check(password, Names).Message.ShouldBe("");

    [Theory]
    [InlineData(null, "12 caractères")]
    [InlineData("", "12 caractères")]
    [InlineData("onze lettre", "12 caractères")]
    [InlineData("🦉🦉🦉🦉🦉🦉", "12 caractères")]
    [InlineData("Password1234", "plus essayés")]
    [InlineData("P@ssw0rd1234!", "plus essayés")]
    [InlineData("123456789012", "plus essayés")]
    [InlineData("aaaaaaaaaaaa", "plus essayés")]
    [InlineData("azertyazerty", "plus essayés")]
    [InlineData("QWERTYUIOP123456", "plus essayés")]
    [InlineData("motdepasse-2026", "plus essayés")]
    [InlineData("camille dans les bois", "votre nom")]
    [InlineData("LEFEVRE en vacances", "votre nom")]
    [InlineData("mon institut préféré", "votre nom")]
    [InlineData("CqpPlatform2026!", "en premier")]
    [InlineData("certification2026", "en premier")]
    public void What_others_would_try_first_is_refused(string? password, string reason) =>
        PasswordPolicy.Check(password, Names).Message.Replace('\u00a0', ' ').ShouldContain(reason);

    [Fact]
    public void A_password_has_room_for_a_long_phrase_but_not_for_a_book()
    {
        var phrase = string.Concat(Enumerable.Range(0, 40).Select(i => (char)('a' + i % 23) + "é"));
        PasswordPolicy.Check(phrase).Succeeded.ShouldBeTrue();
        PasswordPolicy.Check(string.Concat(phrase, phrase)).Refused.ShouldBeTrue();
    }

    [Fact]
    public void Every_listed_password_is_refused_in_capitals_and_with_a_year_after_it()
    {
        using var stream = typeof(PasswordPolicy).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        var listed = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith("# ", StringComparison.Ordinal)).ToList();
        listed.Count.ShouldBeGreaterThan(10_000);
        listed.Count(l => l.Length >= PasswordPolicy.MinLength).ShouldBeGreaterThan(300);
        listed.Where(l => !PasswordPolicy.IsCommon(l.ToUpperInvariant())).ShouldBeEmpty();
        listed.Take(3000).Where(l => l.Any(char.IsLetter) && !PasswordPolicy.IsCommon(l + "2026!!")).ShouldBeEmpty();
    }
}
