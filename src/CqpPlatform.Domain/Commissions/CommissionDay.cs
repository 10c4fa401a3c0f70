using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Commissions;

/// <summary>A day of orals: the commission's examiners hear candidates one after the other.</summary>
public sealed class CommissionDay : TenantEntity
{
    public const int PlaceMaxLength = 160, RoomMaxLength = 40;
    private readonly List<Oral> orals = [];

    private CommissionDay() { }

    public Guid CampaignId { get; private set; }
    public DateOnly Date { get; private set; }
    public string Place { get; private set; } = "";
    public IReadOnlyList<Oral> Orals => orals;

    public static CommissionDay Create(Guid campaignId, DateOnly date, string place) => new() { CampaignId = campaignId, Date = date, Place = place };

    /// <param name="examinerId">The examiner's membership.</param>
    public Result Plan(Guid enrolmentId, TimeOnly startsAt, string room, Guid examinerId)
    {
        if (orals.Any(o => o.EnrolmentId == enrolmentId)) return CommissionErrors.AlreadyPlanned;
        if (orals.Any(o => o.ExaminerId == examinerId && o.StartsAt == startsAt)) return CommissionErrors.ExaminerTaken(startsAt);
        orals.Add(new Oral(Id, enrolmentId, startsAt, room, examinerId));
        return Result.Success;
    }
}

/// <summary>One candidate before one examiner, at one time in one room.</summary>
public sealed class Oral : TenantEntity
{
    private Oral() { }
    internal Oral(Guid dayId, Guid enrolmentId, TimeOnly startsAt, string room, Guid examinerId) =>
        (DayId, EnrolmentId, StartsAt, Room, ExaminerId) = (dayId, enrolmentId, startsAt, room, examinerId);

    public Guid DayId { get; private set; }
    public Guid EnrolmentId { get; private set; }
    public TimeOnly StartsAt { get; private set; }
    public string Room { get; private set; } = "";
    public Guid ExaminerId { get; private set; }
}

public static class CommissionErrors
{
    public static readonly Error AlreadyPlanned = new("oral-already-planned", "Ce candidat a déjà un oral ce jour-là.");
    public static Error ExaminerTaken(TimeOnly at) => new("oral-examiner-taken", $"Cet examinateur a déjà un oral à {at:HH\\:mm}.");
}
