using System.Text;

namespace CqpPlatform.Web.Tests.Referentials.FranceCompetences;

/// <summary>Fiches in the form of the open data, written by hand.</summary>
internal static class FicheXml
{
    public const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<FICHES><VERSION_FLUX>4.1</VERSION_FLUX>";

    public const string Baker = """
        <FICHE>
          <ID_FICHE>40123</ID_FICHE>
          <NUMERO_FICHE>RNCP40123</NUMERO_FICHE>
          <INTITULE>Conseiller en prévention des risques artisanaux</INTITULE>
          <ETAT_FICHE>Publiée</ETAT_FICHE>
          <NOMENCLATURE_EUROPE><NIVEAU>NIV4</NIVEAU><INTITULE>Niveau 4</INTITULE></NOMENCLATURE_EUROPE>
          <CODES_NSF><NSF><CODE>313</CODE><INTITULE>313 : Finances, banque, assurances, immobilier</INTITULE></NSF></CODES_NSF>
          <CODES_ROME><ROME><CODE>C1102</CODE><LIBELLE>Conseil clientèle en assurances</LIBELLE></ROME></CODES_ROME>
          <FORMACODES><FORMACODE><CODE>41036</CODE><LIBELLE>41036 : Assurance</LIBELLE></FORMACODE></FORMACODES>
          <CCN_1><NUMERO>3265</NUMERO><LIBELLE>Sociétés d'assurances</LIBELLE></CCN_1>
          <CERTIFICATEURS><CERTIFICATEUR><SIRET_CERTIFICATEUR>78440901300058</SIRET_CERTIFICATEUR><NOM_CERTIFICATEUR>CPNE de l’artisanat</NOM_CERTIFICATEUR></CERTIFICATEUR></CERTIFICATEURS>
          <REGLEMENTATIONS_ACTIVITES>&lt;p&gt;Sans objet.&lt;/p&gt;</REGLEMENTATIONS_ACTIVITES>
          <BLOCS_COMPETENCES>
            <BLOC_COMPETENCES>
              <CODE>RNCP40123BC01</CODE><LIBELLE>Conseiller l’artisan</LIBELLE>
              <LISTE_COMPETENCES>&lt;p&gt;Le titulaire est capable de :&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Recenser les risques de l’atelier ;&lt;/li&gt;&lt;li&gt;Proposer une garantie &amp;amp; l’expliquer&lt;/li&gt;&lt;/ul&gt;</LISTE_COMPETENCES>
              <MODALITES_EVALUATION>Mise en situation professionnelle</MODALITES_EVALUATION>
            </BLOC_COMPETENCES>
            <BLOC_COMPETENCES>
              <LISTE_COMPETENCES>Ouvrir un dossier de sinistre
        Suivre l'expertise</LISTE_COMPETENCES>
              <LIBELLE>Suivre un sinistre</LIBELLE><CODE>RNCP40123BC02</CODE>
              <PREREQUIS_VALIDATION_BLOC>Bloc 1 validé</PREREQUIS_VALIDATION_BLOC>
            </BLOC_COMPETENCES>
          </BLOCS_COMPETENCES>
          <SI_JURY_FI><ACTIF>Non</ACTIF></SI_JURY_FI>
          <SI_JURY_CA><ACTIF>Oui</ACTIF><COMPOSITION>Deux salariés, deux employeurs</COMPOSITION></SI_JURY_CA>
          <SI_JURY_FC><COMPOSITION>Deux salariés, deux employeurs</COMPOSITION><ACTIF>Oui</ACTIF></SI_JURY_FC>
          <SI_JURY_VAE><ACTIF>Oui</ACTIF><COMPOSITION>Trois professionnels</COMPOSITION></SI_JURY_VAE>
          <DATE_DECISION>24/09/2025</DATE_DECISION>
          <DATE_EFFET>25/09/2025</DATE_EFFET>
          <DATE_FIN_ENREGISTREMENT>24/09/2030</DATE_FIN_ENREGISTREMENT>
          <TYPE_ENREGISTREMENT>Enregistrement sur demande</TYPE_ENREGISTREMENT>
          <ANCIENNES_CERTIFICATIONS><ANCIENNE_CERTIFICATION><ID_FICHE_ANCIENNE_CERTIFICATION>RNCP30001</ID_FICHE_ANCIENNE_CERTIFICATION></ANCIENNE_CERTIFICATION></ANCIENNES_CERTIFICATIONS>
          <NOUVEL_ELEMENT_2031><CODE>RNCP99999</CODE><PROFOND><NUMERO_FICHE>RNCP77777</NUMERO_FICHE></PROFOND></NOUVEL_ELEMENT_2031>
        </FICHE>
        """;

    public static string Small(string number) => $"<FICHE><INTITULE>Fiche {number}</INTITULE><NUMERO_FICHE>{number}</NUMERO_FICHE></FICHE>";

    public static string File(params string[] fiches) => Head + string.Concat(fiches) + "</FICHES>";

    public static Stream Bytes(string text, Encoding? encoding = null) => new MemoryStream((encoding ?? Encoding.UTF8).GetBytes(text));
}
