using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Demonstration;

/// <param name="Organisation">Name of the training organisation, for its staff.</param>
public sealed record DemoMember(string LastName, string FirstName, Role Role, string? Organisation = null)
{
    public string Email => DemoEmail.Of(LastName, FirstName);
}

internal static class DemoEmail
{
    public static string Of(string lastName, string firstName) => $"{Plain(firstName)}.{Plain(lastName)}@demo.invalid";

    private static string Plain(string name) => string.Concat(name.Normalize(System.Text.NormalizationForm.FormD)
        .Where(c => char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark && c is not ('’' or ' '))).ToLowerInvariant();
}

/// <param name="SignsIn">Has an account in the demonstration; the others only sit.</param>
public sealed record DemoJuror(string LastName, string FirstName, College College, string Quality, bool Presides = false, bool SignsIn = false, string? Organisation = null, string? Company = null, bool IsVice = false)
{
    public string Email => DemoEmail.Of(LastName, FirstName);
}

public sealed record DemoCompany(string Name, string TutorLastName, string TutorFirstName, string TutorQuality)
{
    public string TutorEmail => DemoEmail.Of(TutorLastName, TutorFirstName);
}

/// <summary>The invented people of one certifying body. Nobody here exists.</summary>
public sealed record DemoCast(IReadOnlyList<string> Organisations, IReadOnlyList<DemoCompany> Companies, IReadOnlyList<DemoMember> Members, IReadOnlyList<DemoJuror> Jury)
{
    public static DemoCast Broker { get; } = new(
        ["Institut Corvalle", "Campus Orlandre", "Pôle Halbran"],
        [
            new("Cabinet Aurélane", "Garnier", "Sylvie", "responsable production"), new("Courtage Vermeil", "Pasquier", "Olivier", "directeur des sinistres"),
            new("Assurances Tessandier", "Lambrecht", "Inès", "cheffe de groupe"), new("Groupe Mirandol", "Fauvel", "Didier", "responsable prévoyance"),
        ],
        [
            new("Morel", "Hélène", Role.CertifierManager), new("Rochette", "Benoît", Role.TrainingOrganisation, "Institut Corvalle"),
            new("Vasseur", "Nadia", Role.TrainingOrganisation, "Campus Orlandre"), new("Hassani", "Marc", Role.Examiner), new("Prigent", "Aude", Role.Examiner),
        ],
        [
            new("Cosson", "Béatrice", College.Employees, "membre", Presides: true, SignsIn: true), new("Lemercier", "Guy", College.Employees, "membre"), new("Amrani", "Leïla", College.Employees, "membre"),
            new("Prudent", "Olivier", College.Employees, "membre"), new("Dartois", "Hélène", College.Employees, "membre"),
            new("Nogaret", "Alain", College.Employers, "membre", SignsIn: true, Company: "Cabinet Aurélane", IsVice: true), new("Vigneras", "Sophie", College.Employers, "membre"), new("Tassin", "Philippe", College.Employers, "membre"),
            new("Bouscarel", "Denis", College.Employers, "membre"), new("Collardeau", "Anne", College.Employers, "membre"),
            new("Sabathier", "Luc", College.Experts, "expert formation pro assurance"), new("Humeau", "Nathalie", College.Experts, "experte formation pro assurance"),
            new("Rochette", "Benoît", College.TrainingOrganisation, "représentant de l’Institut Corvalle", Organisation: "Institut Corvalle"),
        ]);

    public static DemoCast Insurer { get; } = new(
        ["Campus Orlandre", "École Vauban Assurance"],
        [
            new("Mutuelle des Estuaires", "Ribeiro", "Paula", "responsable relation client"), new("Assurance Valmont", "Kerhoas", "Yves", "manager indemnisation"), new("Compagnie Sérénis", "Ott", "Mathilde", "responsable souscription"),
        ],
        [
            new("Delmas", "Antoine", Role.CertifierManager), new("Vasseur", "Nadia", Role.TrainingOrganisation, "Campus Orlandre"),
            new("Lenoir", "Sabine", Role.TrainingOrganisation, "École Vauban Assurance"), new("Hassani", "Marc", Role.Examiner),
        ],
        [
            new("Berthier", "Claire", College.Employees, "membre de la CPNFPE", Presides: true, SignsIn: true), new("Nowak", "Tomasz", College.Employees, "membre de la CPNFPE"), new("Sauvage", "Luc", College.Employees, "membre de la CPNFPE"),
            new("Girard", "Paul", College.Employers, "membre de la CPNFPE", Presides: true, SignsIn: true), new("Imbert", "Odile", College.Employers, "membre de la CPNFPE"), new("Czerny", "Adrien", College.Employers, "membre de la CPNFPE"),
        ]);
}
