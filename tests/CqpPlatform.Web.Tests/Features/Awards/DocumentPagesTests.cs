using Bunit;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Awards.Components;
using CqpPlatform.Web.Features.Awards.EditIdentity;
using CqpPlatform.Web.Features.Awards.EditMentions;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using CqpPlatform.Web.Features.Awards.ListDocuments;
using CqpPlatform.Web.Features.Awards.ListPendingAwards;

namespace CqpPlatform.Web.Tests.Features.Awards;

public sealed class DocumentPagesTests : BunitContext
{
    private static readonly PendingAwards Pending = new(Guid.NewGuid(), "Automne 2021", "Gestionnaire", "RNCP31391", new DateOnly(2021, 12, 9), 3, 1);

    public DocumentPagesTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void What_waits_is_counted_on_the_button_that_issues_it()
    {
        var pressed = 0;
        var panel = Render<PendingAwardsPanel>(p => p.Add(x => x.Awards, Pending).Add(x => x.OnIssue, () => pressed++));
        var button = panel.Find("button");
        button.TextContent.Replace('\u00a0', ' ').ShouldBe("Délivrer 3 certificats et 1 attestation");
        button.Click();
        pressed.ShouldBe(1);
    }

    [Fact]
    public void A_missing_mention_comes_with_the_way_to_write_it()
    {
        var panel = Render<PendingAwardsPanel>(p => p.Add(x => x.Awards, Pending).Add(x => x.Refusal, AwardErrors.MentionsMissing(["acte d’enregistrement"]).Message));
        panel.Find(".note").TextContent.ShouldContain("acte d’enregistrement");
        panel.Find(".note a").GetAttribute("href").ShouldBe("/documents/mentions");
    }

    [Fact]
    public void Each_document_is_a_link_to_its_bytes()
    {
        var id = Guid.NewGuid();
        var table = Render<DocumentTable>(p => p.Add(x => x.Documents,
            [new DocumentLine(id, DocumentKind.Certificate, "CPNEC-2026-C-00001", "", DocumentState.Revoked, DateTimeOffset.UnixEpoch, Guid.NewGuid(), "Automne", "LEFÈVRE Camille")]));
        table.Find("tbody a").GetAttribute("href").ShouldBe($"/documents/{id}");
        table.Find("tbody .st.late").TextContent.ShouldBe("Révoqué");
    }

    [Fact]
    public void Blocks_that_other_minutes_gave_are_shown_as_held_and_not_as_validated()
    {
        var list = Render<PrintedFactsList>(p => p.Add(x => x.Facts, Documents.Samples.Attestation31391.Facts("illimitée"))).Find("dl").TextContent;
        list.ShouldContain("Blocs détenus");
        list.ShouldContain("RNCP31391BC03, acquis le 11/06/2020");
        list.ShouldNotContain("validé");
    }

    [Fact]
    public void The_form_of_mentions_keeps_what_was_typed_and_points_at_the_fault()
    {
        var input = new EditMentionsInput { LegalName = "CPNE", Acts = [new LegalActInput("RNCP41351", "Chargé de relation")] };
        var form = Render<EditMentionsForm>(p => p.Add(x => x.Input, input).Add(x => x.Errors, FieldErrors.From([new Error("mention-invalid", "Indiquez le lieu de délivrance.", Field: "City")])));
        form.Find("#SignatoryName").Change("MOREL Hélène");
        input.SignatoryName.ShouldBe("MOREL Hélène");
        form.Find(".summary a").GetAttribute("href").ShouldEndWith("#City");
        form.Find("#City").GetAttribute("aria-invalid").ShouldBe("true");
        form.Find("[id='Acts[0].LegalAct']").Change("Décision du 24 septembre 2025");
        input.Acts[0].LegalAct.ShouldBe("Décision du 24 septembre 2025");
    }

    [Fact]
    public void Each_choice_of_an_identity_is_told_to_the_preview_and_a_pale_colour_says_so_at_once()
    {
        var input = new EditIdentityInput { Accent = "#1b4b6b", Ornament = "#1b4b6b" };
        var told = 0;
        var form = Render<IdentityForm>(p => p.Add(x => x.Input, input).Add(x => x.Signatory, "MOREL Hélène").Add(x => x.OnChange, () => told++));
        form.Find("#Accent").Change("#cccccc");
        form.Find("#DelegateName").Change("Marie DUPONT");
        (input.Accent, input.DelegateName, told).ShouldBe(("#cccccc", "Marie DUPONT", 2));
        form.Render();
        form.Find(".st.late").TextContent.ShouldContain("contraste 1,6 sur papier, 4,5 au moins");
        form.FindAll("button").Count(b => b.TextContent == "Retirer").ShouldBe(0);
    }

    [Fact]
    public void A_kept_image_is_shown_and_can_be_taken_away()
    {
        var input = new EditIdentityInput { Accent = "#1b4b6b", Ornament = "#1b4b6b", Logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 2\"/>"u8.ToArray() };
        var form = Render<IdentityForm>(p => p.Add(x => x.Input, input));
        form.Find("img.kept").GetAttribute("src")!.ShouldStartWith("data:image/svg+xml;base64,");
        form.FindAll("button").Single(b => b.TextContent == "Retirer").Click();
        input.Logo.ShouldBeNull();
    }
}
