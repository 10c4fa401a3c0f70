using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Candidates;

/// <summary>How much of a person goes: nothing, the file, or the person's name with it.</summary>
public enum ErasureReach { Nothing, File, Identity }

/// <summary>What a certifier holds of one person, in time: enough to say what may be erased.</summary>
/// <param name="LastEvent">End of their last campaign.</param>
/// <param name="Ongoing">An enrolment still runs: its campaign is not closed.</param>
/// <param name="Appealed">An appeal of theirs waits for its answer, or for the jury it was sent to.</param>
/// <param name="LastAward">Last block entered in the ledger; null where the person holds none.</param>
/// <param name="FileErased">The file has gone already; only the record is left.</param>
public sealed record HeldFile(Guid CandidateId, DateOnly LastEvent, bool Ongoing, bool Appealed, DateOnly? LastAward, bool FileErased)
{
    /// <summary>What has reached its term. Whoever holds no block leaves with their file: nothing that is kept needs their name.</summary>
    public ErasureReach Due(RetentionSchedule schedule, DateOnly today)
    {
        if (Ongoing || Appealed) return ErasureReach.Nothing;
        if (LastAward is { } award && schedule.RecordTerm(award) <= today) return ErasureReach.Identity;
        if (FileErased || schedule.FileTerm(LastEvent) > today) return ErasureReach.Nothing;
        return LastAward is null ? ErasureReach.Identity : ErasureReach.File;
    }

    /// <summary>What the person may have erased before any term (article 17 RGPD): all that no duty keeps.</summary>
    public Result<ErasureReach> OnRequest(RetentionSchedule schedule, DateOnly today)
    {
        if (Ongoing) return ErasureErrors.Ongoing;
        if (Appealed) return ErasureErrors.Appealed;
        if (LastAward is not { } award || schedule.RecordTerm(award) <= today) return ErasureReach.Identity;
        return FileErased ? ErasureErrors.RecordKept(schedule.RecordTerm(award)) : ErasureReach.File;
    }
}

public static class ErasureErrors
{
    public static readonly Error Ongoing = new("erasure-ongoing",
        "Une inscription de cette personne est en cours : closez la campagne, ou retirez l’inscription, avant d’effacer.".French());
    public static readonly Error Appealed = new("erasure-appealed",
        "Un recours de cette personne n’est pas encore tranché : répondez-y, ou attendez la décision du jury, avant d’effacer.".French());
    public static readonly Error AlreadyErased = new("erasure-done", "Cette personne est déjà effacée.");
    public static readonly Error ReasonRequired = new("erasure-reason", "Indiquez le motif : il reste au registre des effacements.".French(), Field: "Reason");
    public static readonly Error NothingDue = new("erasure-nothing-due", "Rien n’a atteint son terme.");

    public static Error RecordKept(DateOnly term) => new("erasure-record-kept",
        $"Le dossier est déjà effacé. Le nom reste jusqu’au {French.Date(term)} avec les blocs acquis : le certificateur doit pouvoir prouver ce qu’il a délivré.".French());
}
