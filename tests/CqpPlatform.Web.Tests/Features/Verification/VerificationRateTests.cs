using System.Net;
using CqpPlatform.Web.Hosting;

namespace CqpPlatform.Web.Tests.Features.Verification;

public sealed class VerificationRateTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Numbers_cannot_be_tried_in_a_row_and_other_pages_go_on()
    {
        using var client = fixture.Host.Client();
        (await client.GetAsync("/verification/CPNEC-2021-C-00000/AAAAAAAA")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        // Twice the permits and more, so that a minute that ends meanwhile changes nothing.
        var answers = await Task.WhenAll(Enumerable.Range(1, 2 * RateLimits.VerificationsPerMinute + 1).Select(i => client.GetAsync($"/verification/CPNEC-2021-C-{i:00000}/AAAAAAAA")));
        var refused = answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await refused.Content.ReadAsStringAsync()).ShouldStartWith("Trop de demandes");
        (await client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
