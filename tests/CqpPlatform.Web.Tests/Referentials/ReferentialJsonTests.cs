using System.Text.Json;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Referentials;

namespace CqpPlatform.Web.Tests.Referentials;

public class ReferentialJsonTests
{
    [Theory]
    [InlineData("RNCP31391")]
    [InlineData("RNCP31395")]
    [InlineData("RNCP41351")]
    public void What_is_written_is_read_back_the_same(string code)
    {
        var written = ReferentialJson.Write(Shipped.Of(code));
        ReferentialJson.Write(ReferentialJson.Read(written).Value).ShouldBe(written);
    }

    [Theory]
    [InlineData("\"shortTitle\": \"Gestionnaire assurances de personnes\",", "", "$.shortTitle\u00A0: propriété manquante.")]
    [InlineData("\"shortTitle\":", "\"shortTitel\": \"x\", \"shortTitle\":", "$.shortTitel\u00A0: propriété inconnue.")]
    [InlineData("\"shortTitle\":", "\"shortTitle\": \"x\", \"shortTitle\":", "$.shortTitle\u00A0: propriété donnée deux fois.")]
    [InlineData("\"level\": null", "\"level\": \"cinq\"", "$.level\u00A0: un nombre entier est attendu, \"cinq\" reçu.")]
    [InlineData("\"version\": \"2017-04-19\"", "\"version\": null", "$.version\u00A0: une valeur est attendue, null reçu.")]
    [InlineData("\"to\": \"2021-08-07\"", "\"to\": \"07/08/2021\"", "$.registrationPeriods[2].to\u00A0: une date AAAA-MM-JJ est attendue, \"07/08/2021\" reçu.")]
    [InlineData("\"to\": \"2021-08-07\"", "\"to\": \"2012-08-07\"", "$.registrationPeriods[2].to\u00A0: la fin précède le début.")]
    [InlineData("\"code\": \"RNCP31391\"", "\"code\": \"31391\"", "$.code\u00A0: «\u00A031391\u00A0» n’est pas un code RNCP (RNCP suivi de 3 à 6 chiffres).")]
    [InlineData("\"rncpCode\": \"RNCP31391BC02\"", "\"rncpCode\": \"RNCP31395BC02\"", "$.blocks[1].rncpCode\u00A0: «\u00A0RNCP31395BC02\u00A0» n’est pas un code de bloc de RNCP31391 (RNCP31391BC suivi de 2 chiffres).")]
    [InlineData("\"rncpCode\": \"RNCP31391BC03\"", "\"rncpCode\": \"RNCP31391BC02\"", "$.blocks[2].rncpCode\u00A0: «\u00A0RNCP31391BC02\u00A0» est donné deux fois.")]
    [InlineData("\"code\": \"C8.2\"", "\"code\": \"C8.1\"", "$.blocks[3].competencies[0].subCompetencies[1].code\u00A0: «\u00A0C8.1\u00A0» est donné deux fois.")]
    [InlineData("\"presidency\": \"simple\"", "\"presidency\": \"tournante\"", "$.accessRoutes[0].jury.presidency\u00A0: une valeur parmi simple, paritarian, qualifiedPerson est attendue, \"tournante\" reçu.")]
    [InlineData("\"rating\": \"inProgress\"", "\"rating\": \"En cours\"", "$.scale.levels[1].rating\u00A0: une clé de niveau (30 lettres sans accent ou chiffres au plus, une minuscule d’abord) est attendue, \"En cours\" reçu.")]
    [InlineData("\"rating\": \"inProgress\"", "\"rating\": \"InProgress\"", "$.scale.levels[1].rating\u00A0: une clé de niveau (30 lettres sans accent ou chiffres au plus, une minuscule d’abord) est attendue, \"InProgress\" reçu.")]
    [InlineData("\"rating\": \"inProgress\"", "\"rating\": \"acquired\"", "$.scale.levels[1].rating\u00A0: «\u00A0acquired\u00A0» est donné deux fois.")]
    public void A_fault_is_one_line_with_its_path_and_its_reason(string part, string damaged, string line) =>
        Damaged(part, damaged)[0].Message.ShouldBe(line);

    [Fact]
    public void A_cut_file_says_where_it_stops()
    {
        var json = Shipped.Json("RNCP31391");
        var errors = ReferentialJson.Read(json[..(json.Length / 2)]).Errors;
        errors.ShouldHaveSingleItem().Message.ShouldMatch(@"^\$\u00A0: le fichier n’est pas du JSON complet, ligne \d+, colonne \d+\.$");
    }

    [Fact]
    public void A_block_the_composition_invents_is_refused()
    {
        var referential = Shipped.Rncp31391;
        var wrong = referential with { Composition = referential.Composition with { Common = ["BC1", "BC2", "BC12"] } };
        ReferentialJson.Read(ReferentialJson.Write(wrong)).Errors.Select(e => e.Message).ShouldBe(
        [
            "$.composition.common[2]\u00A0: «\u00A0BC12\u00A0» n’est pas un bloc de RNCP31391.",
            "$.composition\u00A0: le bloc BC3 n’y a pas de place.",
        ]);
    }

    [Fact]
    public void A_block_is_evaluated_by_somebody_and_every_source_evaluates_something()
    {
        var referential = Shipped.Rncp31395;
        Block[] withoutTutor = [.. referential.Blocks.Select(b => b with { Evaluations = b.Code == "BC2" ? [] : [.. b.Evaluations.Where(e => e.Source != SourceKind.Tutor)] })];
        Shipped.FaultsOf(referential with { Blocks = withoutTutor }).Select(e => e.Message).ShouldBe(
        [
            "$.blocks[1].evaluations\u00A0: personne n’évalue ce bloc\u00A0: il faut au moins une évaluation.",
            "$.sources[1]\u00A0: aucun bloc n’est évalué par le tuteur.",
        ]);
        Block[] blocks = [.. referential.Blocks.Select(b => b.Code == "BC2" ? b with { Evaluations = [.. b.Evaluations.Skip(1)] } : b)];
        Shipped.FaultsOf(referential with { Blocks = blocks }).ShouldBeEmpty("a block may have fewer sources than another");
    }

    [Fact]
    public void Every_fault_is_told_not_only_the_first() =>
        ReferentialJson.Read("{}").Errors.Count.ShouldBe(24);

    [Fact]
    public void A_wrong_form_does_not_hide_what_is_wrong_elsewhere()
    {
        var json = Shipped.Json("RNCP31391").Replace("\"level\": null", "\"level\": \"cinq\"", StringComparison.Ordinal)
            .Replace("\"to\": \"2021-08-07\"", "\"to\": \"2012-08-07\"", StringComparison.Ordinal).Replace("\"castingVote\": false", "\"castingVote\": 0", StringComparison.Ordinal);
        var twelfth = json.IndexOf("\"BC9\"\n      ]", StringComparison.Ordinal);
        json = json[..twelfth] + "\"BC12\"" + json[(twelfth + 5)..];
        ReferentialJson.Read(json).Errors.Select(e => e.Field).Distinct().ShouldBe(
            ["$.level", "$.accessRoutes[0].jury.castingVote", "$.accessRoutes[1].jury.castingVote", "$.accessRoutes[2].jury.castingVote", "$.composition.electives.among[5]", "$.composition", "$.registrationPeriods[2].to"]);
    }

    [Theory]
    [InlineData("[]", "$\u00A0: un objet est attendu, une liste reçue.")]
    [InlineData("null", "$\u00A0: un objet est attendu, null reçu.")]
    [InlineData("3", "$\u00A0: un objet est attendu, 3 reçu.")]
    public void A_json_that_is_no_referential_is_one_fault(string json, string line) =>
        ReferentialJson.Read(json).Errors.ShouldHaveSingleItem().Message.ShouldBe(line);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"code\": \"RNCP1")]
    public void A_text_that_stops_is_said_to_stop(string json) =>
        ReferentialJson.Read(json).Errors.ShouldHaveSingleItem().Message.ShouldContain("n’est pas du JSON complet");

    [Theory]
    [InlineData("{\"code\" \"RNCP1001\"}")]
    [InlineData("code = RNCP1001\nx")]
    [InlineData("{} {}")]
    public void A_text_that_is_not_json_is_said_not_to_be(string json) =>
        ReferentialJson.Read(json).Errors.ShouldHaveSingleItem().Message.ShouldContain("n’est pas du JSON correct");

    [Fact]
    public void A_nesting_without_end_and_a_file_without_end_are_refused()
    {
        ReferentialJson.Read(new string('[', 100_000)).Errors.ShouldHaveSingleItem().Field.ShouldBe("$");
        ReferentialJson.Read("[" + new string(' ', ReferentialJson.MostBytes) + "]").Message.ShouldBe("$\u00A0: le fichier dépasse 10 Mo, ce n’est pas un référentiel.");
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\u0000")]
    [InlineData("\\u202E")]
    [InlineData("2 94 03 75 120 005")]
    public void A_text_nobody_can_read_or_may_keep_is_refused_with_its_path(string text) =>
        Damaged("Gestionnaire assurances de personnes\",", text + "\",")[0].Field.ShouldBe("$.shortTitle");

    [Fact]
    public void A_thousand_faults_are_listed_and_the_others_counted()
    {
        var errors = ReferentialJson.Read("{" + string.Join(',', Enumerable.Range(0, 3_000).Select(n => $"\"x{n}\":1")) + "}").Errors;
        errors.Count.ShouldBe(1_001);
        errors[^1].Message.ShouldBe("$\u00A0: et 2024 autres défauts.");
    }

    [Fact]
    public void A_draft_may_have_texts_to_write_and_rules_to_declare_but_no_wrong_form()
    {
        var json = Shipped.Json("RNCP31395").Replace("\"shortTitle\": \"Chargé", "\"shortTitle\": \"\", \"x\": \"", StringComparison.Ordinal);
        ReferentialJson.ReadDraft(json).Errors.Select(e => e.Field).ShouldBe(["$.x", "$.shortTitle"]);
        var draft = ReferentialJson.ReadDraft(ReferentialJson.Write(Shipped.Rncp31395 with { ShortTitle = "", Sources = [] })).Value;
        draft.Referential.Code.ShouldBe("RNCP31395");
        draft.Left.Select(e => e.Field).ShouldContain("$.shortTitle");
        draft.Left.Select(e => e.Field).ShouldContain("$.sources");
    }

    [Fact]
    public void Rules_that_contradict_themselves_are_refused_with_their_paths()
    {
        var referential = Shipped.Rncp41351;
        var jury = referential.AccessRoutes[0].Jury!;
        var wrong = referential with
        {
            Version = "25 septembre",
            NsfCodes = [],
            Proposal = new(ProposalKind.Weighted, "Moyenne", [new(SourceKind.Tutor, 0m)], 0.4m, 0.6m),
            Validity = new(ValidityKind.Years),
            Scale = new([.. referential.Scale.Levels.Where(l => l.Favourable)]),
            AccessRoutes = [new(AccessRoute.ContinuingEducation, true, null, jury with { Seats = [jury.Seats[0], jury.Seats[0]] }), new(AccessRoute.Apprenticeship, false, null, jury)],
            Passerelles = [new("BC01", "31391", "BC1")],
            Notes = [new("?", "BC09", "C99")],
        };
        Shipped.FaultsOf(wrong).Select(e => e.Field).ShouldBe(
        [
            "$.version", "$.accessRoutes[0].jury.seats[1].college", "$.accessRoutes[0].jury.presidency", "$.accessRoutes[0].jury.parity", "$.accessRoutes[1].jury", "$.scale.levels",
            "$.proposal", "$.proposal.weights[0].weight", "$.proposal.weights[0].source", "$.validity.years", "$.notes[0].block", "$.notes[0].competency",
            "$.passerelles[0].otherReferential", "$.nsfCodes",
        ]);
    }

    /// <summary>As many levels as one likes, up to one key of the keyboard each; « Non observé » or not.</summary>
    [Theory]
    [InlineData(2, 1, false)]
    [InlineData(4, 2, true)]
    [InlineData(5, 3, false)]
    [InlineData(8, 4, true)]
    public void A_scale_of_any_length_is_read_back_the_same(int count, int favourable, bool unseen)
    {
        var referential = Shipped.Rncp41351 with { Scale = ScaleOf(count, favourable, unseen) };
        var written = ReferentialJson.Write(referential);
        var read = ReferentialJson.Read(written);
        read.Errors.ShouldBeEmpty();
        read.Value.Scale.Levels.ShouldBe(referential.Scale.Levels);
        ReferentialJson.Write(read.Value).ShouldBe(written);
    }

    [Fact]
    public void A_scale_out_of_order_or_without_end_is_refused()
    {
        var levels = ScaleOf(4, 2, unseen: true).Levels;
        Faults([levels[2], levels[0], levels[1], levels[3], levels[4]]).ShouldBe(["$.scale.levels[1].favourable", "$.scale.levels[2].favourable"]);
        Faults([levels[4], .. levels.Take(4)]).ShouldContain("$.scale.levels[0].rating");
        Faults([levels[0], levels[1] with { Label = levels[0].Label, ShortLabel = new string('x', 17) }, .. levels.Skip(2)]).ShouldBe(["$.scale.levels[1].label", "$.scale.levels[1].shortLabel"]);
        Faults(ScaleOf(10, 2, unseen: false).Levels).ShouldBe(["$.scale.levels"]);

        static IEnumerable<string?> Faults(IReadOnlyList<RatingLevel> levels) => Shipped.FaultsOf(Shipped.Rncp41351 with { Scale = new(levels) }).Select(e => e.Field);
    }

    private static RatingScale ScaleOf(int count, int favourable, bool unseen) => new(
    [
        .. Enumerable.Range(1, count).Select(n => new RatingLevel(Rating.Parse($"Level{n}"), $"Niveau {n}", $"N{n}", n <= favourable, n > favourable)),
        .. unseen ? [RatingScale.Default.Level(Rating.NotObserved) with { Sources = null }] : Array.Empty<RatingLevel>(),
    ]);

    [Fact]
    public void A_damaged_file_in_the_folder_is_named_with_its_path_and_reason()
    {
        var folder = Directory.CreateTempSubdirectory("referentials");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "RNCP31395.json"), Shipped.Json("RNCP31395"));
            File.WriteAllText(Path.Combine(folder.FullName, "RNCP31391.json"), Shipped.Json("RNCP31391").Replace("\"level\": null", "\"level\": \"cinq\""));
            File.WriteAllText(Path.Combine(folder.FullName, "RNCP99999.json"), Shipped.Json("RNCP41351"));
            ShippedReferentials.Read(folder.FullName).Errors.Select(e => e.Message).ShouldBe(
            [
                "RNCP31391.json, $.level\u00A0: un nombre entier est attendu, \"cinq\" reçu.",
                "RNCP99999.json, $.code\u00A0: «\u00A0RNCP41351\u00A0» n’est pas le code que le nom du fichier annonce.",
            ]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_published_schema_has_the_properties_of_the_records()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(ShippedReferentials.DefaultFolder, ShippedReferentials.SchemaFile)));
        var definitions = schema.RootElement.GetProperty("$defs");
        Compare(schema.RootElement, typeof(Referential));
        foreach (var (name, type) in new Dictionary<string, Type>
        {
            ["codedLabel"] = typeof(CodedLabel),
            ["block"] = typeof(Block),
            ["activity"] = typeof(Activity),
            ["competency"] = typeof(Competency),
            ["subCompetency"] = typeof(SubCompetency),
            ["evaluation"] = typeof(BlockEvaluation),
            ["part"] = typeof(EvaluationPart),
            ["ratedItem"] = typeof(RatedItem),
            ["situation"] = typeof(EvaluationSituation),
            ["composition"] = typeof(Composition),
            ["option"] = typeof(OptionRule),
            ["electives"] = typeof(ElectiveRule),
            ["groups"] = typeof(GroupRule),
            ["group"] = typeof(BlockGroup),
            ["prerequisite"] = typeof(PrerequisiteRule),
            ["accessRoute"] = typeof(AccessRouteRule),
            ["jury"] = typeof(JuryRule),
            ["seat"] = typeof(JurySeat),
            ["registrationPeriod"] = typeof(RegistrationPeriod),
            ["sourceRequirement"] = typeof(SourceRequirement),
            ["scale"] = typeof(RatingScale),
            ["level"] = typeof(RatingLevel),
            ["proposal"] = typeof(ProposalRule),
            ["weight"] = typeof(SourceWeight),
            ["validity"] = typeof(Validity),
            ["regulation"] = typeof(RegulationText),
            ["note"] = typeof(SourceNote),
            ["passerelle"] = typeof(Passerelle),
            ["equivalence"] = typeof(Equivalence),
        })
            Compare(definitions.GetProperty(name), type);
    }

    private static void Compare(JsonElement schema, Type record)
    {
        var properties = ReferentialShape.Properties(record).ToList();
        schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Where(n => n != "$schema")
            .ShouldBe(properties.Select(p => p.Name), record.Name);
        schema.GetProperty("required").EnumerateArray().Select(e => e.GetString())
            .ShouldBe(properties.Where(p => !p.Parameter.HasDefaultValue).Select(p => p.Name), record.Name);
        schema.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
    }

    private static IReadOnlyList<Error> Damaged(string part, string damaged)
    {
        var json = Shipped.Json("RNCP31391");
        var at = json.IndexOf(part, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0, part);
        return ReferentialJson.Read(json[..at] + damaged + json[(at + part.Length)..]).Errors;
    }
}
