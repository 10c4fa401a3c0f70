using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Campaigns.PlanCommission;

public sealed record PlanCommissionInput
{
    public Guid CampaignId { get; set; }
    public DateOnly? Date { get; set; }
    public string? Place { get; set; }
    public string? Room { get; set; }
    public string? FirstAt { get; set; }
    public int MinutesPerOral { get; set; } = Oral.UsualMinutes;
    public Guid? ExaminerId { get; set; }

    /// <summary>Where two rate blind; null where one is enough.</summary>
    public Guid? SecondExaminerId { get; set; }

    public TimeOnly? FirstTime => TimeOnly.TryParseExact(FirstAt?.Trim(), ["HH:mm", "H:mm", "HH'h'mm", "H'h'mm"], out var time) ? time : null;
}

public sealed class PlanCommissionValidator : AbstractValidator<PlanCommissionInput>
{
    public PlanCommissionValidator()
    {
        RuleFor(x => x.Date).NotNull().WithMessage("Indiquez la date, au format JJ/MM/AAAA.");
        RuleFor(x => x.Place).NotEmpty().WithMessage("Indiquez le lieu.").PrintedLine("Lieu", CommissionDay.PlaceMaxLength);
        RuleFor(x => x.Room).NotEmpty().WithMessage("Indiquez la salle.").PrintedLine("Salle", CommissionDay.RoomMaxLength);
        RuleFor(x => x.FirstTime).NotNull().WithMessage("Indiquez l’heure du premier oral, par exemple 09:00.").OverridePropertyName(nameof(PlanCommissionInput.FirstAt));
        RuleFor(x => x.MinutesPerOral).InclusiveBetween(10, 180).WithMessage("Un oral dure de 10 à 180 minutes.");
        RuleFor(x => x.ExaminerId).NotNull().WithMessage("Choisissez l’examinateur.");
        RuleFor(x => x.SecondExaminerId).Must((x, second) => second is null || second != x.ExaminerId).WithMessage(CommissionErrors.SameExaminerTwice.Message);
    }
}

/// <param name="LeftOut">Who is not among them, and why: linked to an examiner.</param>
public sealed record CommissionPlanned(int Orals, IReadOnlyList<Error> LeftOut);

/// <summary>Plans a day of orals: every accepted candidate without an oral, one after the other with the extra time granted, before one examiner or two. Who is linked to one of them waits for others.</summary>
public sealed class PlanCommission(WorkFactory work, PlanCommissionValidator validator)
{
    public async Task<Result<CommissionPlanned>> ExecuteAsync(PlanCommissionInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        if (input.Date < unit.Today) return CommissionErrors.DayGone(input.Date!.Value);
        Guid[] examiners = [.. new[] { input.ExaminerId, input.SecondExaminerId }.OfType<Guid>()];
        if (!await db.Campaigns.AnyAsync(c => c.Id == input.CampaignId, ct) || await db.Memberships.CountAsync(m => examiners.Contains(m.Id) && m.Role == Role.Examiner && m.Active, ct) != examiners.Length)
            return SecurityErrors.NotFound;

        var planned = db.Orals.Select(o => o.EnrolmentId);
        var waiting = await (
            from e in db.Enrolments
            join c in db.Candidates on e.CandidateId equals c.Id
            where e.CampaignId == input.CampaignId && e.Status == EnrolmentStatus.Accepted && !planned.Contains(e.Id)
            orderby c.BirthName, c.FirstNames
            select new { e.Id, Candidate = c, e.Adaptations }).ToListAsync(ct);
        if (waiting.Count == 0) return new Error("oral-nobody-waiting", "Tous les candidats acceptés ont déjà un oral.");
        var links = (await db.Linked().Where(l => examiners.Contains(l.ExaminerId)).ToListAsync(ct)).ToLookup(l => l.EnrolmentId, l => l.Kind);
        var leftOut = waiting.Where(w => links.Contains(w.Id)).Select(w => CommissionErrors.LinkedTo(w.Candidate.Name, French.List([.. links[w.Id].Distinct().Order().Select(k => k.French())]))).ToList();
        waiting.RemoveAll(w => links.Contains(w.Id));
        if (waiting.Count == 0) return leftOut;

        var agenda = await ExaminerAgenda.ReadAsync(db, input.Date!.Value, ct);
        var day = CommissionDay.Create(input.CampaignId, input.Date.Value, input.Place!.Trim());
        var at = input.FirstTime!.Value.ToTimeSpan();
        foreach (var candidate in waiting)
        {
            if (at >= TimeSpan.FromDays(1)) return new Error("oral-day-too-short", $"La journée ne suffit pas pour {waiting.Count} oraux de {input.MinutesPerOral} minutes : réduisez la durée ou prévoyez un second examinateur.".French());
            if (day.Plan(agenda, candidate.Id, TimeOnly.FromTimeSpan(at), input.Room!.Trim(), input.ExaminerId!.Value, input.SecondExaminerId, input.MinutesPerOral, candidate.Adaptations) is { Refused: true } refused) return refused;
            at += TimeSpan.FromMinutes(Oral.MinutesFor(input.MinutesPerOral, candidate.Adaptations));
        }
        db.Add(day);
        var saved = await unit.SaveAsync(ct: ct);
        return saved.Refused ? saved : new CommissionPlanned(waiting.Count, leftOut);
    }
}
