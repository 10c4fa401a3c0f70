using System.Runtime.CompilerServices;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Security;

/// <summary>Every use case, called by everybody: whatever page forgets to ask, the use case refuses first, before it looks at what was typed.</summary>
public sealed class UseCaseRolesTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    // Public on purpose: they answer anyone, from printed facts only.
    private static readonly string[] Public = ["VerifyDocument", "CompareFile"];

    private readonly CqpFixture platform = fixture.Platform;

    private static IReadOnlyList<Type> UseCases { get; } =
    [
        .. typeof(FeatureSetup).Assembly.GetTypes().Where(t => t is { IsClass: true, IsSealed: true, IsAbstract: false }
            && t.Namespace?.StartsWith(typeof(FeatureSetup).Namespace!, StringComparison.Ordinal) == true && t.GetMethod("ExecuteAsync") is not null && !Public.Contains(t.Name)),
    ];

    [Fact]
    public async Task Each_role_is_refused_by_every_use_case_that_is_not_its_own_and_nothing_is_written()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var (link, _) = await platform.CreateTutorLinkAsync(world);
        var account = await platform.CreateOperatorAsync();
        var access = await platform.GrantSupportAsync(world, account);
        var before = await EntriesAsync(world);
        var allowed = new Dictionary<string, List<Role>>();
        foreach (var role in Enum.GetValues<Role>())
        {
            foreach (var useCase in UseCases)
            {
                await using var scope = role switch
                {
                    Role.CertifierManager => platform.As(world.Manager),
                    Role.TrainingOrganisation => platform.As(world.Secretary),
                    Role.Examiner => platform.As(world.Examiner),
                    Role.JuryMember => platform.As(world.JuryMember),
                    Role.Tutor => platform.AsTutor(link),
                    Role.Support => platform.AsSupport(access),
                    Role.Operator => platform.AsOperator(account),
                    _ => throw new InvalidOperationException($"Unknown role {role}."),
                };
                var errors = await CallAsync(scope.ServiceProvider, useCase);
                if (!errors.SequenceEqual([SecurityErrors.NotAllowed])) allowed.TryAdd(useCase.Name, []);
                if (!errors.SequenceEqual([SecurityErrors.NotAllowed])) allowed[useCase.Name].Add(role);
            }
        }
        (await EntriesAsync(world)).ShouldBe(before);

        allowed.Keys.Order().ShouldBe(UseCases.Select(u => u.Name).Order(), "every use case is somebody's");
        foreach (var (name, roles) in allowed)
        {
            // Who passed is exactly who holds one permission of the table, or the union of the sources' three.
            var holders = Enum.GetValues<Permission>().Select(p => Enum.GetValues<Role>().Where(r => r.Grants(p)).ToList())
                .Append([Role.TrainingOrganisation, Role.Examiner, Role.Tutor]).ToList();
            holders.ShouldContain(h => h.SequenceEqual(roles), $"{name} let in {string.Join(", ", roles)}");
        }
        foreach (var write in new[] { "IssueDocuments", "OpenCampaign", "MoveCampaign", "AcceptEnrolment", "ReturnEnrolment", "ConveneJury", "SeatMember", "EditMentions", "SaveIdentity", "CorrectDocument", "RevokeDocument", "EnterEarlierBlocks", "CancelLedgerLine", "RecognisePasserelle", "OpenPasserelles", "ReopenEvaluation" })
            allowed[write].ShouldBe([Role.CertifierManager], write);
        foreach (var write in new[] { "DecideBlock", "SealSession", "AcceptUnanimous", "UndoDecision" }) allowed[write].ShouldBe([Role.JuryMember], write);
        foreach (var write in new[] { "StartEnrolment", "SaveEnrolment", "SubmitEnrolment", "DiscardEnrolment" }) allowed[write].ShouldBe([Role.TrainingOrganisation], write);
        foreach (var write in new[] { "StartImport", "CheckImport", "RequestSave", "SaveImport", "StopImport", "AbandonImport", "EnrolOne" }) allowed[write].ShouldBe([Role.TrainingOrganisation], write);
    }

    [Fact]
    public async Task Nobody_who_has_not_signed_in_is_answered()
    {
        foreach (var useCase in UseCases)
        {
            await using var scope = platform.Services.CreateAsyncScope();
            (await CallAsync(scope.ServiceProvider, useCase)).ShouldBe([SecurityErrors.NotSignedIn], useCase.Name);
        }
    }

    [Fact]
    public async Task An_actor_of_one_tenant_who_claims_another_is_refused()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var other = await platform.TenantAsync(CqpFixture.Insurer);
        foreach (var useCase in UseCases)
        {
            await using var scope = platform.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAs(other.Id, world.Manager.Id);
            (await CallAsync(scope.ServiceProvider, useCase)).ShouldBe([SecurityErrors.NotAllowed], useCase.Name);
        }
    }

    /// <summary>The refusals of one call with empty arguments: unknown identifiers, empty texts.</summary>
    private static async Task<IReadOnlyList<Error>> CallAsync(IServiceProvider services, Type useCase)
    {
        var execute = useCase.GetMethod("ExecuteAsync")!;
        var task = (Task)execute.Invoke(services.GetRequiredService(useCase), [.. execute.GetParameters().Select(p => Empty(p.ParameterType))])!;
        await task;
        var result = task.GetType().GetProperty("Result")!.GetValue(task)!;
        return (IReadOnlyList<Error>)result.GetType().GetProperty("Errors")!.GetValue(result)!;
    }

    private static object? Empty(Type type)
    {
        if (type == typeof(string)) return "";
        if (type.IsInterface || Nullable.GetUnderlyingType(type) is not null) return null;
        if (type.IsValueType) return Activator.CreateInstance(type);
        if (type.GetConstructor([]) is not null) return Activator.CreateInstance(type);
        var input = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties().Where(p => p.CanWrite))
        {
            if (property.PropertyType == typeof(string)) property.SetValue(input, "");
            else if (property.PropertyType is { IsGenericType: true } list && list.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) property.SetValue(input, Array.CreateInstance(list.GetGenericArguments()[0], 0));
        }
        return input;
    }

    private async Task<int> EntriesAsync(TestWorld world)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        // That support has read is the one thing its reading writes.
        return await db.AuditEntries.CountAsync(e => e.EntityType != nameof(SupportAccess));
    }
}
