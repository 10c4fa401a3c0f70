using System.Text.RegularExpressions;
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

    /// <param name="agenda">Of the day's date; it takes note of what is planned.</param>
    /// <param name="examinerId">The examiner's membership.</param>
    /// <param name="secondExaminerId">The other's, where two rate blind; null where one is enough.</param>
    /// <param name="durationMinutes">What everybody has, before the extra time some are granted.</param>
    /// <param name="adaptations">What this candidate is granted.</param>
    public Result Plan(Agenda agenda, Guid enrolmentId, TimeOnly startsAt, string room, Guid examinerId, Guid? secondExaminerId = null, int durationMinutes = Oral.UsualMinutes, string? adaptations = null)
    {
        if (secondExaminerId == examinerId) return CommissionErrors.SameExaminerTwice;
        if (orals.Any(o => o.EnrolmentId == enrolmentId)) return CommissionErrors.AlreadyPlanned;
        var hearing = new Hearing(new Oral(Id, enrolmentId, startsAt, room, examinerId, secondExaminerId, durationMinutes), adaptations);
        if (agenda.During(hearing, hearing.Oral.Examiners) is { } other) return CommissionErrors.ExaminerBusy(other);
        orals.Add(hearing.Oral);
        agenda.Add(hearing);
        return Result.Success;
    }

    /// <summary>A second examiner joins the one who would have been alone, if they hear nobody else meanwhile.</summary>
    public Result Join(Agenda agenda, Guid oralId, Guid examinerId) =>
        agenda.During(oralId, examinerId) is { } other ? CommissionErrors.ExaminerTaken(other) : orals.Single(o => o.Id == oralId).Join(examinerId);

    /// <summary>Another examiner takes a seat, if they hear nobody else meanwhile.</summary>
    public Result Replace(Agenda agenda, Guid oralId, Guid absentId, Guid byId) =>
        agenda.During(oralId, byId) is { } other ? CommissionErrors.ExaminerTaken(other) : orals.Single(o => o.Id == oralId).Replace(absentId, byId);

    /// <summary>An oral is taken back while nothing is written of it: its candidate waits for one again.</summary>
    /// <param name="written">The blocks of which an examiner has begun the grid.</param>
    public Result Cancel(Guid oralId, IReadOnlyCollection<string> written)
    {
        if (written.Count > 0) return CommissionErrors.Begun([.. written.Order(StringComparer.Ordinal)]);
        orals.RemoveAll(o => o.Id == oralId);
        return Result.Success;
    }
}

/// <summary>One candidate before one examiner or two, at one time in one room.</summary>
public sealed partial class Oral : TenantEntity
{
    public const int AloneReasonMaxLength = 500, UsualMinutes = 45;

    private Oral() { }
    internal Oral(Guid dayId, Guid enrolmentId, TimeOnly startsAt, string room, Guid examinerId, Guid? secondExaminerId, int durationMinutes) =>
        (DayId, EnrolmentId, StartsAt, Room, ExaminerId, SecondExaminerId, DurationMinutes) = (dayId, enrolmentId, startsAt, room, examinerId, secondExaminerId, durationMinutes);

    public Guid DayId { get; private set; }
    public Guid EnrolmentId { get; private set; }
    public TimeOnly StartsAt { get; private set; }
    public string Room { get; private set; } = "";

    /// <summary>Null for an oral planned before its length was kept.</summary>
    public int? DurationMinutes { get; private set; }
    public Guid ExaminerId { get; private set; }

    /// <summary>Where set, each of the two rates without seeing the other, then both confirm one grid.</summary>
    public Guid? SecondExaminerId { get; private set; }

    /// <summary>Who should have been the second, and why one was let suffice.</summary>
    public Guid? AbsentExaminerId { get; private set; }
    public string? AloneReason { get; private set; }

    public IReadOnlyList<Guid> Examiners => SecondExaminerId is { } second ? [ExaminerId, second] : [ExaminerId];
    public bool ByTwo => SecondExaminerId is not null;
    /// <summary>A third more, to the minute above, where « tiers temps » is among the adaptations granted, unless they grant it for the written part and say nothing of the oral.</summary>
    public static bool HasExtraTime(string? adaptations) => adaptations is not null && ThirdMore().IsMatch(adaptations) && (OfTheOral().IsMatch(adaptations) || !OfTheWritten().IsMatch(adaptations));
    public static int MinutesFor(int duration, string? adaptations) => HasExtraTime(adaptations) ? ((duration * 4) + 2) / 3 : duration;

    [GeneratedRegex(@"\btiers[\s-]+temps\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ThirdMore();

    [GeneratedRegex(@"\b(orale?s?|oraux)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfTheOral();

    // In the same sentence: « Tiers temps. Sujet écrit en gros » grants it everywhere.
    [GeneratedRegex(@"\btiers[\s-]+temps\b[^.;\n]*\bécrite?s?\b|\bécrite?s?\b[^.;\n]*\btiers[\s-]+temps\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfTheWritten();

    public bool HeardBy(Guid examinerId) => ExaminerId == examinerId || SecondExaminerId == examinerId;

    /// <summary>One of two will not rate: the other is enough, and the certifier says why.</summary>
    public Result LetOneSuffice(Guid absentId, string? reason)
    {
        if (!ByTwo) return CommissionErrors.OneAlready;
        if (!HeardBy(absentId)) return CommissionErrors.NotOfThisOral;
        if (string.IsNullOrWhiteSpace(reason)) return CommissionErrors.AloneReasonRequired;
        (ExaminerId, SecondExaminerId, AbsentExaminerId, AloneReason) = (absentId == ExaminerId ? SecondExaminerId!.Value : ExaminerId, null, absentId, reason.Trim());
        return Result.Success;
    }

    /// <summary>What was said of who was missing; that one was enough stays.</summary>
    public void EraseReason() => AloneReason = null;

    internal Result Join(Guid examinerId)
    {
        if (ByTwo) return CommissionErrors.TwoAlready;
        if (HeardBy(examinerId)) return CommissionErrors.SameExaminerTwice;
        (SecondExaminerId, AbsentExaminerId, AloneReason) = (examinerId, null, null);
        return Result.Success;
    }

    internal Result Replace(Guid absentId, Guid byId)
    {
        if (!HeardBy(absentId)) return CommissionErrors.NotOfThisOral;
        if (HeardBy(byId)) return CommissionErrors.SameExaminerTwice;
        if (absentId == ExaminerId) ExaminerId = byId;
        else SecondExaminerId = byId;
        return Result.Success;
    }
}

public static class CommissionErrors
{
    public static readonly Error AlreadyPlanned = new("oral-already-planned", "Ce candidat a déjà un oral ce jour-là.");
    public static readonly Error SameExaminerTwice = new("oral-same-examiner", "Choisissez deux examinateurs différents, ou un seul.", Field: "SecondExaminerId");
    public static readonly Error OneAlready = new("oral-one-already", "Un seul examinateur note déjà ce candidat.");
    public static readonly Error SecondRequired = new("oral-second-required", "Choisissez le second examinateur.", Field: "ExaminerId");
    public static readonly Error TwoAlready = new("oral-two-already", "Deux examinateurs notent déjà ce candidat.");
    public static readonly Error NotOfThisOral = new("oral-not-of-it", "Cet examinateur n’est pas de cet oral : rechargez la page, puis recommencez.".French());
    public static readonly Error AloneReasonRequired = new("reason-required", "Indiquez le motif.", Field: "Reason");
    public static readonly Error LinkDetailRequired = new("reason-required", "Indiquez quel est ce lien.", Field: "Detail");
    public static readonly Error AlreadyLinked = new("oral-link-known", "Ce lien est déjà déclaré.");
    public static readonly Error Linked = new("oral-examiner-linked", "Un lien vous rattache à ce candidat : un autre examinateur le note. Voyez le certificateur s’il n’est pas encore désigné.".French());
    public static Error LinkedTo(string candidate, string why) => new("oral-examiner-linked", $"{candidate} : {why}. Choisissez un autre examinateur.".French(), Field: "ExaminerId");
    public static Error AlreadyMet(string block) => new("oral-pair-met", $"Les deux grilles de {block} sont déjà rapprochées : laissez l’autre examinateur la confirmer seul.".French());
    public static Error HasOwnGrid(string block) => new("oral-own-grid", $"Cet examinateur a déjà sa grille de {block} : écartez ce qui est saisi, il reprendra la sienne.".French(), Field: nameof(WrittenWork));
    public static Error NotApart(IReadOnlyList<string> blocks) => new("oral-not-apart",
        $"L’un des deux a déjà écrit dans la grille de {French.List(blocks)} que tient l’autre : ils ne noteraient plus sans se voir. Choisissez un autre examinateur.".French(), Field: "ExaminerId");
    public static Error Begun(IReadOnlyList<string> blocks) => new("oral-begun",
        $"Cet oral ne s’annule plus : la grille de {French.List(blocks)} est commencée. Si l’examinateur ne peut pas l’entendre, remplacez-le.".French());
    public static Error DayGone(DateOnly day) => new("oral-day-gone", $"Le {Common.French.Date(day)} est passé : choisissez aujourd’hui ou un jour à venir.".French(), Field: "Date");
    public static Error ExaminerBusy(Hearing other) => new("oral-examiner-busy",
        $"L’examinateur choisi entend déjà un candidat ce jour-là {During(other)}, et l’un de ces oraux tomberait en même temps : changez l’heure, le jour ou l’examinateur.".French(), Field: "FirstAt");
    public static Error ExaminerTaken(Hearing other) => new("oral-examiner-taken", $"Cet examinateur entend déjà un candidat ce jour-là {During(other)} : choisissez-en un autre.".French(), Field: "ExaminerId");
    private static string During(Hearing other) => $"de {other.Oral.StartsAt:HH\\:mm} à {other.Until:HH\\:mm}";
}
