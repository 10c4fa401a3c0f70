using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Candidates;

/// <summary>
/// A file of enrolments between its upload and its saving. The file is kept only as long as it is of use: once the enrolments are saved, or
/// the import is given up, the bytes and what was read of them go.
/// </summary>
public sealed class EnrolmentImport : TenantEntity
{
    public const int FileNameMaxLength = 200, OutcomeMaxLength = 500;

    /// <summary>How long a file that nobody saves is kept.</summary>
    public const int KeptDays = 30;

    private EnrolmentImport() { }

    public Guid CampaignId { get; private set; }
    public Guid OrganisationId { get; private set; }
    public string FileName { get; private set; } = "";

    /// <summary>« point-virgule, Windows-1252 ».</summary>
    public string Description { get; private set; } = "";

    /// <summary>SHA-256 of the file as it was given: the same file again is the same import.</summary>
    public string Sha256 { get; private set; } = "";
    public byte[]? Content { get; private set; }

    /// <summary>The enrolments arrive as drafts, to be finished one by one, instead of being sent to the certifier.</summary>
    public bool AsDrafts { get; private set; }

    /// <summary>Saves by itself once the file is found sound: what the API asks for.</summary>
    public bool SavesItself { get; private set; }
    public ImportStatus Status { get; private set; }
    public Guid JobId { get; private set; }

    /// <summary>Every error and warning, as the checking wrote them.</summary>
    public string? Report { get; private set; }
    public int Lines { get; private set; }
    public int FaultyLines { get; private set; }
    public int Errors { get; private set; }
    public int Warnings { get; private set; }

    /// <summary>« 288 en option production, 212 en option sinistre… »; then what was saved.</summary>
    public string? Outcome { get; private set; }
    public DateTimeOffset UploadedAt { get; private set; }
    public DateTimeOffset? CheckedAt { get; private set; }
    public DateTimeOffset? SavedAt { get; private set; }

    public static EnrolmentImport Create(Guid campaignId, Guid organisationId, string sha256) => new() { CampaignId = campaignId, OrganisationId = organisationId, Sha256 = sha256 };

    /// <summary>The file is there and a job checks it. Also for a file given again: it is checked again, unless it was saved.</summary>
    public Result Upload(string fileName, byte[] content, string description, bool asDrafts, bool savesItself, Guid jobId, DateTimeOffset now)
    {
        if (Status == ImportStatus.Saved) return ImportErrors.AlreadySaved;
        (FileName, Content, Description, AsDrafts, SavesItself) = (fileName, content, description, asDrafts, savesItself);
        (Status, JobId, UploadedAt) = (ImportStatus.Checking, jobId, now);
        (Report, Outcome, CheckedAt, Lines, FaultyLines, Errors, Warnings) = (null, null, null, 0, 0, 0, 0);
        return Result.Success;
    }

    public void Check(string report, ImportCounts counts, string? outcome, DateTimeOffset now)
    {
        (Report, Outcome, CheckedAt) = (report, outcome, now);
        (Lines, FaultyLines, Errors, Warnings) = (counts.Lines, counts.FaultyLines, counts.Errors, counts.Warnings);
        Status = counts.Errors > 0 || counts.Lines == 0 ? ImportStatus.ToCorrect : ImportStatus.Sound;
    }

    /// <summary>Nobody came back to it: like giving it up, by itself.</summary>
    public bool IsStale(DateTimeOffset now) => Status is ImportStatus.Checking or ImportStatus.ToCorrect or ImportStatus.Sound && UploadedAt < now.AddDays(-KeptDays);

    /// <summary>A job saves it. Only one: whoever asks second is given the first's.</summary>
    public Result Save(Guid jobId)
    {
        if (Status != ImportStatus.Sound) return Status == ImportStatus.Saved ? ImportErrors.AlreadySaved : ImportErrors.NotSound;
        JobId = jobId;
        return Result.Success;
    }

    public void Saved(string outcome, DateTimeOffset now)
    {
        (Status, Outcome, SavedAt) = (ImportStatus.Saved, outcome, now);
        Forget();
    }

    public Result Abandon()
    {
        if (Status is ImportStatus.Saved or ImportStatus.Undone) return ImportErrors.AlreadySaved;
        Status = ImportStatus.Abandoned;
        Forget();
        return Result.Success;
    }

    /// <summary>A job takes it back.</summary>
    /// <param name="touched">Enrolments of it that were accepted, returned, sent one by one or changed since.</param>
    public Result Undo(int touched, Guid jobId)
    {
        if (Undoable(touched) is { Refused: true } refused) return refused;
        JobId = jobId;
        return Result.Success;
    }

    /// <summary>Its enrolments have gone, as if the file had never been given; the same file may be given again.</summary>
    public Result Undone(int touched, string outcome)
    {
        if (Undoable(touched) is { Refused: true } refused) return refused;
        (Status, Outcome) = (ImportStatus.Undone, outcome);
        return Result.Success;
    }

    private Result Undoable(int touched) => Status != ImportStatus.Saved ? ImportErrors.NotSaved : touched > 0 ? ImportErrors.Touched(touched) : Result.Success;

    private void Forget() => (Content, Report) = (null, null);
}

public sealed record ImportCounts(int Lines, int FaultyLines, int Errors, int Warnings);

public enum ImportStatus { Checking, ToCorrect, Sound, Saved, Abandoned, Undone }

public static class ImportStatusFacts
{
    public static string French(this ImportStatus status) => status switch
    {
        ImportStatus.Checking => "Vérification",
        ImportStatus.ToCorrect => "À corriger",
        ImportStatus.Sound => "Prêt à enregistrer",
        ImportStatus.Saved => "Enregistré",
        ImportStatus.Abandoned => "Abandonné",
        ImportStatus.Undone => "Défait",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}

public static class ImportErrors
{
    public static readonly Error AlreadySaved = new("import-already-saved", "Ce fichier est déjà enregistré : ses inscriptions sont dans votre liste.".French());
    public static readonly Error NotSound = new("import-not-sound", "Rien ne peut être enregistré tant que le fichier contient une erreur : corrigez-le, puis déposez-le de nouveau.".French());
    public static readonly Error NotSaved = new("import-not-saved", "Rien n’a été enregistré de ce fichier : il n’y a rien à défaire.".French());
    public static readonly Error Changed = new("import-changed", "Depuis la vérification, le registre ou la campagne a changé : le fichier contient maintenant des erreurs. Rien n’est enregistré.".French());

    public static Error Touched(int count) => new("import-touched", (count == 1
        ? "Un dossier de cet import a déjà été accepté, renvoyé, envoyé ou modifié : l’import ne peut plus être défait. Retirez les dossiers un par un."
        : $"{count} dossiers de cet import ont déjà été acceptés, renvoyés, envoyés ou modifiés : l’import ne peut plus être défait. Retirez les dossiers un par un.").French());
}
