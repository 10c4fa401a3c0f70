using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Domain.Tests.Candidates;

namespace CqpPlatform.Domain.Tests.Declarations;

public sealed class DeclarationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 15, 0, 0, TimeSpan.Zero);
    private static readonly Guid First = Guid.NewGuid(), Second = Guid.NewGuid();

    [Fact]
    public void An_accepted_passage_is_never_sent_again()
    {
        var passage = Sent("digest");
        passage.Accept(Now).Succeeded.ShouldBeTrue();
        passage.Send(Second, "another").Errors.Single().Code.ShouldBe("declaration-not-sendable");
        passage.Reject("Trop tard.", Now).Errors.Single().Code.ShouldBe("report-contradiction");
        passage.SendAgain("encore").Errors.Single().ShouldBe(DeclarationErrors.NotRejected);
        (passage.State, passage.FileId).ShouldBe((DeclarationState.Accepted, First));
    }

    [Fact]
    public void A_rejected_passage_goes_again_once_its_facts_differ_under_the_same_identifier()
    {
        var passage = Sent("digest");
        var identifier = passage.TechnicalId;
        passage.Reject(" Aucun titulaire\n ne correspond ", Now).Succeeded.ShouldBeTrue();
        (passage.State, passage.Message).ShouldBe((DeclarationState.Rejected, "Aucun titulaire ne correspond"));
        passage.StateWith("digest").ShouldBe(DeclarationState.Rejected);
        passage.Send(Second, "digest").Refused.ShouldBeTrue();
        passage.StateWith("mended").ShouldBe(DeclarationState.Mended);
        passage.Send(Second, "mended").Succeeded.ShouldBeTrue();
        (passage.State, passage.Message, passage.TechnicalId).ShouldBe((DeclarationState.InFile, null, identifier));
    }

    [Fact]
    public void A_rejected_passage_goes_again_unchanged_for_a_reason_only()
    {
        var passage = Sent("digest");
        passage.SendAgain("trop tôt").Errors.Single().ShouldBe(DeclarationErrors.NotRejected);
        passage.Reject("Erreur interne", Now);
        passage.SendAgain(" ").Errors.Single().Field.ShouldBe("Reason");
        passage.SendAgain("Le titulaire a été rattaché.").Succeeded.ShouldBeTrue();
        passage.Send(Second, "digest").Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void A_message_never_keeps_a_social_security_number_and_has_a_limit()
    {
        var passage = Sent("digest");
        passage.Reject("NIR 2 94 03 2A 004 123 inconnu", Now);
        passage.Message!.ShouldStartWith("Message non conservé");
        passage.Reject(new string('x', 2000), Now);
        passage.Message!.Length.ShouldBe(DeclaredPassage.MessageMaxLength);
        passage.Reject("", Now);
        passage.Message.ShouldBe("Rejet sans message.");
    }

    [Fact]
    public void A_report_is_taken_whole_or_not_at_all()
    {
        DeclaredPassage[] sent = [Sent("a"), Sent("b"), Sent("c")];
        var stranger = Guid.NewGuid().ToString();
        Report([sent[0].TechnicalId], [new(stranger, "?")]).Apply(First, sent, Now).Errors.Single().Code.ShouldBe("report-unknown-passage");
        Report([sent[0].TechnicalId], [new(sent[0].TechnicalId.ToUpperInvariant(), "?")]).Apply(First, sent, Now).Errors.Single().Code.ShouldBe("report-named-twice");
        Report([], []).Apply(First, sent, Now).Errors.Single().ShouldBe(DeclarationErrors.ReportEmpty);
        sent.ShouldAllBe(p => p.State == DeclarationState.InFile);

        Report([sent[0].TechnicalId.ToUpperInvariant()], [new(sent[1].TechnicalId, "Commune inconnue")]).Apply(First, sent, Now).Succeeded.ShouldBeTrue();
        sent.Select(p => p.State).ShouldBe([DeclarationState.Accepted, DeclarationState.Rejected, DeclarationState.InFile]);
        // The rest comes later, and what was rejected may still be accepted.
        Report([sent[1].TechnicalId, sent[2].TechnicalId], []).Apply(First, sent, Now).Succeeded.ShouldBeTrue();
        sent.ShouldAllBe(p => p.State == DeclarationState.Accepted);
    }

    [Fact]
    public void A_report_of_an_old_file_says_nothing_of_who_went_again_since()
    {
        var passage = Sent("a");
        passage.Reject("Commune inconnue", Now);
        passage.Send(Second, "b");
        Report([passage.TechnicalId], []).Apply(First, [passage], Now).Errors.Single().Code.ShouldBe("report-late");
        passage.State.ShouldBe(DeclarationState.InFile);
    }

    [Theory]
    [InlineData("Le nom de naissance ne correspond pas.", "BirthName")]
    [InlineData("cvc-minLength-valid: element 'prenom1'", "FirstNames")]
    [InlineData("Code commune INSEE inconnu", "BirthInseeCode")]
    [InlineData("codePaysNaissance invalide", "BirthInseeCode")]
    [InlineData("La date de naissance et le sexe sont incohérents", "Sex,BirthDate")]
    [InlineData("Aucun titulaire ne correspond aux critères obligatoires", "BirthName,FirstNames,BirthDate,BirthInseeCode")]
    public void A_message_leads_to_the_data_it_speaks_of(string message, string fields) => string.Join(',', RejectionCause.Of(message).Select(c => c.Field)).ShouldBe(fields);

    [Fact]
    public void A_holder_born_in_France_is_told_by_the_commune_and_one_born_abroad_by_the_town_and_the_country()
    {
        var here = DeclaredHolder.Of(Identity("Léa, Anne Marie, Louise, Rose", "Ajaccio", "2A004"), TestPlaces.Register);
        here.ShouldSatisfyAllConditions(h => h.FirstNames.ShouldBe(["Léa", "Anne Marie", "Louise"]), h => h.InseeCode.ShouldBe("2A004"), h => h.CountryCode.ShouldBeNull(), h => h.CountryName.ShouldBeNull());
        var abroad = DeclaredHolder.Of(Identity("Uta Greta", "Stralsund", "99109"), TestPlaces.Register);
        abroad.ShouldSatisfyAllConditions(h => h.FirstNames.ShouldBe(["Uta", "Greta"]), h => h.InseeCode.ShouldBeNull(), h => h.BirthPlace.ShouldBe("Stralsund"), h => h.CountryCode.ShouldBe("109"), h => h.CountryName.ShouldBe("Allemagne"));
    }

    [Fact]
    public void Another_address_of_the_platform_mends_nobody_and_another_name_does()
    {
        PassageFacts Facts(string url, string firstNames) => new("RNCP31391", null, url, new(2026, 11, 21), AccessRoute.ContinuingEducation, DeclaredHolder.Of(Identity(firstNames, "Ajaccio", "2A004"), TestPlaces.Register));
        Facts("https://a/", "Léa").Digest().ShouldBe(Facts("https://b/", "Léa").Digest());
        Facts("https://a/", "Léa").Digest().ShouldNotBe(Facts("https://a/", "Léo").Digest());
        var experience = Facts("https://a/", "Léa") with { Route = AccessRoute.ValidationOfExperience };
        (experience with { VaeLeave = true }).Digest().ShouldNotBe(experience.Digest(), "a leave not told the first time is a mend");
    }

    [Fact]
    public void What_the_file_cannot_say_is_told_with_the_field_to_mend()
    {
        var today = new DateOnly(2026, 11, 26);
        PassageFacts.Obstacles(Identity("Léa", "Ajaccio", "2A004"), false, AccessRoute.ContinuingEducation, "https://x/", TestPlaces.Register, today).ShouldBeEmpty();
        PassageFacts.Obstacles(Identity("Léa", "Ajaccio", ""), false, null, $"https://{new string('x', 260)}", TestPlaces.Register, today).Select(e => e.Field).ShouldBe(["BirthInseeCode", "AccessRoute", null]);
        PassageFacts.Obstacles(Identity("Léa", "Ajaccio", "2A004"), true, AccessRoute.ContinuingEducation, "", TestPlaces.Register, today).ShouldBe([DeclarationErrors.HolderErased]);
    }

    [Theory]
    [InlineData("ABCD1234", "CONTRAT-1", true)]
    [InlineData("ABCD123", "CONTRAT-1", false)]
    [InlineData("ABCD1234", "", false)]
    [InlineData("ABCD 234", "CONTRAT-1", false)]
    [InlineData("ABCD1234", "123456789012345678901", false)]
    public void An_account_has_eight_characters_and_a_contract_of_twenty_at_most(string client, string contract, bool valid) => DeclarantAccount.Create().Change(client, contract).Succeeded.ShouldBe(valid);

    private static DeclaredPassage Sent(string digest)
    {
        var passage = DeclaredPassage.Create(Guid.NewGuid());
        passage.Send(First, digest).Succeeded.ShouldBeTrue();
        return passage;
    }

    private static ReturnReport Report(string[] accepted, RejectedPassage[] rejected) => new(First.ToString(), "T-1", rejected, accepted);

    private static CandidateIdentity Identity(string firstNames, string place, string insee) => new("Ambrosini", null, firstNames, Sex.Female, new(1994, 3, 14), place, insee);
}
