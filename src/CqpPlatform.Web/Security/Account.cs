using CqpPlatform.Domain.Common;
using Microsoft.AspNetCore.Identity;

namespace CqpPlatform.Web.Security;

/// <summary>A person who signs in. Global: what they may do, and where, is in their <see cref="Membership"/>s.</summary>
public sealed class Account : IdentityUser<Guid>, IGlobal
{
    public const int NameMaxLength = 80;

    public string LastName { get; set; } = "";
    public string FirstName { get; set; } = "";

    /// <summary>NOM Prénom, as signed and printed.</summary>
    public string DisplayName => $"{LastName.ToUpperInvariant()} {FirstName}";
}
