using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Mails;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Support;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Operations.AskAccess;

public sealed record AskSupportAccessInput
{
    public Guid? TenantId { get; set; }
    public string? Purpose { get; set; }
    public int Hours { get; set; } = 4;
}

public sealed class AskSupportAccessValidator : AbstractValidator<AskSupportAccessInput>
{
    public AskSupportAccessValidator() =>
        RuleFor(i => i.Purpose).NotEmpty().WithMessage(SupportErrors.PurposeRequired.Message).Prose("Motif", SupportAccess.PurposeMaxLength);
}

/// <summary>Asks a certifier to let the operator read its data. Its managers are told by mail.</summary>
public sealed class AskSupportAccess(WorkFactory work, CqpDatabase database, AskSupportAccessValidator validator, IConfiguration configuration)
{
    public async Task<Result> ExecuteAsync(AskSupportAccessInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageTenants, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        if (await unit.Db.Tenants.SingleOrDefaultAsync(t => t.Id == input.TenantId, ct) is not { } tenant)
            return new Error("support-tenant", "Choisissez le certificateur.", Field: nameof(input.TenantId));
        var asked = SupportAccess.Ask(unit.Actor.Id, input.Purpose, input.Hours, unit.Now);
        if (asked.Refused) return Result.From(asked.Errors);

        await using var db = await database.OpenAsync(tenant.Id, ct);
        (db.Audit.ActorId, db.Audit.Action) = (unit.Actor.Id, nameof(AskSupportAccess));
        var former = await db.SupportAccesses.AsNoTracking().Where(a => a.OperatorId == unit.Actor.Id).ToListAsync(ct);
        if (former.Exists(a => a.Status(unit.Now) is SupportAccessStatus.Asked or SupportAccessStatus.Open)) return SupportErrors.AlreadyAsked;
        db.Add(asked.Value);
        var managers = await (
            from m in db.Memberships
            join a in db.Users on m.AccountId equals a.Id
            where m.Role == Role.CertifierManager && m.Active && a.Email != null
            select a.Email).Distinct().ToListAsync(ct);
        foreach (var email in managers) db.Add(OutboxMail.Create(email, "Demande d’accès de support".French(), $"""
            Bonjour,

            L’exploitant de la plateforme demande à lire les données de {tenant.Name} pendant {input.Hours} h, sans rien pouvoir y changer. Motif :
            {asked.Value.Purpose}

            Répondez ici ; sans réponse, rien n’est ouvert :
            {configuration.PublicUrl()}/acces-support
            """.French(), unit.Now));
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }
}
