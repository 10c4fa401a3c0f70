using System.IO.Compression;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Awards.ArchiveDocuments;
using CqpPlatform.Web.Features.Awards.RevokeDocument;
using CqpPlatform.Web.Security;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Awards;

public sealed class ArchiveDocumentsTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task The_archive_of_a_campaign_holds_the_issued_bytes_of_what_is_in_force()
    {
        var story = await platform.IssueAsync();
        await platform.GivePasswordsAsync(story.World);
        using var secretary = await SignedInClient.SignInAsync(fixture.Host, story.World.Secretary);
        var entries = await EntriesAsync(secretary, story);
        entries.Keys.ShouldBe([$"attestation-{story.Attestation.Number}.pdf", $"certificat-{story.Certificate.Number}.pdf"]);
        entries[$"attestation-{story.Attestation.Number}.pdf"].ShouldBe(story.Attestation.Bytes);
        entries[$"certificat-{story.Certificate.Number}.pdf"].ShouldBe(story.Certificate.Bytes);

        await using (var scope = platform.As(story.World.Manager))
            (await scope.ServiceProvider.GetRequiredService<RevokeDocument>().ExecuteAsync(new(story.Certificate.Id, "erreur sur la personne"))).Message.ShouldBe("");
        (await EntriesAsync(secretary, story)).Keys.ShouldBe([$"attestation-{story.Attestation.Number}.pdf"]);

        await using var other = platform.As(story.World.OtherSecretary);
        (await other.ServiceProvider.GetRequiredService<ArchiveDocuments>().ExecuteAsync(story.Campaign.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
    }

    private static async Task<Dictionary<string, byte[]>> EntriesAsync(SignedInClient client, IssuedStory story)
    {
        using var answer = await client.GetAsync($"/documents/archive/{story.Campaign.Id}");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var entries = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            using var bytes = new MemoryStream();
            await using (var content = await entry.OpenAsync()) await content.CopyToAsync(bytes);
            entries[entry.Name] = bytes.ToArray();
        }
        return entries;
    }
}
