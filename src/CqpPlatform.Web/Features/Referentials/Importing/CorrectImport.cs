using System.Text.Json;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.Importing;

/// <param name="Text">The competencies of one block, one a line; a line that begins with a dash is part of the one above.</param>
public sealed record CorrectImportInput(Guid ImportId, int Block, string Text);

public sealed class CorrectImportValidator : AbstractValidator<CorrectImportInput>
{
    public const int TextMaxLength = 100_000;

    public CorrectImportValidator() => RuleFor(x => x.Text).Prose("Compétences", TextMaxLength);
}

/// <summary>Puts right how the text of a block was split, before the fiche becomes a draft.</summary>
public sealed class CorrectImport(WorkFactory work, CorrectImportValidator validator)
{
    public async Task<Result<ImportView>> ExecuteAsync(CorrectImportInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EditReferentials, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        if (await unit.Db.ReferentialImports.SingleOrDefaultAsync(i => i.Id == input.ImportId, ct) is not { } import) return SecurityErrors.NotFound;
        var fiche = ReadImport.FicheOf(import.Fiche);
        if (input.Block < 0 || input.Block >= fiche.Blocks.Count) return SecurityErrors.NotFound;

        import.Correct(JsonSerializer.Serialize(fiche with { Blocks = [.. fiche.Blocks.Select((b, i) => i == input.Block ? b with { Competencies = input.Text } : b)] }, ReferentialJson.Options));
        var saved = await unit.SaveAsync(ct: ct);
        return saved.Refused ? saved : ReadImport.View(import, unit.Today);
    }
}
