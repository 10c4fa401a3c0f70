using System.Text.Json;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.Importing;

/// <param name="Lines">The competencies of one block, one a line; a line that begins with a dash is part of the one above.</param>
public sealed record CorrectFicheInput(Guid ImportId, int Block, IReadOnlyList<string> Lines);

public sealed class CorrectFicheValidator : AbstractValidator<CorrectFicheInput>
{
    public const int LineMaxLength = 2_000, MostLines = 500;

    public CorrectFicheValidator()
    {
        RuleForEach(x => x.Lines).Line("Compétence", LineMaxLength);
        RuleFor(x => x.Lines).Must(lines => lines is null || lines.Count <= MostLines).WithMessage($"{MostLines} lignes au plus.");
    }
}

/// <summary>Puts right how the text of a block was split, before the fiche becomes a draft.</summary>
public sealed class CorrectFiche(WorkFactory work, CorrectFicheValidator validator)
{
    public async Task<Result<FicheView>> ExecuteAsync(CorrectFicheInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EditReferentials, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        if (await unit.Db.ReferentialImports.SingleOrDefaultAsync(i => i.Id == input.ImportId, ct) is not { } import) return SecurityErrors.NotFound;
        var fiche = ReadFiche.FicheOf(import.Fiche);
        if (input.Block < 0 || input.Block >= fiche.Blocks.Count) return SecurityErrors.NotFound;

        import.Correct(JsonSerializer.Serialize(fiche with { Blocks = [.. fiche.Blocks.Select((b, i) => i == input.Block ? b with { Competencies = string.Join('\n', input.Lines) } : b)] }, ReferentialJson.Options));
        var saved = await unit.SaveAsync(ct: ct);
        return saved.Refused ? saved : ReadFiche.View(import, unit.Today);
    }
}
