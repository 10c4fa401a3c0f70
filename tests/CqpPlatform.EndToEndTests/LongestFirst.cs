using CqpPlatform.EndToEndTests.Journeys;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(CqpPlatform.EndToEndTests.LongestFirst))]

namespace CqpPlatform.EndToEndTests;

/// <summary>The longest journeys begin: one that began last would end alone, with half of the machine idle.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly List<string> Long =
    [
        nameof(EveryPageJourney), nameof(FirstCampaign31391Journey), nameof(ScreensJourney), nameof(FirstCampaign41351Journey), nameof(JuryPagesJourney),
        nameof(PartialResultJourney), nameof(TwoExaminersJourney), nameof(FirstCampaign31395Journey), nameof(AccountJourney), nameof(NothingLostJourney),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => Long.FindIndex(name => c.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is >= 0 and var place ? place : Long.Count)];
}
