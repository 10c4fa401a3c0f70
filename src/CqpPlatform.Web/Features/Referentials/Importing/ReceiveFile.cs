using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Referentials.Versions;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Referentials.FranceCompetences;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Referentials.Importing;

public sealed record ReceiveFileInput
{
    public string FileName { get; set; } = "";

    /// <summary>Fiches to take out of the public register; none where the file holds one only.</summary>
    public IReadOnlyList<string> Numbers { get; set; } = [];

    /// <summary>Read once, from the network, whatever its size.</summary>
    public Stream? Content { get; set; }
}

public sealed class ReceiveFileValidator : AbstractValidator<ReceiveFileInput>
{
    public ReceiveFileValidator()
    {
        RuleFor(x => x.FileName).Line("Nom du fichier", ReferentialImport.FileNameMaxLength);
        RuleForEach(x => x.Numbers).Line("Numéro de fiche", ReferentialVersion.CodeMaxLength);
    }
}

/// <param name="DraftId">Of our own JSON.</param>
/// <param name="Imports">Of the public register: each waits to be read again.</param>
/// <param name="Missing">Numbers asked for that are not in the file.</param>
public sealed record FileReceived(Guid? DraftId, IReadOnlyList<Guid> Imports, IReadOnlyList<string> Missing);

/// <summary>A file is either a referential of ours or an export of the public register: its first sign tells.</summary>
public sealed class ReceiveFile(WorkFactory work, ReceiveFileValidator validator)
{
    private static readonly Error Unknown = new("import-unknown", "Ce fichier n’est ni un référentiel JSON, ni l’export XML « FICHES » de France compétences. S’il est compressé, décompressez-le d’abord.".French());

    public async Task<Result<FileReceived>> ExecuteAsync(ReceiveFileInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EditReferentials, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        if (input.Content is null) return Unknown;

        var pipe = PipeReader.Create(input.Content);
        var first = await FirstSignAsync(pipe, ct);
        await using var content = pipe.AsStream();
        return first switch
        {
            '{' => await TakeJsonAsync(unit, content, ct),
            '<' => await TakeFichesAsync(unit, input, content, ct),
            _ => Unknown,
        };
    }

    private static async Task<Result<FileReceived>> TakeJsonAsync(UnitOfWork unit, Stream content, CancellationToken ct)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; bytes.Length <= ReferentialJson.MostBytes && (read = await content.ReadAsync(buffer, ct)) > 0;) bytes.Write(buffer, 0, read);
        var draftRead = ReferentialJson.ReadDraft(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
        if (draftRead.Refused) return Result.From(draftRead.Errors);
        var draft = await Drafts.AddAsync(unit, draftRead.Value.Referential, ct);
        if (draft.Refused) return Result.From(draft.Errors);
        var saved = await unit.SaveAsync(ct: ct);
        return saved.Refused ? saved : new FileReceived(draft.Value, [], []);
    }

    private static async Task<Result<FileReceived>> TakeFichesAsync(UnitOfWork unit, ReceiveFileInput input, Stream content, CancellationToken ct)
    {
        var search = await FicheReader.FindAsync(content, input.Numbers, ct: ct);
        if (search.Refused) return Result.From(search.Errors);
        if (search.Value.Found.Count == 0) return FichesMissing(search.Value);
        List<ReferentialImport> imports = [.. search.Value.Found.Select(f => ReferentialImport.Receive(input.FileName, f.Number, f.Title, JsonSerializer.Serialize(f, ReferentialJson.Options), unit.Now))];
        unit.Db.AddRange(imports);
        var saved = await unit.SaveAsync(ct: ct);
        return saved.Refused ? saved : new FileReceived(null, [.. imports.Select(i => i.Id)], search.Value.Missing);
    }

    private static Error FichesMissing(FicheSearch search) => new("import-fiche-missing",
        $"Aucune de ces fiches n’est dans le fichier : {French.List(search.Missing)}. Il en contient {search.Read} : vérifiez les numéros, ou téléchargez l’export complet.".French(), Field: nameof(ReceiveFileInput.Numbers));

    /// <summary>The first character that is neither a space nor a byte order mark; nothing is consumed.</summary>
    private static async Task<char> FirstSignAsync(PipeReader pipe, CancellationToken ct)
    {
        while (true)
        {
            var read = await pipe.ReadAsync(ct);
            foreach (var segment in read.Buffer)
                foreach (var one in segment.Span)
                {
                    // 0 is half of a UTF-16 character.
                    if (one is 0xEF or 0xBB or 0xBF or 0xFE or 0xFF or 0 || char.IsWhiteSpace((char)one)) continue;
                    pipe.AdvanceTo(read.Buffer.Start);
                    return (char)one;
                }
            pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted || read.Buffer.Length > 4096) return '\0';
        }
    }
}
