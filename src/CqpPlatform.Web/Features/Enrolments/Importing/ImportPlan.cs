using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <summary>
/// What the file comes to: the rows it would write, and everything that stands in the way. Checking and saving both work it out, from the
/// same rules as the form (<see cref="Enrolment.Submit"/>, the form's validator), so that neither knows a rule the other does not.
/// </summary>
internal sealed class ImportPlan(ImportFormat format, EnrolmentRules rules, ImportRegistry registry, Guid campaignId, Guid organisationId, Guid? importId, bool asDrafts, DateTimeOffset now)
{
    private readonly PersonIndex inFile = new([]);
    private readonly Dictionary<Guid, int> lineOf = [];
    private readonly Dictionary<BlockChoice, BlockChoice> choices = new(BlockChoice.ByContent);

    public List<Company> Companies { get; } = [];
    public List<Tutor> Tutors { get; } = [];
    public List<Candidate> Candidates { get; } = [];
    public List<Enrolment> Enrolments { get; } = [];

    public void Add(ImportLine line)
    {
        foreach (var text in SaveEnrolmentValidator.Texts)
            if (text.Fault(line.Input) is { } message && format.Has(text.Property)) Fault(line, [new Error("invalid", message, Field: text.Property)]);

        // What could not be read has its own fault; a stand-in lets the other rules speak.
        var input = line.Input;
        var identity = CandidateIdentity.Typed(input.BirthName, input.UsageName, input.FirstNames, input.Sex ?? Sex.Female, input.BirthDate ?? rules.Today.AddYears(-30), input.BirthPlace, input.BirthInseeCode);
        var known = Recognise(line, identity);
        if (line.Key is { } key && registry.Persons.IsEnrolled(key, campaignId)) line.Fault(format.Table.Column(format.Name(nameof(input.BirthName))), identity.BirthName, [EnrolmentErrors.AlreadyEnrolled], "Retirez la ligne");

        var acquired = known is null ? registry.NothingAcquired : registry.AcquiredBy(known.Id);
        var contacts = input.Contacts;
        Fault(line, contacts.Check(rules.Referential.RequiresTutor()));
        if (contacts.Email is null && contacts.IsTheTutors(known?.Email)) Fault(line, [EnrolmentErrors.TutorIsCandidate]);
        Enrol(line, identity, known, contacts, Choice(input.Choice, acquired), acquired);
    }

    /// <summary>The choice with the acquired blocks in their places; unknown and repeated blocks stay in it, so that the rule names them.</summary>
    private BlockChoice Choice(BlockChoice typed, IReadOnlySet<string> acquired)
    {
        if (acquired.Count > 0) return Fill(typed, new BlockPicker(rules.Referential, acquired));
        return choices.TryGetValue(typed, out var filled) ? filled : choices[typed] = Fill(typed, new BlockPicker(rules.Referential, acquired));
    }

    private static BlockChoice Fill(BlockChoice typed, BlockPicker picker)
    {
        var filled = picker.Fill(typed);
        return typed.Blocks.Count == typed.Blocks.Distinct().Count() && typed.Blocks.All(filled.Blocks.Contains) ? filled : typed;
    }

    private void Enrol(ImportLine line, CandidateIdentity identity, Candidate? known, EnrolmentContacts contacts, BlockChoice choice, IReadOnlySet<string> acquired)
    {
        var input = line.Input;
        var faulty = line.IsFaulty;
        var (company, tutor) = faulty || asDrafts || !contacts.HasWorkplace ? (null, null) : Workplace(line);
        var candidate = known ?? Candidate.Create(identity, input.Email, input.Phone);
        var enrolment = Enrolment.Create(campaignId, candidate.Id, organisationId, new(input.AccessRoute, input.EngagementDate, choice, company?.Id, tutor?.Id, input.Adaptations, input.VaeLeave), importId);
        if (asDrafts) enrolment.Note(contacts);
        // A faulty line has no tutor yet: it is checked for what it says, not sent.
        var errors = asDrafts || faulty ? enrolment.Check(rules, candidate.Identity, acquired) : enrolment.Submit(rules, candidate.Identity, acquired, now).Errors;
        Fault(line, errors);
        if (line.IsFaulty) return;

        if (known is null) Candidates.Add(candidate);
        else if (!asDrafts) known.Correct(known.Identity, input.Email ?? known.Email, input.Phone ?? known.Phone);
        Enrolments.Add(enrolment);
    }

    /// <summary>The registry's candidate, if it is this person beyond doubt; the file's other lines and the registry's likenesses are told.</summary>
    private Candidate? Recognise(ImportLine line, CandidateIdentity identity)
    {
        if (line.Key is not { } key) return null;
        var column = format.Table.Column(format.Name(nameof(SaveEnrolmentInput.BirthName)));
        if (inFile.Find(key) is [var twin, ..])
        {
            var other = lineOf[twin.CandidateId];
            line.Problems.Add(twin.Likeness == Likeness.Same
                ? TableProblem.Of(line.Number, column, identity.BirthName, $"Même personne que la ligne {other} (nom, prénoms, date de naissance)", "Gardez une seule des deux lignes")
                : TableProblem.Of(line.Number, column, identity.BirthName, $"Ressemble à la ligne {other}. {twin.Likeness.French()}", "Rien à faire si ce sont deux personnes") with { Warning = true });
        }
        var own = Guid.NewGuid();
        inFile.Add(new(own, key));
        lineOf[own] = line.Number;

        if (registry.Persons.Find(key) is not [var match, ..]) return null;
        if (registry.Persons.Recognise(identity, organisationId) is not { } knownId)
        {
            line.Problems.Add(TableProblem.Of(line.Number, column, identity.BirthName, $"Le registre du certificateur a une personne proche. {match.Likeness.French()}", "Vérifiez la pièce d’identité ; le certificateur vérifiera aussi") with { Warning = true });
            return null;
        }
        var known = registry.Candidate(knownId);
        if (known.Identity != identity)
            line.Problems.Add(TableProblem.Of(line.Number, column, identity.BirthName, "Personne déjà connue du certificateur : son identité est reprise telle qu’il l’a", "Rien à faire ; pour la corriger, adressez-vous à lui") with { Warning = true });
        return known;
    }

    private (Company Company, Tutor Tutor) Workplace(ImportLine line)
    {
        var input = line.Input;
        var company = registry.Company(input.CompanySiret!);
        if (company is null) Companies.Add(registry.Add(company = Company.Create(input.CompanyName!.Trim(), input.CompanySiret!)));
        var email = Workplaces.Address(input.TutorEmail!);
        var tutor = registry.Tutor(company.Id, email);
        if (tutor is null) Tutors.Add(registry.Add(tutor = Tutor.Create(company.Id, input.TutorLastName!.Trim(), input.TutorFirstName!.Trim(), input.TutorQuality?.Trim() ?? "", email)));
        if (tutor.LastName != input.TutorLastName && PersonKey.Fold(tutor.LastName) != PersonKey.Fold(input.TutorLastName!))
            line.Problems.Add(TableProblem.Of(line.Number, format.Table.Column("courriel_tuteur"), tutor.Email, $"Cette adresse est celle de {tutor.Name} dans cette entreprise", "Rien à faire si c’est bien la même personne ; sinon, corrigez l’adresse") with { Warning = true });
        return (company, tutor);
    }

    /// <summary>What several rules say of one cell is said there at once: what is wrong, then what to choose.</summary>
    private void Fault(ImportLine line, IEnumerable<Error> errors)
    {
        var all = errors as IReadOnlyCollection<Error> ?? [.. errors];
        if (all.Count == 0) return;
        foreach (var cell in all.GroupBy(format.ColumnOf))
            line.Fault(cell.Key, Value(line, cell.First().Field), [.. cell], cell.First().Code == EnrolmentErrors.NotHabilitated.Code ? "Vérifiez la date ; si elle est exacte, voyez le certificateur".French() : null);
    }

    private static string Value(ImportLine line, string? field) => field switch
    {
        nameof(SaveEnrolmentInput.BirthName) => line.Input.BirthName,
        nameof(SaveEnrolmentInput.UsageName) => line.Input.UsageName,
        nameof(SaveEnrolmentInput.FirstNames) => line.Input.FirstNames,
        nameof(SaveEnrolmentInput.BirthDate) => line.Input.BirthDate is { } born ? French.Date(born) : null,
        nameof(SaveEnrolmentInput.BirthPlace) => line.Input.BirthPlace,
        nameof(SaveEnrolmentInput.BirthInseeCode) => line.Input.BirthInseeCode,
        nameof(SaveEnrolmentInput.Email) => line.Input.Email,
        nameof(SaveEnrolmentInput.Phone) => line.Input.Phone,
        nameof(SaveEnrolmentInput.AccessRoute) => line.Input.AccessRoute?.FrenchShort(),
        nameof(SaveEnrolmentInput.VaeLeave) => "oui",
        nameof(SaveEnrolmentInput.EngagementDate) or null => line.Input.EngagementDate is { } day ? French.Date(day) : null,
        nameof(SaveEnrolmentInput.Blocks) => line.TypedBlocks,
        nameof(SaveEnrolmentInput.CompanySiret) => line.Input.CompanySiret,
        nameof(SaveEnrolmentInput.CompanyName) => line.Input.CompanyName,
        nameof(SaveEnrolmentInput.TutorEmail) => line.Input.TutorEmail,
        _ => null,
    } ?? "";
}
