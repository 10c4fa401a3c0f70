using CqpPlatform.Web.Data.Mails;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.TestCommon;

public static partial class TestData
{
    /// <summary>Sends what waits in a tenant's outbox, as files of a folder that goes at once.</summary>
    public static async Task SendMailsAsync(this CqpFixture fixture, Guid tenantId)
    {
        var folder = Directory.CreateTempSubdirectory("cqp-mails");
        try
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Mail:Directory"] = folder.FullName }).Build();
            await ActivatorUtilities.CreateInstance<OutboxSender>(fixture.Services, (IConfiguration)configuration).SendAsync(tenantId, default);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
