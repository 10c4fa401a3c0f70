using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Security.Passwords;

/// <summary>Attempts in a row under one key: an address typed from one place, a known browser, an account's codes. See <see cref="SignInThrottle"/>.</summary>
public sealed class SignInFailures : IGlobal
{
    /// <summary>SHA-256 of what is counted: the table names nobody.</summary>
    public string Key { get; private set; } = "";
    public int Count { get; private set; }
    public DateTimeOffset LastAt { get; private set; }
}
