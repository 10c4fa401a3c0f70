using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Certifiers;

/// <summary>How long the certifier keeps what it holds of people, class by class. Nothing goes by itself at a term: the certifier erases, after reading the list.</summary>
public sealed class RetentionSchedule : TenantEntity
{
    public const int MinFileYears = 1, MaxFileYears = 10, MinRecordYears = 10, MaxRecordYears = 99, MinMailMonths = 1, MaxMailMonths = 60, MinStaffYears = 1, MaxStaffYears = 10, MinDeclarationYears = 1, MaxDeclarationYears = 10;

    private RetentionSchedule() { }

    /// <summary>Years a person's file is kept after the end of their last campaign: contacts, comments of the grids, adaptations.</summary>
    public int FileYears { get; private set; } = 5;

    /// <summary>Years the ledger, the minutes and what proves them are kept: the name of who holds a block goes with them.</summary>
    public int RecordYears { get; private set; } = 50;

    /// <summary>Months a mail is kept once sent, an invitation once closed, a file of enrolments once brought.</summary>
    public int MailMonths { get; private set; } = 12;

    /// <summary>Years an account is kept once its access has ended, and the names of a jury once its session is over: the minutes keep theirs.</summary>
    public int StaffYears { get; private set; } = 5;

    /// <summary>Years the content of a file for the Caisse des Dépôts is kept; its number, its hash and what was answered of each person stay.</summary>
    public int DeclarationYears { get; private set; } = 5;

    public static RetentionSchedule Default() => new();

    public Result Change(int fileYears, int recordYears, int mailMonths, int staffYears, int declarationYears)
    {
        var errors = new List<Error>();
        Check(fileYears, MinFileYears, MaxFileYears, nameof(FileYears), "Dossiers", "ans");
        Check(recordYears, MinRecordYears, MaxRecordYears, nameof(RecordYears), "Registre et procès-verbaux", "ans");
        Check(mailMonths, MinMailMonths, MaxMailMonths, nameof(MailMonths), "Courriels", "mois");
        Check(staffYears, MinStaffYears, MaxStaffYears, nameof(StaffYears), "Comptes fermés et membres de jury", "ans");
        Check(declarationYears, MinDeclarationYears, MaxDeclarationYears, nameof(DeclarationYears), "Fichiers de déclaration", "ans");
        if (errors.Count > 0) return errors;
        (FileYears, RecordYears, MailMonths, StaffYears, DeclarationYears) = (fileYears, recordYears, mailMonths, staffYears, declarationYears);
        return Result.Success;

        void Check(int value, int min, int max, string field, string label, string unit)
        {
            if (value < min || value > max) errors.Add(new("retention-out-of-range", $"{label} : indiquez une durée de {min} à {max} {unit}.".French(), Field: field));
        }
    }

    /// <summary>The first day a file whose last event was then may be erased.</summary>
    public DateOnly FileTerm(DateOnly lastEvent) => lastEvent.AddYears(FileYears);

    public DateOnly RecordTerm(DateOnly lastAward) => lastAward.AddYears(RecordYears);
}
