using System.Net;
using CqpPlatform.Web.Hosting;

namespace CqpPlatform.Web.Tests.Features.Verification;

public sealed class VerificationRateTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Numbers_cannot_be_tried_in_a_row_and_other_pages_go_on()
    {
        using var client = fixture.Host.Client();
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i <= RateLimits.VerificationsPerMinute; i++) answers.Add(await client.GetAsync($"/verification/CPNEC-2021-C-{i:00000}"));
        answers[0].StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answers[^1].StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answers[^1].Headers.RetryAfter.ShouldNotBeNull();
        (await answers[^1].Content.ReadAsStringAsync()).ShouldStartWith("Trop de vérifications");
        (await client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
