using System.Xml.Linq;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.Declarations.ListDeclarations;
using CqpPlatform.Web.Features.Declarations.ReadFile;
using CqpPlatform.Web.Features.Declarations.ReceiveReport;
using CqpPlatform.Web.Features.Declarations.WriteFiles;
using CqpPlatform.Web.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Declarations;

/// <summary>What the tests of declarations share. They share one certifier too: each looks at its own people only.</summary>
public abstract class DeclarationTest(DatabaseFixture fixture)
{
    protected static readonly XNamespace Cpf = "urn:cdc:cpf:pc5:schema:1.0.0", Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    protected CqpFixture Platform { get; } = fixture.Platform;

    protected async Task<(TestWorld World, Campaign Campaign)> CampaignAsync()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        return (world, await Platform.CreateCampaignAsync(world, "RNCP31391", $"Déclarée {Guid.NewGuid():N}"));
    }

    /// <summary>Nothing of another test is left to write.</summary>
    protected async Task EmptyQueueAsync(TestWorld world)
    {
        await Platform.GiveDeclarantAccountAsync(world);
        await WriteAsync(world);
    }

    protected Task<IReadOnlyList<Enrolment>> CertifyAsync(TestWorld world, Campaign campaign, params string[] names) => Platform.CertifyAsync(world, campaign, TestData.Production, names);

    protected async Task<Result<IReadOnlyList<Guid>>> WriteAsync(TestWorld world, params (string Key, string Value)[] settings)
    {
        await using var scope = Platform.As(world.Manager);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
        return await new WriteFiles(scope.ServiceProvider.GetRequiredService<WorkFactory>(), scope.ServiceProvider.GetRequiredService<DeclarationQueue>(), configuration).ExecuteAsync();
    }

    protected async Task<Declarable> LineAsync(TestWorld world, Enrolment enrolment) => (await ViewAsync(world)).Waiting.Single(d => d.EnrolmentId == enrolment.Id);

    protected async Task<DeclarationsView> ViewAsync(TestWorld world) => (await Platform.RunAsync<ReadDeclarations, Result<DeclarationsView>>(world.Manager, u => u.ExecuteAsync())).Value;

    protected async Task<byte[]> DownloadAsync(TestWorld world, Guid file) => (await Platform.RunAsync<DownloadDeclaration, Result<FileToRead>>(world.Manager, u => u.ExecuteAsync(file))).Value.Bytes;

    protected async Task<XDocument> XmlAsync(TestWorld world, Guid file) => XDocument.Load(new MemoryStream(await DownloadAsync(world, file)));

    protected Task<Result<ReportRead>> ReportAsync(Membership member, byte[] report) => Platform.RunAsync<ReceiveReport, Result<ReportRead>>(member, u => u.ExecuteAsync(new(report)));

    protected static List<string> IdsOf(XDocument file) => [.. file.Descendants(Cpf + "idTechnique").Select(e => e.Value)];

    /// <summary>The passage of one person, found by the birth name.</summary>
    protected static XElement PassageOf(XDocument file, string birthName) => file.Descendants(Cpf + "passageCertification").Single(p => p.Descendants(Cpf + "nomNaissance").Single().Value == birthName);
}
