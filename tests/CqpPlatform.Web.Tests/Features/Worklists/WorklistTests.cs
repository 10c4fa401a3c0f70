using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Campaigns.PlanCommission;
using CqpPlatform.Web.Features.Enrolments.Examining;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Features.Evaluations.Links;
using CqpPlatform.Web.Features.Worklists.ReadWorklist;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Tests.Features.Worklists;

/// <summary>What the certifier reads on « À faire ».</summary>
public sealed class WorklistTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly BlockChoice Choice = new("sinistre", ["BC1", "BC2", "BC3", "BC4", "BC6", "BC7", "BC9"]);
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task What_is_examined_is_counted_alike_in_the_task_and_on_the_card_and_a_draft_is_not_examined()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Automne {Guid.NewGuid():N}");
        var sent = new List<Guid>();
        foreach (var name in new[] { "Aubertin", "Brunel", "Caradec" })
        {
            sent.Add((await platform.WriteEnrolmentAsync(world.Secretary, campaign, name, Choice)).EnrolmentId);
            (await platform.RunAsync<SubmitEnrolment, Result>(world.Secretary, u => u.ExecuteAsync(sent[^1]))).Message.ShouldBe("");
        }
        await platform.WriteEnrolmentAsync(world.Secretary, campaign, "Delorme", Choice);
        (await platform.RunAsync<AcceptEnrolment, Result>(world.Manager, u => u.ExecuteAsync(sent[0]))).Message.ShouldBe("");

        var worklist = await ReadAsync(world.Manager);
        var item = worklist.Items.Single(i => i.Action == "Examiner" && i.Meta[0] == $"{campaign.Name}, {campaign.CertificationCode}");
        (item.Done, item.Total, item.ProgressText).ShouldBe((1, 3, "1\u00a0dossier examiné sur\u00a03"));
        worklist.Campaigns.Single(c => c.Id == campaign.Id).Examined.ShouldBe(new(1, 3));
    }

    [Fact]
    public async Task An_oral_before_an_examiner_who_may_not_rate_asks_for_another_until_one_is_named()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var other = await platform.CreateMemberAsync(world, "Prigent", Role.Examiner);
        var (campaign, _, oral) = await platform.CreateEvaluationAsync(world, "RNCP31391", $"Liens {Guid.NewGuid():N}"[..24]);
        (await LineAsync()).ShouldBeNull();

        (await platform.RunAsync<DeclareExaminerLink, Result>(world.Examiner, u => u.ExecuteAsync(new(oral.Id, "Son cousin")))).Message.ShouldBe("");
        (await LineAsync()).ShouldNotBeNull().ShouldSatisfyAllConditions(i => i.Title.ShouldBe("Remplacer l’examinateur de 1\u00a0oral"), i => i.Due.ShouldBe(new DateOnly(2026, 11, 21)), i => i.Href.ShouldBe($"/campagnes/{campaign.Id}/commission"));

        (await platform.RunAsync<SettleMissingExaminer, Result>(world.Manager, u => u.ExecuteAsync(new(oral.Id, world.Examiner.Id, other.Id, "Lien déclaré")))).Message.ShouldBe("");
        (await LineAsync()).ShouldBeNull();

        async Task<WorkItem?> LineAsync() => (await ReadAsync(world.Manager)).Items.SingleOrDefault(i => i.Action == "Remplacer" && i.Meta[0] == $"{campaign.Name}, {campaign.CertificationCode}");
    }

    private async Task<Worklist> ReadAsync(Membership member) => (await platform.RunAsync<ReadWorklist, Result<Worklist>>(member, u => u.ExecuteAsync())).Value;
}
