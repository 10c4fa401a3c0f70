using System.Globalization;
using CqpPlatform.Domain.Common;
using Microsoft.AspNetCore.Identity;

namespace CqpPlatform.Web.Security;

/// <summary>A person who signs in. Global: what they may do, and where, is in their <see cref="Membership"/>s. LockoutEnd shuts an account; wrong passwords never do.</summary>
public sealed class Account : IdentityUser<Guid>, IGlobal
{
    public const int NameMaxLength = 80, EmailMaxLength = 254;

    public string LastName { get; set; } = "";
    public string FirstName { get; set; } = "";

    /// <summary>Hosts the platform: creates certifiers and reads none of their data without a support access. Made by ./cqp operator and by nothing else.</summary>
    public bool IsOperator { get; private set; }

    /// <summary>Signs in without a second factor, in demonstration tenants only: set by the demonstration's loader and by nothing else.</summary>
    public bool SecondFactorWaived { get; private set; }

    /// <summary>The thirty seconds of the last authenticator code used: a code seen over a shoulder opens nothing.</summary>
    public long? LastAuthenticatorStep { get; set; }

    /// <summary>Every access has ended, and its term has passed: nobody is known by it any more.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>NOM Prénom, as signed and printed.</summary>
    public string DisplayName => French.Person(LastName, FirstName);

    /// <summary>No address holds such a character, and neither Unicode's normal form nor PostgreSQL accepts it.</summary>
    public static bool IsStranger(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned;

    public static Account Create(string email, string lastName, string firstName) => new()
    {
        Id = Guid.CreateVersion7(),
        LastName = lastName,
        FirstName = firstName,
        Email = email,
        UserName = email,
        NormalizedEmail = email.ToUpperInvariant(),
        NormalizedUserName = email.ToUpperInvariant(),
        EmailConfirmed = true,
        SecurityStamp = Guid.NewGuid().ToString("N"),
    };

    /// <summary>The address gives way to one that goes nowhere; what was signed under this account stays under its number.</summary>
    public void Erase(DateTimeOffset now)
    {
        (LastName, FirstName, Email) = (Domain.Candidates.Candidate.ErasedName, "", $"{Id:N}@efface.invalid");
        (UserName, NormalizedEmail, NormalizedUserName) = (Email, Email.ToUpperInvariant(), Email.ToUpperInvariant());
        (PasswordHash, PhoneNumber, SecurityStamp) = (null, null, Guid.NewGuid().ToString("N"));
        (LockoutEnd, ErasedAt) = (DateTimeOffset.MaxValue, now);
    }

    public void MakeOperator() => IsOperator = true;
    public void WaiveSecondFactor() => SecondFactorWaived = true;
}
