using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Organisations.Habilitating;

public sealed record AddOrganisationInput
{
    public string? Name { get; set; }
    public string? Siret { get; set; }
}

/// <summary>Adds a training organisation, which can do nothing until it is habilitated and one of its people invited.</summary>
public sealed class AddOrganisation(WorkFactory work, AddOrganisationValidator validator)
{
    public async Task<Result<Guid>> ExecuteAsync(AddOrganisationInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        var siret = Siret.Normalise(input.Siret!);
        if (Siret.Check(siret) is { } wrong) return wrong with { Field = nameof(input.Siret) };
        if (await unit.Db.TrainingOrganisations.Where(o => o.Siret == siret).Select(o => o.Name).SingleOrDefaultAsync(ct) is { } known) return HabilitationErrors.KnownSiret(known);
        var organisation = TrainingOrganisation.Create(input.Name!.Trim(), siret);
        unit.Db.Add(organisation);
        return await unit.SaveAsync(ct: ct) is { Refused: true } refused ? refused : organisation.Id;
    }
}

public sealed class AddOrganisationValidator : AbstractValidator<AddOrganisationInput>
{
    private const int SiretTypedMaxLength = 20;

    public AddOrganisationValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(x => x.Name).NotEmpty().WithMessage("Indiquez le nom de l’organisme.").PrintedLine("Nom de l’organisme", TrainingOrganisation.NameMaxLength);
        RuleFor(x => x.Siret).NotEmpty().WithMessage("Indiquez le SIRET de l’organisme.").Line("SIRET", SiretTypedMaxLength);
    }
}
