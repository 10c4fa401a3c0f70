using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Organisations;

/// <summary>Tuteur or référent en entreprise: evaluates the workplace source, from a link in a mail, without an account.</summary>
public sealed class Tutor : TenantEntity
{
    public const int NameMaxLength = 80, EmailMaxLength = 254;

    private Tutor() { }

    public Guid CompanyId { get; private set; }
    public string LastName { get; private set; } = "";
    public string FirstName { get; private set; } = "";
    public string Quality { get; private set; } = "";
    public string Email { get; private set; } = "";

    public DateTimeOffset? ErasedAt { get; private set; }

    public string Name => French.Person(LastName, FirstName);

    public static Tutor Create(Guid companyId, string lastName, string firstName, string quality, string email) =>
        new() { CompanyId = companyId, LastName = lastName, FirstName = firstName, Quality = quality, Email = email };

    /// <summary>The address gives way to one that goes nowhere: it is the key of a tutor in their company.</summary>
    public void Erase(DateTimeOffset now) =>
        (LastName, FirstName, Quality, Email, ErasedAt) = (Candidates.Candidate.ErasedName, "", "", $"{Id:N}@efface.invalid", now);
}
