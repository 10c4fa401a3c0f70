using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Signing;

/// <summary>Who signed the minutes, when and how, as a PDF of today: the sealed minutes are never touched. Printed before, it is the sheet that is signed by hand.</summary>
public sealed class ReadSignatureSheet(WorkFactory work, ReferentialCatalogue catalogue, DocumentRenderer renderer)
{
    public async Task<Result<byte[]>> ExecuteAsync(Guid sessionId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadDeliberation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await JuryContext.LoadAsync(unit, catalogue, sessionId, tracked: false, ct) is not { } context) return SecurityErrors.NotFound;
        if (await SealedMinutes.HashAsync(unit.Db, context.Session, ct) is not { } hash) return JuryErrors.NotSealed;
        var sheet = await renderer.RenderAsync(Document(context, hash, unit.Now), ct);
        return sheet.Refused ? Result.From(sheet.Errors) : sheet.Value.Bytes;
    }

    private static SignatureSheetDocument Document(JuryContext context, string hash, DateTimeOffset now)
    {
        var session = context.Session;
        return new SignatureSheetDocument(context.Profile.LegalName, context.Referential.Title, context.Referential.Code, context.Campaign.Name, session.MinutesNumber!, session.Date, session.SealedAt!.Value.InParis(), hash,
            [.. session.Signers.OrderBy(m => m.College).ThenByDescending(m => m.IsPresident).ThenBy(m => m.Name, StringComparer.Ordinal).Select(LineOf)], now.InParis());

        SignatureSheetLine LineOf(JuryMember member)
        {
            var signature = session.SignatureOf(member.Id);
            var office = member.IsPresident ? ", présidence" : member.IsVicePresident ? ", vice-présidence" : "";
            return new(member.Name, $"{member.College.French()}, {member.QualityTold}{office}", signature?.SignedAt.InParis(), signature?.OnPaper ?? false, signature?.SignedByName, signature?.Sha256);
        }
    }
}

public static class ReadSignatureSheetEndpoint
{
    public static void MapReadSignatureSheet(this IEndpointRouteBuilder app) => app.MapGet("/jury/{SessionId:guid}/signatures", async (Guid sessionId, ReadSignatureSheet read, HttpContext http, CancellationToken ct) =>
    {
        var result = await read.ExecuteAsync(sessionId, ct);
        if (result.Refused) return Results.NotFound();
        http.Response.Headers.ContentDisposition = "inline; filename=signatures-proces-verbal.pdf";
        return Results.File(result.Value, "application/pdf");
    }).RequireAuthorization(nameof(Permission.ReadDeliberation)).ExcludeFromDescription();
}
