using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Convocations;

/// <summary>One member's letter: the last one that left or, for the certifier who has sent none yet, as it would leave now. A member reads their own.</summary>
public sealed class ReadConvocation(WorkFactory work, ReferentialCatalogue catalogue, DocumentRenderer renderer, IConfiguration configuration)
{
    public async Task<Result<byte[]>> ExecuteAsync(Guid sessionId, Guid memberId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadDeliberation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await JuryContext.LoadAsync(unit, catalogue, sessionId, tracked: false, ct) is not { } context) return SecurityErrors.NotFound;
        var manages = unit.Actor.Role.Grants(Permission.ManageJury);
        if (context.Session.Members.FirstOrDefault(m => m.Id == memberId) is not { } member || (!manages && context.Session.MemberOf(unit.Actor) != member)) return SecurityErrors.NotFound;
        var sent = await unit.Db.Convocations.Where(c => c.SessionId == sessionId && c.MemberId == memberId).OrderByDescending(c => c.SentAt).Select(c => c.Bytes).FirstOrDefaultAsync(ct);
        if (sent is not null) return sent;
        if (!manages) return SecurityErrors.NotFound;
        if (context.Session.MayConvene() is { Refused: true } refused) return refused;
        var letter = await renderer.RenderAsync((await ConvocationLetters.LoadAsync(unit, context, configuration.PublicUrl(), ct)).For(member, unit.Today), ct);
        return letter.Refused ? Result.From(letter.Errors) : letter.Value.Bytes;
    }
}

public static class ReadConvocationEndpoint
{
    public static void MapReadConvocation(this IEndpointRouteBuilder app) => app.MapGet("/jury/{SessionId:guid}/convocations/{MemberId:guid}", async (Guid sessionId, Guid memberId, ReadConvocation read, HttpContext http, CancellationToken ct) =>
    {
        var result = await read.ExecuteAsync(sessionId, memberId, ct);
        if (result.Refused) return Results.NotFound();
        http.Response.Headers.ContentDisposition = "inline; filename=convocation-jury.pdf";
        return Results.File(result.Value, "application/pdf");
    }).RequireAuthorization(nameof(Permission.ReadDeliberation)).ExcludeFromDescription();
}
