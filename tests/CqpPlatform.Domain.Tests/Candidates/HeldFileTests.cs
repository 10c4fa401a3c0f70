using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Certifiers;

namespace CqpPlatform.Domain.Tests.Candidates;

public sealed class HeldFileTests
{
    private static readonly RetentionSchedule Schedule = RetentionSchedule.Default();
    private static readonly DateOnly Closed = new(2021, 12, 23), Jury = new(2021, 12, 9);

    [Theory]
    [InlineData("2026-12-22", ErasureReach.Nothing)]
    [InlineData("2026-12-23", ErasureReach.Identity)]
    public void Whoever_holds_no_block_leaves_five_years_after_the_campaign(string today, ErasureReach reach) =>
        File(lastAward: null).Due(Schedule, DateOnly.Parse(today)).ShouldBe(reach);

    [Theory]
    [InlineData("2026-12-23", ErasureReach.File)]
    [InlineData("2071-12-08", ErasureReach.File)]
    [InlineData("2071-12-09", ErasureReach.Identity)]
    public void Whoever_holds_a_block_keeps_their_name_for_fifty_years(string today, ErasureReach reach) =>
        File(Jury).Due(Schedule, DateOnly.Parse(today)).ShouldBe(reach);

    [Fact]
    public void A_file_that_is_gone_is_not_due_again_before_the_name() =>
        (File(Jury) with { FileErased = true }).Due(Schedule, new(2030, 1, 1)).ShouldBe(ErasureReach.Nothing);

    [Fact]
    public void Nothing_of_a_running_campaign_is_due_or_can_be_asked_for()
    {
        var running = File(null) with { Ongoing = true };
        running.Due(Schedule, new(2099, 1, 1)).ShouldBe(ErasureReach.Nothing);
        running.OnRequest(Schedule, new(2022, 1, 1)).Errors.ShouldBe([ErasureErrors.Ongoing]);
    }

    [Fact]
    public void Nothing_of_somebody_whose_appeal_is_not_settled_is_due_or_can_be_asked_for()
    {
        var appealed = File(Jury) with { Appealed = true };
        appealed.Due(Schedule, new(2099, 1, 1)).ShouldBe(ErasureReach.Nothing);
        appealed.OnRequest(Schedule, new(2022, 1, 1)).Errors.ShouldBe([ErasureErrors.Appealed]);
    }

    [Fact]
    public void On_request_all_that_no_duty_keeps_goes_before_its_term()
    {
        File(null).OnRequest(Schedule, new(2022, 1, 1)).Value.ShouldBe(ErasureReach.Identity);
        File(Jury).OnRequest(Schedule, new(2022, 1, 1)).Value.ShouldBe(ErasureReach.File);
        (File(Jury) with { FileErased = true }).OnRequest(Schedule, new(2022, 1, 1)).Message.ShouldContain("09/12/2071");
    }

    [Fact]
    public void A_duration_out_of_its_range_is_refused_at_its_field()
    {
        var refused = RetentionSchedule.Default().Change(0, 9, 61, 0, 11);
        refused.Errors.Select(e => e.Field).ShouldBe([nameof(Schedule.FileYears), nameof(Schedule.RecordYears), nameof(Schedule.MailMonths), nameof(Schedule.StaffYears), nameof(Schedule.DeclarationYears)]);
        RetentionSchedule.Default().Change(3, 50, 6, 5, 5).Succeeded.ShouldBeTrue();
    }

    private static HeldFile File(DateOnly? lastAward) => new(Guid.NewGuid(), Closed, Ongoing: false, Appealed: false, lastAward, FileErased: false);
}
