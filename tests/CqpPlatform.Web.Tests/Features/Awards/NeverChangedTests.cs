using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Documents.Engine;
using CqpPlatform.Web.Features.Awards.EditIdentity;
using CqpPlatform.Web.Features.Awards.EditMentions;
using CqpPlatform.Web.Features.Awards.ReadDocument;
using CqpPlatform.Web.Security;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Awards;

/// <summary>Downloaded again through the API after each thing that could have changed a document: always the bytes that left.</summary>
public sealed class NeverChangedTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task The_bytes_are_the_same_after_a_change_of_name_of_certifier_of_logo_and_without_an_engine()
    {
        var story = await platform.IssueAsync();
        var path = $"/api/v1/documents/{story.Certificate.Id}";
        var key = await fixture.Host.KeyAsync(CqpFixture.Broker, Role.CertifierManager);
        using var client = fixture.Host.Client(key);
        (await client.GetByteArrayAsync(path)).ShouldBe(story.Certificate.Bytes);

        await platform.RenameAsync(story.World, story.Whole, "Martin");
        (await client.GetByteArrayAsync(path)).ShouldBe(story.Certificate.Bytes, "after the holder's name");

        await using (var scope = platform.As(story.World.Manager))
        {
            var mentions = (await scope.ServiceProvider.GetRequiredService<ReadMentions>().ExecuteAsync()).Value;
            (mentions.LegalName, mentions.City, mentions.SignatoryName) = ("Un autre certificateur", "Lyon", "Autre Signataire");
            (await scope.ServiceProvider.GetRequiredService<EditMentions>().ExecuteAsync(mentions)).Message.ShouldBe("");
        }
        (await client.GetByteArrayAsync(path)).ShouldBe(story.Certificate.Bytes, "after the certifier's mentions");

        await using (var scope = platform.As(story.World.Manager))
            (await scope.ServiceProvider.GetRequiredService<SaveIdentity>().ExecuteAsync(new() { Accent = "#7a1f2b", Ornament = "#8a5a1f", Logo = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 2'><rect width='4' height='2'/></svg>"u8.ToArray() })).Message.ShouldBe("");
        (await client.GetByteArrayAsync(path)).ShouldBe(story.Certificate.Bytes, "after the certifier's logo and colours");

        // Whoever reads a document has no engine, so no version of one can matter.
        await using var reader = platform.As(story.World.Manager);
        var read = new ReadDocument(reader.ServiceProvider.GetRequiredService<WorkFactory>());
        (await read.ExecuteAsync(story.Certificate.Id)).Value.Bytes.ShouldBe(story.Certificate.Bytes);
    }

    /// <summary>The other half: the template counts, so equal bytes after its change can only be the stored ones.</summary>
    [Fact]
    public async Task Another_template_draws_the_same_facts_otherwise()
    {
        var own = EngineFiles.Find(null, AppContext.BaseDirectory);
        var folder = Directory.CreateTempSubdirectory("cqp-templates-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(own.Templates)) File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            var template = Path.Combine(folder.FullName, "certificate.typ");
            await File.WriteAllTextAsync(template, (await File.ReadAllTextAsync(template)).Replace("décerné à", "attribué à", StringComparison.Ordinal));
            await using var changed = new TypstHost(own with { Templates = folder.FullName }, 1, TimeSpan.FromMinutes(1));
            await using var unchanged = new TypstHost(own, 1, TimeSpan.FromMinutes(1));
            var request = new TypstRequest("certificate", System.Text.Json.JsonSerializer.Serialize(Tests.Documents.Samples.Certificate31391.Payload(new LegalTexts()), System.Text.Json.JsonSerializerOptions.Web));
            var before = (await unchanged.RenderAsync(request, CancellationToken.None)).Pdf;
            (await unchanged.RenderAsync(request, CancellationToken.None)).Pdf.ShouldBe(before);
            (await changed.RenderAsync(request, CancellationToken.None)).Pdf.ShouldNotBe(before);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
