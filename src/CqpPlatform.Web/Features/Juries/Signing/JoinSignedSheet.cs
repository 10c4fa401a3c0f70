using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Juries.Signing;

/// <param name="Signers">The members whose hand is on the sheet.</param>
public sealed record JoinSignedSheetInput(Guid SessionId, string? FileName, byte[] Content, IReadOnlyList<Guid> Signers);

/// <summary>The paper that members signed by hand, scanned: worth the signatures on screen.</summary>
public sealed class JoinSignedSheet(JurySessionWork work, JoinSignedSheetValidator validator)
{
    public async Task<Result> ExecuteAsync(JoinSignedSheetInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        var (unit, session) = (opened.Unit, opened.Context.Session);
        if (await SealedMinutes.HashAsync(unit.Db, session, ct) is not { } hash) return JuryErrors.NotSealed;
        var joined = session.JoinSheet(input.FileName!, input.Content, input.Signers, hash, unit.Actor.Signatory, unit.Now);
        if (joined.Refused) return Result.From(joined.Errors);
        unit.Db.SignedSheets.Add(joined.Value);
        return await opened.CommitAsync(reason: null, ct);
    }
}

public sealed class JoinSignedSheetValidator : AbstractValidator<JoinSignedSheetInput>
{
    public JoinSignedSheetValidator() => RuleFor(x => x.FileName).Cascade(CascadeMode.Stop).NotEmpty().WithMessage("Choisissez le fichier de la feuille signée.").Line("Nom du fichier", SignedSheet.FileNameMaxLength);
}
