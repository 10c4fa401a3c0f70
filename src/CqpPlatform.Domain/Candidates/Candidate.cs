using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Candidates;

/// <summary>A person in the tenant's registry. Acquired blocks belong to the candidate, across campaigns and training organisations.</summary>
public sealed class Candidate : TenantEntity
{
    public const int EmailMaxLength = 254, PhoneMaxLength = 20;

    /// <summary>What stands where a name was.</summary>
    public const string ErasedName = "Personne effacée";

    private Candidate() { }

    public string BirthName { get; private set; } = "";
    public string? UsageName { get; private set; }
    public string FirstNames { get; private set; } = "";
    public Sex Sex { get; private set; }
    public DateOnly BirthDate { get; private set; }
    public string BirthPlace { get; private set; } = "";
    public string BirthInseeCode { get; private set; } = "";
    public string? Email { get; private set; }
    public string? Phone { get; private set; }

    /// <summary>Contacts, comments and reasons have gone; the name stays with the blocks it proves.</summary>
    public DateTimeOffset? FileErasedAt { get; private set; }

    /// <summary>The name has gone too: the row only counts.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>The file of the same person that was kept: this one is no more than its trace. Null for a file that stands.</summary>
    public Guid? MergedIntoId { get; private set; }

    public CandidateIdentity Identity => new(BirthName, UsageName, FirstNames, Sex, BirthDate, BirthPlace, BirthInseeCode);
    public string Name => Identity.Name;

    public static Candidate Create(CandidateIdentity identity, string? email, string? phone)
    {
        var candidate = new Candidate();
        candidate.Correct(identity, email, phone);
        return candidate;
    }

    public void Correct(CandidateIdentity identity, string? email, string? phone)
    {
        (BirthName, UsageName, FirstNames, Sex) = (identity.BirthName.Trim(), identity.UsageName.OrNull(), identity.FirstNames.Trim(), identity.Sex);
        (BirthDate, BirthPlace, BirthInseeCode) = (identity.BirthDate, identity.BirthPlace.Trim(), identity.BirthInseeCode.Trim());
        (Email, Phone) = (email.OrNull(), phone.OrNull());
    }

    public void EraseFile(DateTimeOffset now)
    {
        (Email, Phone) = (null, null);
        FileErasedAt ??= now;
    }

    /// <summary>Leaves what statistics need and nobody is known by: sex and year of birth.</summary>
    public void Erase(DateTimeOffset now)
    {
        EraseFile(now);
        (BirthName, UsageName, FirstNames, BirthPlace, BirthInseeCode) = (ErasedName, null, "", "", "");
        (BirthDate, ErasedAt) = (new DateOnly(BirthDate.Year, 1, 1), now);
    }

    internal void Redirect(Guid? keptId) => MergedIntoId = keptId;
}
