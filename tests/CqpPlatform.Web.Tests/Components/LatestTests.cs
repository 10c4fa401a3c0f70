using CqpPlatform.Web.Components;

namespace CqpPlatform.Web.Tests.Components;

public class LatestTests
{
    [Fact]
    public async Task Of_two_readings_the_one_begun_last_stays_though_the_other_answers_after_it()
    {
        var (latest, shown) = (new Latest(), new List<string>());
        var (first, second) = (new TaskCompletionSource<string>(), new TaskCompletionSource<string>());
        var readings = new[] { latest.ReadAsync(() => first.Task, shown.Add), latest.ReadAsync(() => second.Task, shown.Add) };

        second.SetResult("déclarations reçues");
        first.SetResult("avant elles");
        await Task.WhenAll(readings);
        shown.ShouldBe(["déclarations reçues"]);

        await latest.ReadAsync(() => Task.FromResult("ensuite"), shown.Add);
        shown[^1].ShouldBe("ensuite");
    }

    [Fact]
    public async Task A_reading_that_another_overtakes_or_that_fails_after_it_is_shown_all_the_same()
    {
        var (latest, shown) = (new Latest(), new List<string>());
        var (first, second) = (new TaskCompletionSource<string>(), new TaskCompletionSource<string>());
        var one = latest.ReadAsync(() => first.Task, shown.Add);
        var two = latest.ReadAsync(() => second.Task, shown.Add);

        first.SetResult("le premier");
        await one;
        shown.ShouldBe(["le premier"]);
        second.SetException(new InvalidOperationException());
        await Should.ThrowAsync<InvalidOperationException>(() => two);
        shown.ShouldBe(["le premier"]);
    }
}
