namespace CqpPlatform.Web.Demonstration;

internal sealed class DemoJury(IServiceProvider services, DemoPeople people, Guid tenantId)
{
    public Task PlayAsync(DemoCampaign plan, Guid campaignId, CancellationToken ct) { _ = (services, people, tenantId, plan, campaignId, ct); return Task.CompletedTask; }
}
