using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Documents;

/// <summary>The installation's sealing certificate with its private key. Generated once; its bytes are kept by the caller.</summary>
public sealed class SealCertificate : IDisposable
{
    private const int NameLimit = 64; // ub-common-name, RFC 5280
    private const int Years = 10;

    private readonly Lazy<X509Certificate2Collection> issuers;

    private SealCertificate(X509Certificate2 certificate) => (Certificate, issuers) = (certificate, new(() => IssuersOf(certificate)));

    internal X509Certificate2 Certificate { get; }

    /// <summary>Those above it, as far as this machine knows them. Found once: it is a search of the system's stores, and a batch seals thousands.</summary>
    internal X509Certificate2Collection Issuers => issuers.Value;

    /// <summary>SHA-256 of the certificate, lower-case hexadecimal: what <see cref="DocumentVerifier"/> recognises.</summary>
    public string Fingerprint => Sha256Hex.Of(Certificate.RawData);

    public string LegalName => Certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
    public DateTimeOffset ValidFrom => Certificate.NotBefore;
    public DateTimeOffset ValidUntil => Certificate.NotAfter;

    public bool IsValidAt(DateTimeOffset now) => ValidFrom <= now && now < ValidUntil;

    public static SealCertificate CreateSelfSigned(string legalName, DateTimeOffset now)
    {
        using var key = RSA.Create(3072);
        var name = legalName.Trim();
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCountryOrRegion("FR");
        subject.AddCommonName(name.Length > NameLimit ? name[..NameLimit].TrimEnd() : name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        // A day back, so that a clock a little late does not refuse the first document.
        return new SealCertificate(request.CreateSelfSigned(now.AddDays(-1), now.AddYears(Years)));
    }

    /// <summary>PKCS #12 with the private key, without a password: protect the bytes where they are stored.</summary>
    public byte[] Export() => Certificate.Export(X509ContentType.Pkcs12);

    /// <exception cref="CryptographicException">Not a PKCS #12 file, or without its private key.</exception>
    public static SealCertificate Import(byte[] pkcs12)
    {
        var certificate = X509CertificateLoader.LoadPkcs12(pkcs12, password: null, X509KeyStorageFlags.EphemeralKeySet | X509KeyStorageFlags.Exportable);
        if (certificate.HasPrivateKey) return new SealCertificate(certificate);
        certificate.Dispose();
        throw new CryptographicException("The sealing certificate has no private key.");
    }

    public void Dispose() => Certificate.Dispose();

    private static X509Certificate2Collection IssuersOf(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.Build(certificate);
        return [.. chain.ChainElements.Skip(1).Select(e => X509CertificateLoader.LoadCertificate(e.Certificate.RawData))];
    }
}
