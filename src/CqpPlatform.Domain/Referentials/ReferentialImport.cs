using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Referentials;

/// <summary>A fiche taken out of the public register, waiting to be read again by the certifier before it becomes a draft.</summary>
public sealed class ReferentialImport : TenantEntity
{
    public const int FileNameMaxLength = 200;

    private ReferentialImport() { }

    public string FileName { get; private set; } = "";
    public string CertificationCode { get; private set; } = "";
    public string Title { get; private set; } = "";

    /// <summary>The fiche as JSON, with the texts as they were corrected.</summary>
    public string Fiche { get; private set; } = "";

    /// <summary>The fiche as the register gives it.</summary>
    public string Source { get; private set; } = "";
    public DateTimeOffset ReceivedAt { get; private set; }

    public static ReferentialImport Receive(string fileName, string code, string title, string fiche, DateTimeOffset now) => new()
    {
        FileName = fileName.Length > FileNameMaxLength ? fileName[^FileNameMaxLength..] : fileName,
        CertificationCode = code,
        Title = title.Length > ReferentialVersion.TitleMaxLength ? title[..ReferentialVersion.TitleMaxLength] : title,
        Fiche = fiche,
        Source = fiche,
        ReceivedAt = now,
    };

    public void Correct(string fiche) => Fiche = fiche;
}
