using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.PersonalData.Retention;

public sealed record ChangeScheduleInput
{
    public int FileYears { get; set; }
    public int RecordYears { get; set; }
    public int MailMonths { get; set; }
    public int StaffYears { get; set; }
    public int DeclarationYears { get; set; }
}

/// <summary>Sets how long each class is kept. A shorter duration erases nothing by itself.</summary>
public sealed class ChangeSchedule(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(ChangeScheduleInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManagePersonalData, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var schedule = await unit.Db.RetentionSchedules.SingleOrDefaultAsync(ct);
        if (schedule is null) unit.Db.Add(schedule = RetentionSchedule.Default());
        var changed = schedule.Change(input.FileYears, input.RecordYears, input.MailMonths, input.StaffYears, input.DeclarationYears);
        return changed.Refused ? changed : await unit.SaveAsync(reason: null, ct);
    }
}
