using CqpPlatform.Domain.Candidates;

namespace CqpPlatform.Domain.Tests.Candidates;

public sealed class PersonIndexTests
{
    private static readonly KnownPerson Known = new(Guid.NewGuid(), PersonKey.Of("Béranger-Noël", "Hélène, Marie", new(1994, 3, 11)));
    private readonly PersonIndex registry = new([Known]);

    [Theory]
    [InlineData("BERANGER NOEL", "Hélène Marie", "1994-03-11", Likeness.Same)]
    [InlineData("Béranger - Noël", "helene,marie", "1994-03-11", Likeness.Same)]
    [InlineData("Berangernoel", "Hélène, Marie", "1994-03-11", Likeness.Same)]
    [InlineData("Béranger-Noël", "Marie, Hélène", "1994-03-11", Likeness.OtherFirstNames)]
    [InlineData("Béranger-Noël", "Hélène", "1994-03-11", Likeness.OtherFirstNames)]
    [InlineData("Béranger-Noël", "Hélène, Marie, Jeanne", "1994-03-11", Likeness.OtherFirstNames)]
    [InlineData("Béranger-Noël", "Hélène, Marie", "1994-11-03", Likeness.SwappedBirthDate)]
    [InlineData("Béranger-Noël", "Marie", "1994-11-03", Likeness.SwappedBirthDate)]
    public void A_person_is_found_again_however_they_were_written(string name, string firstNames, string born, Likeness likeness) =>
        registry.Find(PersonKey.Of(name, firstNames, DateOnly.Parse(born))).ShouldBe([new(Known.CandidateId, likeness)]);

    [Theory]
    [InlineData("Béranger", "Hélène, Marie", "1994-03-11")]
    [InlineData("Béranger-Noël", "Hélène, Jeanne", "1994-03-11")]
    [InlineData("Béranger-Noël", "Hélène, Marie", "1994-03-12")]
    [InlineData("Béranger-Noël", "Hélène, Marie", "1995-03-11")]
    public void Somebody_else_is_not(string name, string firstNames, string born) =>
        registry.Find(PersonKey.Of(name, firstNames, DateOnly.Parse(born))).ShouldBeEmpty();

    [Fact]
    public void Nobody_resembles_themselves_and_the_likest_comes_first()
    {
        var twin = new KnownPerson(Guid.NewGuid(), PersonKey.Of("Beranger Noel", "Hélène", new(1994, 3, 11)));
        registry.Add(twin);
        registry.Find(Known.Key, except: Known.CandidateId).ShouldBe([new(twin.CandidateId, Likeness.OtherFirstNames)]);
        registry.Find(Known.Key).Select(m => m.Likeness).ShouldBe([Likeness.Same, Likeness.OtherFirstNames]);
    }
}
