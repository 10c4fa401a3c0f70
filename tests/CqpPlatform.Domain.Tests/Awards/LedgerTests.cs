using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Domain.Tests.Referentials;

namespace CqpPlatform.Domain.Tests.Awards;

public sealed class RemainingBlocksTests
{
    private static IReadOnlyList<RemainingBlocks> Of(Composition composition, params string[] held) => RemainingBlocks.Of(LedgerTests.Certification("RNCP31391", composition), held.ToHashSet());

    [Fact]
    public void Everything_is_left_to_whoever_holds_nothing() =>
        Of(TestReferentials.Rncp31391)[0].French().ShouldBe("il manque BC1, BC2, BC3, BC4 et BC5, et deux blocs parmi BC6, BC7, BC8 et BC9");

    [Fact]
    public void The_option_nearest_to_completion_comes_first()
    {
        var left = Of(TestReferentials.Rncp31391, "BC1", "BC2", "BC3", "BC6", "BC7", "BC8");
        (left[0].Option, left[0].French()).ShouldBe(("sinistre", "il manque un bloc parmi BC4, BC5 et BC9"));
        (left[1].Option, left[1].French()).ShouldBe(("production", "il manque BC4 et BC5"));
    }

    [Fact]
    public void The_last_elective_possible_is_named() =>
        Of(TestReferentials.Rncp31395, "BC1", "BC2", "BC3", "BC4", "BC5", "BC6")[0].French().ShouldBe("il manque un bloc parmi BC7 et BC8");

    [Fact]
    public void Nothing_is_left_once_a_whole_choice_is_held()
    {
        var done = Of(TestReferentials.Rncp41351, "BC01", "BC03")[0];
        (done.Option, done.IsComplete, done.French()).ShouldBe(("indemnisation", true, "tous les blocs sont acquis"));
    }

    [Fact]
    public void It_agrees_with_the_composition_on_every_set_of_blocks()
    {
        var composition = TestReferentials.Rncp31391;
        var all = composition.AllBlocks();
        for (var subset = 0; subset < 1 << all.Count; subset++)
        {
            var held = all.Where((_, place) => (subset >> place & 1) == 1).ToHashSet();
            var complete = RemainingBlocks.Of(LedgerTests.Certification("RNCP31391", composition), held).Any(r => r.IsComplete);
            complete.ShouldBe(composition.ValidChoices().Any(c => c.Blocks.All(held.Contains)), string.Join(' ', held));
        }
    }

    private static readonly Composition Invented = new(["A"], [new("x", "option x", ["B"], new ElectiveRule(1, ["C", "D"])), new("y", "option y", ["C"])],
        new ElectiveRule(1, ["B", "D"]), [new ElectiveRule(1, ["E", "F"])], new GroupRule(1, [new("parcours entreprise", ["G", "H"]), new("parcours conseil", ["I"])]),
        [new("D", ["E"]), new("I", ["A"])]);

    [Fact]
    public void Groups_further_sets_and_an_option_s_own_electives_are_said()
    {
        var left = Of(Invented, "A", "B", "G");
        (left[0].Option, left[0].French()).ShouldBe(("x", "il manque un bloc parmi C et D avec E, un bloc parmi E et F, et un ensemble parmi parcours entreprise (H) et parcours conseil (I)"));
        Of(Invented, "A", "B", "C", "F", "I")[0].IsComplete.ShouldBeTrue();
        Of(Invented, "A", "B", "D", "F", "I")[0].IsComplete.ShouldBeTrue("what is held keeps its place, though D asks for E");
    }

    [Fact]
    public void It_agrees_with_an_invented_composition_on_every_set_of_blocks()
    {
        var all = Invented.AllBlocks();
        for (var subset = 0; subset < 1 << all.Count; subset++)
        {
            var held = all.Where((_, place) => (subset >> place & 1) == 1).ToHashSet();
            var complete = RemainingBlocks.Of(LedgerTests.Certification("RNCP31391", Invented), held).Where(r => r.IsComplete).Select(r => r.Option);
            var valid = Invented.Options.Select(o => o.Code).Where(option => Subsets(held).Any(blocks => Invented.Check(new BlockChoice(option, blocks), held).Count == 0));
            string.Join(" ", complete.Order()).ShouldBe(string.Join(" ", valid), string.Join(' ', held));
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Subsets(HashSet<string> blocks) =>
        Enumerable.Range(0, 1 << blocks.Count).Select(subset => (IReadOnlyList<string>)[.. blocks.Where((_, place) => (subset >> place & 1) == 1)]);
}

public sealed class LedgerTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 15, 0, 0, TimeSpan.Zero);
    private static readonly Guid Person = Guid.NewGuid();

    internal static Referential Certification(string code, Composition composition, params Passerelle[] passerelles) =>
        TestReferentials.With(composition) with { Code = code, Passerelles = passerelles, Blocks = [.. composition.AllBlocks().Select(b => TestReferentials.Bc4 with { Code = b, RncpCode = code + b })] };

    private static LedgerProof Proof() => LedgerProof.Create(Person, "attestation 2015-A-114", "a.pdf", "%PDF-1.4"u8.ToArray(), Now).Value;

    private static Result<AcquiredBlock> Enter(string block, DateOnly? on = null, string reason = "campagne de 2015", params string[] held) =>
        AcquiredBlock.EnterEarlier(Proof(), Certification("RNCP31391", TestReferentials.Rncp31391), block, on ?? new(2015, 6, 1), reason, held.ToHashSet(), Today);

    [Fact]
    public void A_block_from_before_the_platform_keeps_its_proof_both_codes_and_the_version()
    {
        var line = Enter("BC2").Value;
        (line.Origin, line.CertificationCode, line.BlockCode, line.RncpCode, line.MinutesNumber, line.Reason).ShouldBe((BlockOrigin.Earlier, "RNCP31391", "BC2", "RNCP31391BC2", "attestation 2015-A-114", "campagne de 2015"));
        line.ReferentialVersion.ShouldNotBeEmpty();
        line.ProofId.ShouldNotBeNull();
        line.JurySessionId.ShouldBeNull();
    }

    [Theory]
    [InlineData("2015-05-31", false)]
    [InlineData("2015-06-01", true)]
    [InlineData("2018-06-01", true)]
    [InlineData("2018-06-02", false)]
    public void A_block_is_held_from_the_day_it_was_acquired_to_its_last_day_of_validity(string day, bool held) =>
        AcquiredBlock.EnterEarlier(Proof(), Certification("RNCP31391", TestReferentials.Rncp31391) with { Validity = new(ValidityKind.Years, 3) }, "BC2", new(2015, 6, 1), "campagne de 2015", new HashSet<string>(), Today)
            .Value.IsHeldOn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(held);

    [Fact]
    public void What_is_unknown_held_already_to_come_or_without_a_reason_is_refused()
    {
        Enter("BC12").Errors.Single().Code.ShouldBe("ledger-block");
        Enter("BC2", held: "BC2").Errors.Single().Code.ShouldBe("ledger-held");
        Enter("BC2", Today.AddDays(1)).Errors.ShouldBe([AwardErrors.AcquiredInTheFuture]);
        Enter("BC2", reason: " ").Errors.ShouldBe([AwardErrors.EntryReasonRequired]);
    }

    [Fact]
    public void A_proof_is_what_its_first_bytes_say()
    {
        LedgerProof.Create(Person, "x", "a.exe", "%PDF-1.4"u8.ToArray(), Now).Value.ContentType.ShouldBe("application/pdf");
        LedgerProof.Create(Person, "x", "a.pdf", "<svg/>"u8.ToArray(), Now).Errors.ShouldBe([AwardErrors.ProofFormat]);
        LedgerProof.Create(Person, "x", "a.pdf", new byte[LedgerProof.LargestMegabytes * 1024 * 1024 + 1], Now).Errors.ShouldBe([AwardErrors.ProofTooLarge]);
        LedgerProof.Create(Person, " ", "a.pdf", "%PDF-1.4"u8.ToArray(), Now).Errors.ShouldBe([AwardErrors.ProofReferenceRequired]);
    }

    [Fact]
    public void What_somebody_entered_is_cancelled_with_a_reason_and_what_a_jury_decided_is_not()
    {
        var entered = Enter("BC2").Value;
        CounterEntry.Cancel(entered, "mauvais dossier", Now).Value.AcquiredBlockId.ShouldBe(entered.Id);
        CounterEntry.Cancel(entered, " ", Now).Errors.ShouldBe([AwardErrors.EntryReasonRequired]);
        CounterEntry.Cancel(Jury("BC2"), "mauvais dossier", Now).Errors.ShouldBe([AwardErrors.JuryDecisionStands]);
    }

    [Fact]
    public void A_passerelle_is_proposed_only_where_it_is_declared_open_and_of_use()
    {
        var target = Certification("RNCP31391", TestReferentials.Rncp31391, new Passerelle("BC4", "RNCP31395", "BC6"));
        var held = Jury("BC6", "RNCP31395", TestReferentials.Rncp31395);
        var open = new HashSet<string> { "RNCP31395" };
        var proposal = PasserelleProposal.Of(target, [held], [], [], open, Today).Single();
        (proposal.Block.Code, proposal.Source.Id).ShouldBe(("BC4", held.Id));
        PasserelleProposal.Of(target, [held], [], [], new HashSet<string>(), Today).ShouldBeEmpty("off until the certifier turns it on");
        PasserelleProposal.Of(target, [held, Jury("BC4")], [], [], open, Today).ShouldBeEmpty("held already");
        PasserelleProposal.Of(target, [Jury("BC7", "RNCP31395", TestReferentials.Rncp31395)], [], [], open, Today).ShouldBeEmpty("not declared");

        var line = AcquiredBlock.Recognise(proposal, target);
        (line.Origin, line.BlockCode, line.RecognisedFromId, line.AcquiredOn, line.MinutesNumber).ShouldBe((BlockOrigin.Passerelle, "BC4", held.Id, held.AcquiredOn, "RNCP31395 BC6"));
    }

    [Fact]
    public void A_passerelle_names_a_block_of_one_version_whatever_its_code_in_the_others()
    {
        var target = Certification("RNCP31391", TestReferentials.Rncp31391, new Passerelle("BC4", "RNCP31395", "BC6"));
        var named = Certification("RNCP31395", TestReferentials.Rncp31395);
        var later = named with { Version = "2030", Equivalences = [new(named.Version, "BC6", "BC7"), new(named.Version, "BC7", "BC6")] };
        Proposed("BC7").ShouldBe(["BC4"]);
        Proposed("BC6").ShouldBeEmpty("what was BC7 when the passerelle was declared");

        IEnumerable<string> Proposed(string block) => PasserelleProposal.Of(target, [AcquiredBlock.Create(Person, later, later.Block(block), new(2025, 1, 1), Guid.NewGuid(), "PV-1")], [later], [named],
            new HashSet<string> { "RNCP31395" }, Today).Select(p => p.Block.Code);
    }

    [Fact]
    public void A_recognised_block_lasts_no_longer_than_the_one_it_comes_from()
    {
        var brief = Certification("RNCP31395", TestReferentials.Rncp31395) with { Validity = new Validity(ValidityKind.Years, 3) };
        var held = AcquiredBlock.Create(Person, brief, brief.Block("BC6"), new(2025, 1, 1), Guid.NewGuid(), "PV-1");
        var target = Certification("RNCP31391", TestReferentials.Rncp31391, new Passerelle("BC4", "RNCP31395", "BC6"));
        var line = AcquiredBlock.Recognise(PasserelleProposal.Of(target, [held], [], [], new HashSet<string> { "RNCP31395" }, Today).Single(), target);
        line.ValidUntil.ShouldBe(new DateOnly(2028, 1, 1));
        PasserelleProposal.Of(target, [held], [], [], new HashSet<string> { "RNCP31395" }, new(2028, 1, 2)).ShouldBeEmpty("the source has lapsed");
    }

    private static AcquiredBlock Jury(string block, string certification = "RNCP31391", Composition? composition = null)
    {
        var referential = Certification(certification, composition ?? TestReferentials.Rncp31391);
        return AcquiredBlock.Create(Person, referential, referential.Block(block), new(2021, 12, 9), Guid.NewGuid(), "PV-1");
    }
}
