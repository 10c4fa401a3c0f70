using System.Xml.Linq;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Domain.Referentials;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.TestCommon;

public static partial class TestData
{
    private static readonly XNamespace ReportNamespace = "urn:cdc:cpf:pc5:rapport:schema";

    /// <summary>Certificates in force for new candidates, as if issued now, and the certifier's identifiers.</summary>
    public static async Task<IReadOnlyList<Enrolment>> CertifyAsync(this CqpFixture fixture, TestWorld world, Campaign campaign, BlockChoice choice, params string[] names)
    {
        await fixture.GiveDeclarantAccountAsync(world);
        var enrolments = new List<Enrolment>();
        foreach (var name in names) enrolments.Add(await fixture.CreateEnrolmentAsync(world, campaign, choice, name));
        var session = await fixture.SealSessionAsync(world, campaign, enrolments.ToDictionary(e => e.Id, e => e.Blocks.ToArray()));
        foreach (var enrolment in enrolments) await fixture.CreateDocumentAsync(world, session, DocumentKind.Certificate, $"T-{Interlocked.Increment(ref next):00000}", enrolment.Id);
        return enrolments;
    }

    public static async Task GiveDeclarantAccountAsync(this CqpFixture fixture, TestWorld world)
    {
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        if (await db.DeclarantAccounts.AnyAsync()) return;
        var account = DeclarantAccount.Create();
        Must(account.Change("CPNE0001", "MCFCER000042"));
        db.Add(account);
        await db.SaveChangesAsync();
    }

    /// <summary>Technical identifiers of everybody declared, in the order of their enrolments.</summary>
    public static async Task<IReadOnlyList<string>> PassagesAsync(this CqpFixture fixture, TestWorld world)
    {
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        return (await db.DeclaredPassages.OrderBy(p => p.EnrolmentId).Select(p => p.Id).ToListAsync()).ConvertAll(id => id.ToString("D"));
    }

    /// <summary>What the Caisse des Dépôts would answer to a file.</summary>
    public static byte[] ReturnReport(string fluxId, IEnumerable<string> accepted, params (string Id, string Message)[] rejected) => System.Text.Encoding.UTF8.GetBytes(new XElement(ReportNamespace + "rapport",
        new XElement(ReportNamespace + "nomFichier", "accrochage.xml"), new XElement(ReportNamespace + "idFlux", fluxId), new XElement(ReportNamespace + "idTraitement", "20261126-0042"),
        new XElement(ReportNamespace + "PassagesKO", rejected.Select(r => new XElement(ReportNamespace + "passage", new XElement(ReportNamespace + "idTechnique", r.Id), new XElement(ReportNamespace + "messageErreur", r.Message)))),
        new XElement(ReportNamespace + "PassagesOK", accepted.Select(id => new XElement(ReportNamespace + "idTechnique", id)))).ToString());
}
