using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Mails;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Support;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.SupportAccesses.AnswerAccess;

/// <param name="Hours">Null refuses.</param>
public sealed record AnswerSupportAccessInput(Guid AccessId, int? Hours);

/// <summary>Grants the access for some hours, or refuses it. The operator is told by mail.</summary>
public sealed class AnswerSupportAccess(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(AnswerSupportAccessInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.GrantSupport, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        if (await db.SupportAccesses.SingleOrDefaultAsync(a => a.Id == input.AccessId, ct) is not { } access) return SecurityErrors.NotFound;
        var answered = input.Hours is { } hours ? access.Grant(hours, unit.Actor.Id, unit.Now) : access.Refuse(unit.Actor.Id, unit.Now);
        if (answered.Refused) return answered;

        var certifier = await db.Tenants.Where(t => t.Id == db.TenantId).Select(t => t.Name).SingleAsync(ct);
        if (await db.Users.Where(a => a.Id == access.OperatorId).Select(a => a.Email).SingleOrDefaultAsync(ct) is { } email)
            db.Add(OutboxMail.Create(email, $"Accès de support, {certifier}", (access.ExpiresAt is { } end
                ? $"{certifier} vous accorde l’accès demandé, jusqu’au {FrenchFormat.DateTime(end)}. Chaque lecture est inscrite à son journal."
                : $"{certifier} refuse l’accès demandé.").French(), unit.Now));
        return await unit.SaveAsync(reason: null, ct);
    }
}
