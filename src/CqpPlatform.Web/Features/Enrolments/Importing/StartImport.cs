using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <param name="SaveWhenSound">Goes on to the second phase by itself: what the API asks for.</param>
/// <param name="Replaces">The import whose errors are corrected in this file: given up, if it still waits to be corrected.</param>
public sealed record StartImportInput(Guid CampaignId, string FileName, byte[] Content, bool AsDrafts, bool SaveWhenSound = false, RequestKey? Request = null, Guid? Replaces = null);

/// <param name="AlreadySaved">The same file was saved before: this is its result, and nothing is written again.</param>
public sealed record ImportStarted(Guid ImportId, Guid JobId, bool AlreadySaved);

/// <summary>Takes a file in and has it checked. The same file given twice, in two tabs or after a lost answer, is one import.</summary>
public sealed class StartImport(WorkFactory work, ReferentialCatalogue catalogue, StartImportValidator validator)
{
    public async Task<Result<ImportStarted>> ExecuteAsync(StartImportInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if ((await validator.ValidateAsync(input, ct)).ToResult() is { Refused: true } invalid) return invalid;
        var found = await CampaignReferential.LoadAsync(unit.Db, catalogue, input.CampaignId, ct);
        if (found is null) return SecurityErrors.NotFound;
        if (EnrolmentAccess.Obstacle(found.Campaign, unit.Actor) is { } closed) return closed;
        var table = TableReader.Read(input.Content);
        if (table.Refused) return Result.From(table.Errors);

        var sha256 = Sha256Hex.Of(input.Content);
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        var earlier = await IdempotentRequest.FindAsync(unit, input.Request, ct);
        if (earlier.Refused) return Result.From(earlier.Errors);
        await ImportLock.TakeAsync(unit.Db, input.CampaignId, sha256, ct);
        var own = unit.Actor.OrganisationId!.Value;
        var import = await unit.Db.EnrolmentImports.SingleOrDefaultAsync(i => i.CampaignId == input.CampaignId && i.OrganisationId == own && i.Sha256 == sha256, ct);
        if (import is { Status: ImportStatus.Saved }) return new ImportStarted(import.Id, import.JobId, true);
        // Given twice at once: the job that checks it already is the one, unless it would not save and this one is asked to.
        if (import is { Status: ImportStatus.Checking } && import.AsDrafts == input.AsDrafts && (import.SavesItself || !input.SaveWhenSound) && await unit.Db.Jobs.AnyAsync(j => j.Id == import.JobId && (j.State == JobState.Waiting || j.State == JobState.Running), ct))
            return new ImportStarted(import.Id, import.JobId, false);
        if (import is null) unit.Db.Add(import = EnrolmentImport.Create(input.CampaignId, own, sha256));

        var name = FileName(input.FileName);
        var job = unit.Enqueue(CheckImport.Kind, $"Vérification de {name}", import.Id.ToString(), $"/inscriptions/imports/{import.Id}");
        var copy = TableCopy.WithoutPersonalNumbers(input.Content, table.Value) ?? input.Content;
        if (import.Upload(name, copy, table.Value.Description, input.AsDrafts, input.SaveWhenSound, job.Id, unit.Now) is { Refused: true } refused) return refused;
        if (input.Replaces is { } former && former != import.Id && await ImportLock.FindAsync(unit, former, ct) is { Status: ImportStatus.ToCorrect } replaced
            && replaced.CampaignId == input.CampaignId && replaced.Abandon() is { Refused: true } over) return over;
        // A key used before came with the same file, so its import is this one: nothing more is kept.
        if (earlier.Value is null) IdempotentRequest.Keep(unit, input.Request, import.Id);
        if (await unit.SaveAsync(ct: ct) is { Refused: true } conflict) return conflict;
        await transaction.CommitAsync(ct);
        return new ImportStarted(import.Id, job.Id, false);
    }

    /// <summary>Without the folders that some browsers send along.</summary>
    private static string FileName(string given) => given.Split('/', '\\')[^1] is { Length: > 0 } name ? name : "inscriptions";
}
