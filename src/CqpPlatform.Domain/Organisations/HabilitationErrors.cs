using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Organisations;

public static class HabilitationErrors
{
    public static readonly Error OrganisationMissing = new("habilitation-organisation", "Choisissez l’organisme.", Field: "OrganisationId");
    public static readonly Error CertificationMissing = new("habilitation-certification", "Choisissez la certification.", Field: nameof(Habilitation.CertificationCode));
    public static readonly Error StartMissing = new("habilitation-start", "Indiquez le premier jour de l’habilitation.", Field: nameof(Habilitation.From));
    public static readonly Error EndsBeforeStart = new("habilitation-dates", "Le dernier jour précède le premier : corrigez l’une des deux dates.".French(), Field: nameof(Habilitation.To));
    public static readonly Error UnknownOption = new("habilitation-option", "Cette option n’est pas de cette certification.", Field: nameof(Habilitation.Options));

    public static Error Relied(int enrolments) => new("habilitation-relied", (enrolments == 1
        ? "Une inscription repose sur cette habilitation : donnez-lui un dernier jour plutôt que de la retirer."
        : $"{enrolments} inscriptions reposent sur cette habilitation : donnez-lui un dernier jour plutôt que de la retirer.").French());

    public static Error KnownSiret(string name) => new("organisation-known", $"Ce SIRET est celui de « {name} », déjà dans la liste.".French(), Field: "Siret");
}
