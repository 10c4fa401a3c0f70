using CqpPlatform.EndToEndTests.Pages;
using CqpPlatform.TestCommon;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.EndToEndTests.Journeys;

public sealed class NewVersionJourney(BrowserFixture browser)
{
    [Fact]
    public async Task A_version_is_copied_corrected_published_and_a_campaign_opens_on_it()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Insurer);
        await stage.Fixture.CreateCampaignAsync(stage.World, "RNCP41351", "Déjà ouverte");
        var certifier = await stage.SignedInAsync(stage.World.Manager);
        var referentials = new ReferentialPages(certifier);
        await referentials.CopyAsync("RNCP41351");
        await referentials.TypeAsync("Version", "2028");

        await referentials.PartAsync("BC02");
        await referentials.TypeAsync("Intitulé enregistré du bloc", "");
        await referentials.PartAsync("Composition");
        await referentials.FollowFaultAsync("BC02, intitulé : Texte vide.", "Intitulé enregistré du bloc");
        await referentials.TypeAsync("Intitulé enregistré du bloc", "Souscrire et gérer les contrats d’assurance (option « souscription »)");
        await certifier.SeesAsync("Rien ne s’oppose à la publication.");

        await referentials.PublishAsync("Rien ne change pour elles", "Mettre en œuvre les processus de souscription", "Souscrire");
        await referentials.CompareAsync("RNCP41351", "Souscrire");
        var campaign = await new CampaignPages(certifier).OpenAsync("RNCP41351", "Sur la nouvelle version", "2028");

        await using var db = await stage.Fixture.Database.OpenAsync(stage.World.TenantId);
        var versions = await (from c in db.Campaigns join v in db.ReferentialVersions on c.ReferentialVersionId equals v.Id orderby c.Name select new { c.Id, v.Version }).ToListAsync();
        versions.Select(v => v.Version).ShouldBe(["2025-09-25", "2028"]);
        versions[1].Id.ShouldBe(campaign);
    }
}
