namespace CqpPlatform.Domain.Candidates;

/// <summary>From the most likely to be meant to the least, when two places bear one name.</summary>
public enum BirthPlaceKind { Commune, Arrondissement, FormerCommune, Country }

/// <summary>Where somebody may be born, as the official geographic code (COG) names it.</summary>
/// <param name="Code">INSEE code, 5 characters; 99xxx for a country.</param>
/// <param name="Detail">What tells two namesakes apart: « Ain (01) », « aujourd’hui Annecy, Haute-Savoie (74) ».</param>
/// <param name="Within">Name of the commune it is part of today; null where it stands alone.</param>
/// <param name="Population">Inhabitants, to put the likeliest first; 0 where the list gives none.</param>
/// <param name="EndedOn">First day a country no longer existed; null while it does.</param>
public sealed record BirthPlace(string Code, string Name, string Detail, BirthPlaceKind Kind, string? Within = null, int Population = 0, DateOnly? EndedOn = null);
