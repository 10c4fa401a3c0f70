using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Jobs;

/// <summary>Where a use case asks for work, and reads or stops what was asked.</summary>
public static class JobDesk
{
    /// <summary>It waited; what an earlier attempt may have left is not said.</summary>
    public static readonly string Withdrawn = "Arrêté à votre demande.";

    public static readonly Error Ended = new("job-ended", "Ce travail est déjà terminé : il ne peut plus être arrêté.".French());

    /// <summary>Adds the job to the unit of work: it exists, and runs, only if the transaction that asks for it commits.</summary>
    public static Job Enqueue(this UnitOfWork unit, string kind, string title, string input, string? href = null)
    {
        var job = Job.Create(unit.Actor, kind, title, input, href, unit.Now);
        unit.Db.Add(job);
        return job;
    }

    /// <summary>A training organisation sees its own; the certifier those of its own people.</summary>
    public static IQueryable<Job> VisibleJobs(this UnitOfWork unit) => unit.Actor.Role switch
    {
        Role.TrainingOrganisation => unit.Db.Jobs.Where(j => j.OrganisationId == unit.Actor.OrganisationId),
        Role.CertifierManager => unit.Db.Jobs.Where(j => j.OrganisationId == null),
        _ => unit.Db.Jobs.Where(j => false),
    };

    /// <summary>Stops a job that waits at once, and one that runs at its next safe point.</summary>
    public static async Task<Result> CancelAsync(this UnitOfWork unit, Guid jobId, CancellationToken ct = default)
    {
        var job = unit.VisibleJobs().Where(j => j.Id == jobId);
        if (await job.Where(j => j.State == JobState.Waiting).ExecuteUpdateAsync(s => s
            .SetProperty(j => j.State, JobState.Cancelled).SetProperty(j => j.EndedAt, unit.Now).SetProperty(j => j.Message, Withdrawn), ct) > 0) return Result.Success;
        if (await job.Where(j => j.State == JobState.Running).ExecuteUpdateAsync(s => s.SetProperty(j => j.CancelRequestedAt, unit.Now), ct) > 0) return Result.Success;
        return await job.AnyAsync(ct) ? Ended : SecurityErrors.NotFound;
    }
}
