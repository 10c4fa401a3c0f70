using System.Globalization;
using System.Text;
using System.Xml;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Features.Declarations.WriteFiles;

/// <summary>Writes one file as it goes, passage after passage; those of one certification must come together.</summary>
internal sealed class AccrochageWriter : IDisposable
{
    /// <summary>More than any passage or the end of a file takes: every text in it has a limit.</summary>
    public const int LargestPassage = 16 * 1024;

    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance", Prefix = "cpf";
    private readonly MemoryStream output = new();
    private readonly XmlWriter xml;
    private string? certification;

    /// <param name="writtenAt">In Paris: its offset is printed as it is then, summer or winter.</param>
    public AccrochageWriter(string fluxId, DateTimeOffset writtenAt, string clientId, string contractId)
    {
        xml = XmlWriter.Create(output, new() { Encoding = new UTF8Encoding(false), Indent = true, CloseOutput = false });
        xml.WriteStartDocument();
        Start("flux");
        xml.WriteAttributeString("xmlns", "xsi", null, Instance);
        Text("idFlux", fluxId);
        Text("horodatage", writtenAt.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
        Start("emetteur");
        Text("idClient", clientId);
        Start("certificateurs");
        Start("certificateur");
        Text("idClient", clientId);
        Text("idContrat", contractId);
        Start("certifications");
    }

    public int Passages { get; private set; }

    /// <summary>Bytes so far.</summary>
    public long Length
    {
        get
        {
            xml.Flush();
            return output.Length;
        }
    }

    public void Write(string technicalId, PassageFacts facts)
    {
        Open(facts.CertificationCode);
        Start("passageCertification");
        Text("idTechnique", technicalId);
        Text("urlPreuve", facts.ProofUrl);
        if (facts.OptionTitle is { } option) Text("libelleOption", option);
        Text("obtentionCertification", "PAR_ADMISSION");
        Text("donneeCertifiee", "true");
        Text("dateDebutValidite", Day(facts.DeliveredOn));
        Nil("dateFinValidite");
        Text("presenceNiveauLangueEuro", "false");
        Text("presenceNiveauNumeriqueEuro", "false");
        Nil("scoring");
        Nil("mentionValidee");
        Start("modalitesInscription");
        Text("modaliteAcces", Access(facts.Route));
        if (facts.Route == AccessRoute.ValidationOfExperience) Text("voieAccessVAE", facts.VaeLeave ? "CONGES_VAE" : "VAE_CLASSIQUE");
        End();
        Start("identificationTitulaire");
        Holder(facts.Holder);
        End();
        End();
        Passages++;
    }

    public MemoryStream Close()
    {
        xml.WriteEndDocument();
        xml.Flush();
        output.Position = 0;
        return output;
    }

    public void Dispose() => xml.Dispose();

    private void Open(string code)
    {
        if (certification == code) return;
        if (certification is not null)
        {
            End();
            End();
        }
        certification = code;
        Start("certification");
        Text("type", "RNCP");
        Text("code", code);
        Text("natureDeposant", "CERTIFICATEUR");
        Start("passageCertifications");
    }

    private void Holder(DeclaredHolder holder)
    {
        Start("titulaire");
        Text("nomNaissance", holder.BirthName);
        if (holder.UsageName is { } usage) Text("nomUsage", usage);
        else Nil("nomUsage");
        for (var i = 0; i < holder.FirstNames.Count; i++) Text($"prenom{i + 1}", holder.FirstNames[i]);
        Text("anneeNaissance", Number(holder.BirthDate.Year));
        Text("moisNaissance", Number(holder.BirthDate.Month));
        Text("jourNaissance", Number(holder.BirthDate.Day));
        Text("sexe", holder.Sex == Sex.Female ? "F" : "M");
        Start("codeCommuneNaissance");
        Start(holder.InseeCode is null ? "codePostalNaissance" : "codeInseeNaissance");
        if (holder.InseeCode is { } insee) Text("codeInsee", insee);
        else Nil("codePostal");
        End();
        End();
        if (holder.CountryCode is { } country)
        {
            Text("libelleCommuneNaissance", holder.BirthPlace);
            Text("codePaysNaissance", country);
            if (holder.CountryName is { } name) Text("libellePaysNaissance", name);
        }
        End();
    }

    private static string Access(AccessRoute route) => route switch
    {
        AccessRoute.ContinuingEducation => "FORMATION_CONTINUE_HORS_CONTRAT_DE_PROFESSIONNALISATION",
        AccessRoute.ProfessionalisationContract => "FORMATION_CONTINUE_CONTRAT_DE_PROFESSIONNALISATION",
        AccessRoute.ValidationOfExperience => "VAE",
        AccessRoute.StudentStatus => "FORMATION_INITIALE_HORS_APPRENTISSAGE",
        AccessRoute.Apprenticeship => "FORMATION_INITIALE_APPRENTISSAGE",
        AccessRoute.IndividualApplication => "CANDIDAT_LIBRE",
        _ => throw new ArgumentOutOfRangeException(nameof(route), route, null),
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
    private void Start(string name) => xml.WriteStartElement(Prefix, name, AccrochageSchema.Namespace);
    private void End() => xml.WriteEndElement();
    private void Text(string name, string value) => xml.WriteElementString(Prefix, name, AccrochageSchema.Namespace, value);

    private void Nil(string name)
    {
        Start(name);
        xml.WriteAttributeString("xsi", "nil", Instance, "true");
        End();
    }
}
