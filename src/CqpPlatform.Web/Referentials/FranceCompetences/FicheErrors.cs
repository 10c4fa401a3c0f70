using System.Xml;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Referentials.FranceCompetences;

/// <summary>Why a file of the public register cannot be read.</summary>
public static class FicheErrors
{
    public static Error NoFiche => new("fiche-none", "Ce fichier ne contient aucune fiche\u00A0: choisissez l’export XML « FICHES » de France compétences, décompressé.".French());

    public static Error ManyFiches => new("fiche-number-needed", "Ce fichier contient plusieurs fiches\u00A0: indiquez le numéro de celle à importer, par exemple RNCP41351.");

    public static Error TooMany(int most) => new("fiche-too-many", $"{most} fiches au plus à la fois : indiquez moins de numéros.".French());

    public static Error TooBig(int fiche) => new("fiche-too-big", $"La fiche n° {fiche} du fichier contient un texte ou une liste sans fin : ce n’est pas une fiche du registre, rien n’est importé.".French());

    public static Error Encoding => new("fiche-encoding", "Le fichier n’est pas écrit dans l’encodage qu’il annonce\u00A0: téléchargez-le de nouveau, sans l’ouvrir ni l’enregistrer dans un éditeur.");

    /// <param name="started">An element was read before.</param>
    public static Error Damaged(XmlException fault, bool started)
    {
        // The parser has no codes, only English sentences; they are the same on every machine.
        if (fault.Message.Contains("DTD", StringComparison.Ordinal))
            return new("fiche-dtd", "Le fichier contient une DTD, ce que l’export de France compétences n’a jamais\u00A0: il est refusé.");
        if (fault.Message.Contains("encoding", StringComparison.OrdinalIgnoreCase) || fault.Message.Contains("Unicode", StringComparison.Ordinal))
            return Encoding;
        if (fault.Message.Contains("Unexpected end of file", StringComparison.Ordinal) && started)
            return new("fiche-truncated", $"Le fichier s’arrête avant la fin{At(fault)} : téléchargez-le de nouveau.".French());
        return started
            ? new("fiche-damaged", $"Le fichier n’est pas du XML correct{At(fault)} : téléchargez-le de nouveau.".French())
            : new("fiche-not-xml", "Ce fichier n’est pas du XML\u00A0: choisissez l’export « FICHES » de France compétences, décompressé.".French());
    }

    private static string At(XmlException fault) => fault.LineNumber > 0 ? $", ligne {fault.LineNumber}, colonne {fault.LinePosition}" : "";
}
