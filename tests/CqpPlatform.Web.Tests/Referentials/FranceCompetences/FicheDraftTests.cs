using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Referentials.FranceCompetences;

namespace CqpPlatform.Web.Tests.Referentials.FranceCompetences;

public class FicheDraftTests
{
    [Fact]
    public async Task A_fiche_becomes_a_draft_with_its_words_and_a_list_of_what_is_left_to_declare()
    {
        var imported = await ImportAsync(FicheXml.Baker);
        var draft = imported.Draft.Referential;
        (draft.Code, draft.Version, draft.VersionLabel, draft.Level, draft.Replaces).ShouldBe(("RNCP40123", "2025-09-24", "fiche du 24/09/2025", 4, "RNCP30001"));
        draft.Blocks.Select(b => (b.Code, b.RncpCode)).ShouldBe([("BC01", "RNCP40123BC01"), ("BC02", "RNCP40123BC02")]);
        draft.Blocks.SelectMany(b => b.Competencies).Select(c => $"{c.Code} {c.Title}").ShouldBe(
            ["C1 Recenser les risques de l’atelier", "C2 Proposer une garantie & l’expliquer", "C3 Ouvrir un dossier de sinistre", "C4 Suivre l'expertise"]);
        draft.Blocks[0].Evaluations.Single().Modality.ShouldBe("Mise en situation professionnelle");
        draft.AdmittedRoutes().ShouldBe([AccessRoute.ContinuingEducation, AccessRoute.ValidationOfExperience, AccessRoute.Apprenticeship]);
        draft.RegistrationPeriods.Single().ShouldSatisfyAllConditions(p => p.From.ShouldBe(new(2025, 9, 25)), p => p.To.ShouldBe(new(2030, 9, 24)), p => p.LegalAct.ShouldBeNull());
        draft.Notes.Select(n => $"{n.Block} {n.Text}").ShouldBe([
            "BC01 Texte de la fiche hors des compétences\u00A0: Le titulaire est capable de\u00A0:", "BC02 Prérequis de la fiche\u00A0: Bloc 1 validé"]);

        imported.Splits.Select(s => (s.BlockCode, s.Split.By, s.Split.Competencies.Count)).ShouldBe([("BC01", SplitBy.Bullets, 2), ("BC02", SplitBy.Lines, 2)]);
        imported.Draft.Left.Select(e => e.Field).Distinct().ShouldBe([
            "$.composition", "$.blocks[0].evaluations[0].source", "$.blocks[1].evaluations",
            "$.accessRoutes[0].jury.seats", "$.accessRoutes[2].jury.seats", "$.accessRoutes[4].jury.seats", "$.sources"]);
        imported.Assumed.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_draft_is_kept_as_json_and_comes_back_the_same()
    {
        var draft = (await ImportAsync(FicheXml.Baker)).Draft;
        var json = ReferentialJson.Write(draft.Referential);
        var again = ReferentialJson.ReadDraft(json).Value;
        ReferentialJson.Write(again.Referential).ShouldBe(json);
        again.Left.ShouldBe(draft.Left);
        ReferentialJson.Read(json).Errors.ShouldBe(draft.Left);
    }

    [Fact]
    public async Task A_fiche_with_almost_nothing_is_still_a_draft()
    {
        var imported = await ImportAsync(FicheXml.Small("RNCP1001"));
        imported.Draft.Referential.Version.ShouldBe("2026-11-26");
        imported.Draft.Left.Select(e => e.Field).ShouldContain("$.blocks");
        imported.Draft.Left.Select(e => e.Field).ShouldContain("$.registrationPeriods");
        imported.Remarks.Count.ShouldBe(2);
        ReferentialJson.ReadDraft(ReferentialJson.Write(imported.Draft.Referential)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task The_codes_of_the_fiche_are_kept_where_they_tell_its_competencies_apart()
    {
        var draft = (await ImportAsync(FicheXml.Baker.Replace("Ouvrir un dossier", "C2.1 Ouvrir un dossier", StringComparison.Ordinal).Replace("Suivre l'expertise", "C2.2 Suivre l'expertise", StringComparison.Ordinal)
            .Replace("&lt;li&gt;Recenser", "&lt;li&gt;C1.1 Recenser", StringComparison.Ordinal).Replace("&lt;li&gt;Proposer", "&lt;li&gt;C1.2 Proposer", StringComparison.Ordinal))).Draft.Referential;
        draft.Blocks.SelectMany(b => b.Competencies).Select(c => c.Code).ShouldBe(["C1.1", "C1.2", "C2.1", "C2.2"]);
    }

    private static async Task<ImportedFiche> ImportAsync(string fiche) =>
        FicheDraft.From((await FicheReader.FindAsync(FicheXml.Bytes(FicheXml.File(fiche)), [])).Value.Found.Single(), new DateOnly(2026, 11, 26));
}
