using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Tests.Referentials;

public sealed class ReferentialVersionTests
{
    private static readonly Referential Referential = TestReferentials.With(TestReferentials.Rncp31391, new RegistrationPeriod(new(2015, 4, 14), new(2021, 8, 7), "Gestionnaire", null, ""));
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_draft_is_rewritten_until_it_is_published_and_never_after()
    {
        var draft = ReferentialVersion.Draft(Referential, "un");
        draft.Rewrite(Referential with { Title = "Autre", Version = "2027" }, "deux").Succeeded.ShouldBeTrue();
        (draft.Title, draft.Version, draft.Content, draft.Sha256).ShouldBe(("Autre", "2027", "deux", ReferentialVersion.HashOf("deux")));

        draft.Publish(Now).Succeeded.ShouldBeTrue();
        (draft.Status, draft.PublishedAt).ShouldBe((ReferentialStatus.Published, Now));
        draft.Rewrite(Referential, "trois").Errors.Single().Code.ShouldBe("version-frozen");
        draft.Publish(Now).Errors.Single().Code.ShouldBe("version-frozen");
        draft.Content.ShouldBe("deux");
    }

    [Fact]
    public void Publishing_is_undone_with_a_reason_while_no_campaign_and_no_acquired_block_rests_on_it()
    {
        var version = ReferentialVersion.Publish(Referential, "{}", Now);
        version.Unpublish(" ", 0, 0).Errors.ShouldBe([ReferentialErrors.ReasonRequired]);
        version.Unpublish("coquille", 1, 0).Errors.Single().Message.ShouldStartWith("Une campagne repose sur cette version");
        version.Unpublish("coquille", 0, 2).Errors.Single().Message.ShouldStartWith("Le registre des blocs acquis porte 2 blocs de cette version");
        version.Unpublish("coquille", 0, 0).Succeeded.ShouldBeTrue();
        (version.Status, version.PublishedAt).ShouldBe((ReferentialStatus.Draft, null));
    }

    [Fact]
    public void A_closed_version_takes_no_campaign_and_can_be_opened_again_with_a_reason()
    {
        var version = ReferentialVersion.Publish(Referential, "{}", Now);
        version.Close(Now).Succeeded.ShouldBeTrue();
        version.Close(Now).Errors.Single().Code.ShouldBe("version-wrong-step");
        version.Unpublish("motif", 0, 0).Errors.Single().Code.ShouldBe("version-wrong-step");
        CampaignDates dates = new(new(2026, 12, 1), new(2027, 1, 1), new(2027, 2, 1), new(2027, 3, 1));
        Campaign.Create("Automne", version, dates, [Guid.NewGuid()]).Errors.ShouldBe([CampaignErrors.NotPublished]);

        version.Reopen("").Errors.ShouldBe([ReferentialErrors.ReasonRequired]);
        version.Reopen("fermée par erreur").Succeeded.ShouldBeTrue();
        Campaign.Create("Automne", version, dates, [Guid.NewGuid()]).Succeeded.ShouldBeTrue();
        Campaign.Create("Automne", ReferentialVersion.Draft(Referential, "{}"), dates, [Guid.NewGuid()]).Errors.ShouldBe([CampaignErrors.NotPublished]);
    }

    [Fact]
    public void What_a_line_of_the_list_could_not_hold_is_refused_at_its_field() =>
        ReferentialVersion.Draft(Referential, "{}").Rewrite(Referential with { Title = new string('a', 401) }, "{}").Errors.Single().Field.ShouldBe("$.title");
}
