using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Organisations.Listing;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Organisations.Habilitating;

public sealed record HabilitateInput
{
    /// <summary>The habilitation to change; null for a new one.</summary>
    public Guid? HabilitationId { get; set; }
    public Guid? OrganisationId { get; set; }
    public string? CertificationCode { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }

    /// <summary>Options it is limited to; empty for all.</summary>
    public IReadOnlyList<string> Options { get; set; } = [];
}

/// <summary>Says what an organisation may prepare and when, or changes it. What was enrolled before stays: candidates are checked as they are sent.</summary>
public sealed class Habilitate(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<Guid>> ExecuteAsync(HabilitateInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (input.OrganisationId is null) return HabilitationErrors.OrganisationMissing;
        if (input.From is not { } from) return HabilitationErrors.StartMissing;
        var certification = (await ListOrganisations.CertificationsAsync(unit.Db, catalogue, ct)).FirstOrDefault(c => c.Code == input.CertificationCode);
        if (certification is null) return HabilitationErrors.CertificationMissing;
        if (!await unit.Db.TrainingOrganisations.AnyAsync(o => o.Id == input.OrganisationId, ct)) return SecurityErrors.NotFound;
        if (input.Options.Any(option => certification.Options.All(o => o.Code != option))) return HabilitationErrors.UnknownOption;

        // Every option is the whole certification, those of a later version included.
        var options = certification.Options.All(o => input.Options.Contains(o.Code)) ? [] : input.Options;
        var habilitation = input.HabilitationId is { } id
            ? await unit.Db.Habilitations.SingleOrDefaultAsync(h => h.Id == id && h.OrganisationId == input.OrganisationId && h.CertificationCode == certification.Code, ct)
            : Habilitation.Create(input.OrganisationId.Value, certification.Code, from);
        if (habilitation is null) return SecurityErrors.NotFound;
        if (habilitation.Change(from, input.To, options) is { Refused: true } refused) return refused;
        if (input.HabilitationId is null) unit.Db.Add(habilitation);
        return await unit.SaveAsync(ct: ct) is { Refused: true } conflict ? conflict : habilitation.Id;
    }
}
