using System.Text;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Awards.EditIdentity;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CqpPlatform.Web.Tests.Features.Awards;

public sealed class IdentityTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly byte[] Logo = Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><rect width=\"40\" height=\"20\" fill=\"#7a1f2b\" /></svg>");
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task A_saved_identity_dresses_what_is_issued_next_and_nothing_that_was()
    {
        var story = await platform.IssueAsync();
        (await SaveAsync(story.World.Manager, Chosen(logo: Logo))).Message.ShouldBe("");
        var later = await platform.IssueAsync();
        await using var db = await platform.Database.OpenAsync(story.World.TenantId);
        (await db.IssuedDocuments.SingleAsync(d => d.Id == story.Certificate.Id)).Bytes.ShouldBe(story.Certificate.Bytes);
        TestData.PrintedBy(story.Certificate).Signatory.ShouldNotContain("DUPONT");
        TestData.PrintedBy(later.Certificate).Signatory.ShouldBe("Marie DUPONT, déléguée générale, pour MOREL Hélène, Présidente de la CPNE, par délégation du 3 mars 2026");
        TestData.PrintedBy(later.Attestation).Signatory.ShouldContain("par délégation du 3 mars 2026");

        // A later version leaves the former one as it was, and it can be taken up again.
        var before = await ReadAsync(story.World.Manager);
        (await SaveAsync(story.World.Manager, new() { Accent = "#1b4b6b", Ornament = "#1b4b6b" })).Message.ShouldBe("");
        var now = await ReadAsync(story.World.Manager);
        (now.Versions[0].Version, now.Content.Delegate).ShouldBe((before.Versions[0].Version + 1, null));
        (await ReadAsync(story.World.Manager, before.Versions[0].Version)).Content.SameAs(before.Content).ShouldBeTrue();
        foreach (var statement in new[] { "delete from certifier_identities", "update certifier_identities set accent = '#000000'" })
            (await Should.ThrowAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(statement))).SqlState.ShouldBe("42501");
    }

    [Fact]
    public async Task The_preview_is_drawn_by_the_template_and_keeps_nothing()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Insurer);
        foreach (var kind in new[] { DocumentKind.Certificate, DocumentKind.Attestation })
            foreach (var stretched in new[] { false, true })
            {
                var picture = await platform.RunAsync<PreviewIdentity, Result<string>>(world.Manager, u => u.ExecuteAsync(Chosen(logo: Logo), kind, stretched));
                picture.Value.ShouldStartWith("<svg");
                picture.Value.ShouldContain("#7a1f2b");
            }
        (await ReadAsync(world.Manager)).Versions.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_printed_well_is_refused_by_field()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Insurer);
        (await SaveAsync(world.Manager, Chosen() with { Accent = "#cccccc" })).Errors.ShouldHaveSingleItem().Field.ShouldBe("Accent");
        (await SaveAsync(world.Manager, Chosen() with { Ornament = "vert" })).Errors.ShouldHaveSingleItem().Field.ShouldBe("Ornament");
        (await SaveAsync(world.Manager, Chosen(logo: "GIF89a"u8.ToArray()))).Errors.ShouldBe([IdentityErrors.NotAnImage("Logo")]);
        (await SaveAsync(world.Manager, Chosen() with { DelegateName = "漢" })).Errors.ShouldHaveSingleItem().Field.ShouldBe("DelegateName");
        (await SaveAsync(world.Manager, Chosen() with { DelegateQuality = null })).Errors.ShouldBe([IdentityErrors.DelegateIncomplete]);
        // A PNG by its header, and no image behind it: the engine would leave a blank.
        byte[] hollow = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 1, 0, 0, 0, 1, 0, 8, 6, 0, 0, 0, 0, 0, 0, 0, 0];
        (await SaveAsync(world.Manager, Chosen(logo: hollow))).Errors.ShouldBe([IdentityErrors.Damaged("Logo")]);
        (await SaveAsync(world.Secretary, Chosen())).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        (await ReadAsync(world.Manager)).Versions.ShouldBeEmpty();
    }

    private static EditIdentityInput Chosen(byte[]? logo = null) => new()
    {
        Accent = "#7A1F2B",
        Ornament = "#8a5a1f",
        Logo = logo,
        DelegateName = "Marie DUPONT",
        DelegateQuality = "déléguée générale",
        DelegatedOn = new(2026, 3, 3),
    };

    private Task<Result<int>> SaveAsync(Membership who, EditIdentityInput input) => platform.RunAsync<SaveIdentity, Result<int>>(who, u => u.ExecuteAsync(input));

    private async Task<IdentityView> ReadAsync(Membership who, int? version = null) => (await platform.RunAsync<ReadIdentity, Result<IdentityView>>(who, u => u.ExecuteAsync(version))).Value;
}
