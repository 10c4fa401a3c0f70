using System.Text.Json;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.TestCommon;

/// <summary>Really issued: a whole choice gave the certificate, a part of it the attestation.</summary>
public sealed record IssuedStory(TestWorld World, Campaign Campaign, Enrolment Whole, Enrolment Part, IssuedDocument Certificate, IssuedDocument Attestation);

public static partial class TestData
{
    public static readonly BlockChoice Production = new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9"]);

    public static async Task<IssuedStory> IssueAsync(this CqpFixture platform)
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Automne {Guid.NewGuid():N}");
        var whole = await platform.CreateEnrolmentAsync(world, campaign, Production, "Lefèvre");
        var part = await platform.CreateEnrolmentAsync(world, campaign, Production, "Zeller");
        await platform.SealSessionAsync(world, campaign, new Dictionary<Guid, string[]> { [whole.Id] = [.. Production.Blocks], [part.Id] = ["BC1", "BC2"] });
        await using var scope = platform.As(world.Manager);
        Must((await scope.ServiceProvider.GetRequiredService<IssueDocuments>().ExecuteAsync(new(campaign.Id))) is { Refused: true } refused ? Domain.Common.Result.From(refused.Errors) : default);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var documents = await db.IssuedDocuments.Where(d => d.CampaignId == campaign.Id).ToListAsync();
        return new(world, campaign, whole, part, documents.Single(d => d.Kind == DocumentKind.Certificate), documents.Single(d => d.Kind == DocumentKind.Attestation));
    }

    /// <summary>Rectifies the birth name, as the certifier does.</summary>
    public static async Task RenameAsync(this CqpFixture platform, TestWorld world, Enrolment enrolment, string birthName)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var candidate = await db.Candidates.SingleAsync(c => c.Id == enrolment.CandidateId);
        candidate.Correct(candidate.Identity with { BirthName = birthName }, candidate.Email, candidate.Phone);
        await db.SaveChangesAsync();
    }

    public static PrintedFacts PrintedBy(IssuedDocument document) => JsonSerializer.Deserialize<PrintedFacts>(document.Facts, JsonSerializerOptions.Web)!;
}
