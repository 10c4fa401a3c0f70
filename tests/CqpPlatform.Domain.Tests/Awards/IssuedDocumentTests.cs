using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Tests.Awards;

public sealed class IssuedDocumentTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 15, 0, 0, TimeSpan.Zero);
    private static readonly Signatory Manager = new(Guid.NewGuid(), "MOREL Hélène");

    [Fact]
    public void A_revoked_document_keeps_its_bytes_and_says_when_why_and_by_whom()
    {
        var document = Issue("C-1");
        document.Revoke(" erreur sur la personne ", Manager, Now).Succeeded.ShouldBeTrue();
        (document.State, document.EndedAt, document.EndReason, document.EndedBy).ShouldBe((DocumentState.Revoked, Now, "erreur sur la personne", "MOREL Hélène"));
        document.Bytes.ShouldBe("bytes"u8.ToArray());
    }

    [Fact]
    public void A_document_ends_once()
    {
        var document = Issue("C-1");
        document.SupersedeBy(Issue("C-2"), "nom corrigé", Manager, Now).Succeeded.ShouldBeTrue();
        document.Revoke("encore", Manager, Now).Errors.Single().Code.ShouldBe("award-ended");
        document.SupersedeBy(Issue("C-3"), "encore", Manager, Now).Errors.Single().Code.ShouldBe("award-ended");
        document.EndReason.ShouldBe("nom corrigé");
    }

    [Fact]
    public void A_correction_names_the_document_it_corrects()
    {
        var (old, corrected) = (Issue("C-1"), Issue("C-2"));
        old.SupersedeBy(corrected, "nom corrigé", Manager, Now);
        corrected.SupersedesId.ShouldBe(old.Id);
        (old.State, corrected.State).ShouldBe((DocumentState.Superseded, DocumentState.Valid));
    }

    [Fact]
    public void A_revoked_document_may_be_issued_again_and_stays_revoked()
    {
        var (old, again) = (Issue("C-1"), Issue("C-2"));
        old.Revoke("erreur sur la personne", Manager, Now);
        old.SupersedeBy(again, "révoqué par erreur", Manager, Now.AddDays(1)).Succeeded.ShouldBeTrue();
        (old.State, old.EndedAt, old.EndReason).ShouldBe((DocumentState.Revoked, Now, "erreur sur la personne"));
        again.SupersedesId.ShouldBe(old.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Nothing_ends_without_a_reason(string reason)
    {
        var document = Issue("C-1");
        document.Revoke(reason, Manager, Now).Errors.ShouldBe([AwardErrors.ReasonRequired]);
        document.SupersedeBy(Issue("C-2"), reason, Manager, Now).Errors.ShouldBe([AwardErrors.ReasonRequired]);
        document.State.ShouldBe(DocumentState.Valid);
    }

    private static IssuedDocument Issue(string number) => IssuedDocument.Issue(DocumentKind.Certificate, number, Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "bytes"u8.ToArray(), "{}", Now);
}

public sealed class CheckCodeTests
{
    [Fact]
    public void A_code_is_read_back_however_it_was_copied()
    {
        CheckCode.Printed("7KQ1M20B").ShouldBe("7KQ1-M20B");
        foreach (var typed in new[] { "7KQ1-M20B", "7kq1 m20b", " 7KQI–M2OB", "7kqlm2ob" }) CheckCode.Matches("7KQ1M20B", CheckCode.Clean(typed)).ShouldBeTrue(typed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7KQ1M20")]
    [InlineData("7KQ1M20C")]
    [InlineData("7KQ1M20B7KQ1M20B")]
    public void Another_code_is_no_match(string typed) => CheckCode.Matches("7KQ1M20B", CheckCode.Clean(typed)).ShouldBeFalse();

    [Fact]
    public void A_document_without_a_code_matches_none() => CheckCode.Matches(null, "").ShouldBeFalse();

    [Fact]
    public void New_codes_are_of_one_length_and_reread_as_themselves() =>
        Enumerable.Range(0, 200).Select(_ => CheckCode.New()).ShouldAllBe(c => c.Length == CheckCode.Length && CheckCode.Clean(CheckCode.Printed(c)) == c);
}
