using Bunit;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Juries.Components;
using CqpPlatform.Web.Features.Juries.Deliberation;
using Microsoft.AspNetCore.Components.Forms;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class SignedSheetFormTests : BunitContext
{
    private static readonly SignatureView[] Members = [new(Guid.NewGuid(), "COSSON Béatrice", "Salariés, membre", null, false, null), new(Guid.NewGuid(), "TASSIN Paul", "Employeurs, membre", null, false, null)];

    public SignedSheetFormTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void Everybody_is_taken_to_have_signed_until_unticked()
    {
        SignedSheetForm.Sheet? joined = null;
        var form = Render<SignedSheetForm>(p => p.Add(f => f.Members, Members).Add(f => f.OnJoin, sheet => joined = sheet));

        form.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("%PDF-1.7", "feuille.pdf"));
        form.FindAll("input[type=checkbox]")[1].Change(false);
        form.Find("form").Submit();

        joined.ShouldNotBeNull().Signers.ShouldBe([Members[0].MemberId]);
        joined.Name.ShouldBe("feuille.pdf");
        joined.Content.ShouldBe("%PDF-1.7"u8.ToArray());
    }

    [Fact]
    public void What_was_refused_is_said_at_its_field()
    {
        var form = Render<SignedSheetForm>(p => p.Add(f => f.Members, Members).Add(f => f.Errors, FieldErrors.From([JuryErrors.SheetFormat])));

        form.Find("input[type=file]").GetAttribute("aria-invalid").ShouldBe("true");
        form.Markup.ShouldContain(JuryErrors.SheetFormat.Message);
    }
}
