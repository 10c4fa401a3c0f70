using CqpPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Jobs;

/// <summary>What runs the jobs of one kind: a use case, called with the rights of whoever asked.</summary>
/// <param name="Left">What a run that was cut leaves behind, as people read it after a colon: « rien n’a été enregistré ».</param>
public sealed record JobHandler(string Kind, string Left, Func<IServiceProvider, JobRun, CancellationToken, Task<Result<JobEnd>>> RunAsync)
{
    public const string Nothing = "rien n’a été enregistré";

    internal JobEnd Stopped => new($"Arrêté à votre demande : {Left}.".French());
    internal JobEnd GivenUp => new($"Ce travail s’est interrompu trois fois sans aboutir : {Left}. Signalez-le à l’exploitant, avec l’heure.".French());
}

/// <param name="Message">What people read when it is done.</param>
/// <param name="Result">What machines read.</param>
public sealed record JobEnd(string Message, string? Result = null);

/// <summary>One attempt at a job, as its handler sees it.</summary>
public sealed class JobRun(Guid jobId, string input, Guid holder)
{
    private Progress progress = new(0, 0, null);

    public Guid JobId { get; } = jobId;
    public string Input { get; } = input;
    internal Guid Holder { get; } = holder;
    internal Progress Now => Volatile.Read(ref progress);

    /// <summary>Costs nothing: the runner writes the last one down twice a second.</summary>
    public void Report(int done, int total, string? text = null) => Volatile.Write(ref progress, new(done, total, text));

    /// <summary>
    /// Ends the job inside the transaction of its work: both are committed or neither. Call last. A run that lost its lease to another is
    /// refused here, so that its work is rolled back.
    /// </summary>
    public async Task EndWithAsync(UnitOfWork unit, JobEnd end, CancellationToken ct = default)
    {
        if (unit.Db.Database.CurrentTransaction is null) throw new InvalidOperationException("A job ends in the transaction of its work.");
        if (await EndAsync(unit.Db, JobState.Succeeded, end, unit.Now, ct) == 0) throw new JobLostException(JobId);
    }

    internal Task<int> EndAsync(CqpDbContext db, JobState state, JobEnd end, DateTimeOffset now, CancellationToken ct) =>
        db.Jobs.Where(j => j.Id == JobId && j.Holder == Holder).ExecuteUpdateAsync(s => s
            .SetProperty(j => j.State, state).SetProperty(j => j.Message, end.Message.Length > Job.MessageMaxLength ? end.Message[..Job.MessageMaxLength] : end.Message)
            .SetProperty(j => j.Result, end.Result).SetProperty(j => j.Done, j => state == JobState.Succeeded ? j.Total : j.Done)
            .SetProperty(j => j.EndedAt, now).SetProperty(j => j.Holder, (Guid?)null).SetProperty(j => j.LeaseUntil, (DateTimeOffset?)null), ct);

    internal sealed record Progress(int Done, int Total, string? Text);
}

/// <summary>Another node has taken the job over: what this run did must not be committed.</summary>
public sealed class JobLostException(Guid jobId) : Exception($"Job {jobId} was taken over by another run.");
