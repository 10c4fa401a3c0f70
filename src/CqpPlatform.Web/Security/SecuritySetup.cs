using CqpPlatform.Web.Security.Invitations;
using CqpPlatform.Web.Security.Passwords;
using CqpPlatform.Web.Security.SecondFactor;
using CqpPlatform.Web.Security.Sessions;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;

namespace CqpPlatform.Web.Security;

public static class SecuritySetup
{
    public static void AddSecurity(this IServiceCollection services)
    {
        services.AddDoors();
        services.AddAccounts();
        services.AddSignIn();
        services.AddPermissions();
    }

    /// <summary>After the components: their authentication state asks again whether the session stands.</summary>
    public static void AddSessionState(this IServiceCollection services) => services.AddScoped<AuthenticationStateProvider, SessionState>();

    private static void AddDoors(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddCascadingAuthenticationState();
        services.AddScoped<CurrentUser>();
        services.AddScoped<MembershipDirectory>();
        services.AddScoped<SignInDoor>();
        services.AddScoped<SignInCookie>();
        services.AddSingleton<ShortCookie>();
        services.AddSingleton<SecondFactors>();
        services.AddScoped<Passkeys>();
        services.AddScoped<PasswordDoor>();
        services.AddSingleton<PasswordResetSender>();
        services.AddHostedService(provider => provider.GetRequiredService<PasswordResetSender>());
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddSingleton<KnownBrowser>();
        services.AddSingleton<SignInThrottle>();
        services.AddScoped<InvitationDoor>();
        services.AddSingleton(provider => SessionLimits.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<SessionKeeper>();
        services.AddSingleton<SessionCheck>();
        services.AddScoped<TutorLinks.TutorDoor>();
        services.AddScoped<TutorLinks.TutorProof>();
        services.AddScoped<Reauthentication>();
    }

    private static void AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>(options =>
            {
                options.User.RequireUniqueEmail = true;
                // Our own rules are in PasswordPolicy; Identity's ask for kinds of characters.
                (options.Password.RequiredLength, options.Password.RequiredUniqueChars) = (PasswordPolicy.MinLength, 1);
                (options.Password.RequireDigit, options.Password.RequireLowercase) = (false, false);
                (options.Password.RequireUppercase, options.Password.RequireNonAlphanumeric) = (false, false);
            })
            .AddUserStore<AccountStore>();
        // A passkey asks the device for a finger, a face or a code, and remembers whose it is.
        services.Configure<IdentityPasskeyOptions>(options => (options.UserVerificationRequirement, options.ResidentKeyRequirement) = ("required", "required"));
        // OWASP ASVS 5.0: PBKDF2-HMAC-SHA512, at least 210,000 iterations.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
    }

    private static void AddSignIn(this IServiceCollection services)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options =>
            {
                (options.LoginPath, options.AccessDeniedPath, options.ReturnUrlParameter) = ("/connexion", "/acces-refuse", "retour");
                (options.Cookie.Name, options.Cookie.HttpOnly, options.Cookie.SameSite) = ("cqp", true, SameSiteMode.Lax);
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.Events.OnValidatePrincipal = SessionCheck.ValidateAsync;
                // A session ends by its row (SessionKeeper); a tutor's, whose answers are saved one by one, by this.
                (options.ExpireTimeSpan, options.SlidingExpiration) = (TimeSpan.FromHours(8), false);
            })
            .AddScheme<ApiKeyOptions, ApiKeyHandler>(ApiKeyHandler.Scheme, null);
        services.AddAntiforgery(options => (options.Cookie.Name, options.Cookie.SecurePolicy) = ("cqp-form", CookieSecurePolicy.SameAsRequest));
    }

    private static void AddPermissions(this IServiceCollection services)
    {
        var authorization = services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        authorization.AddPolicy(RequiresAccountAttribute.PolicyName, policy => policy.RequireAssertion(context => CqpClaims.AccountOf(context.User) is not null));
        foreach (var permission in Enum.GetValues<Permission>())
            authorization.AddPolicy(permission.ToString(), policy => policy.RequireAssertion(context => Holds(context.User, permission)));
    }

    // The cookie's role opens or hides a page; the use case reads the rights again from the database.
    private static bool Holds(System.Security.Claims.ClaimsPrincipal user, Permission permission) =>
        Enum.TryParse<Role>(user.FindFirst(CqpClaims.Role)?.Value, out var role) && role.Grants(permission);
}

/// <summary>The policy of a page or endpoint: one permission of the table.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresAttribute(Permission permission) : AuthorizeAttribute(permission.ToString())
{
    public Permission Permission { get; } = permission;
}

/// <summary>The policy of the pages of one's own account: whoever signed in with one, whatever their memberships. A tutor has none.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresAccountAttribute() : AuthorizeAttribute(PolicyName)
{
    public const string PolicyName = "account";
}
