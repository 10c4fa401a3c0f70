using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Data;

/// <summary>The sealing certificate, where there is none yet.</summary>
public sealed class SealStoreTests
{
    [Fact]
    public async Task Two_nodes_that_need_it_at_once_seal_with_the_same()
    {
        await using var fixture = new CqpFixture();
        await fixture.InitializeEmptyAsync(new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));
        var store = fixture.Services.GetRequiredService<SealStore>();
        var seals = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => store.GetAsync())));
        seals.Select(s => s.Fingerprint).Distinct().ShouldHaveSingleItem();
        using (var later = await store.GetAsync()) later.Fingerprint.ShouldBe(seals[0].Fingerprint);
        foreach (var seal in seals) seal.Dispose();
    }
}
