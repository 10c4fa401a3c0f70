using System.Text;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Declarations.ReadFile;
using CqpPlatform.Web.Features.Declarations.SendAgain;
using CqpPlatform.Web.Features.Worklists.ReadWorklist;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CqpPlatform.Web.Tests.Features.Declarations;

public sealed class ReceiveReportTests(DatabaseFixture fixture) : DeclarationTest(fixture), IClassFixture<DatabaseFixture>
{
    private const string Unknown = "Aucun titulaire ne correspond : vérifier le nom de naissance";

    [Fact]
    public async Task What_is_accepted_never_goes_again_and_what_is_rejected_goes_once_mended_alone_under_the_same_identifier()
    {
        var (world, people, file) = await SentAsync("Accepté", "Rejeté");
        var ids = IdsOf(await XmlAsync(world, file));
        var rejectedId = PassageOf(await XmlAsync(world, file), "Rejeté").Element(Cpf + "idTechnique")!.Value;
        var read = (await ReportAsync(world.Manager, TestData.ReturnReport(file.ToString(), ids.Where(id => id != rejectedId), (rejectedId, Unknown)))).Value;
        (read.Accepted, read.Rejected, read.Waiting, read.Again).ShouldBe((1, 1, 0, false));

        var rejected = await LineAsync(world, people[1]);
        (rejected.State, rejected.IsReady, rejected.Passage!.Message).ShouldBe((DeclarationState.Rejected, false, Unknown));
        (await ViewAsync(world)).Waiting.ShouldNotContain(d => d.EnrolmentId == people[0].Id);
        (await WriteAsync(world)).Errors.Single().ShouldBe(DeclarationErrors.NothingToSend, "a rejected one that nothing changed is not sent again");
        (await ItemsAsync(world)).ShouldContain(i => i.Title.StartsWith("Corriger") && i.Due == new DateOnly(2027, 2, 21));

        await Platform.RenameAsync(world, people[1], "Rectifié");
        (await LineAsync(world, people[1])).State.ShouldBe(DeclarationState.Mended);
        var next = (await WriteAsync(world)).Value.Single();
        var xml = await XmlAsync(world, next);
        IdsOf(xml).ShouldBe([rejectedId]);
        xml.Descendants(Cpf + "nomNaissance").Single().Value.ShouldBe("Rectifié");
        var view = (await Platform.RunAsync<ReadDeclarationFile, Result<DeclarationFileView>>(world.Manager, u => u.ExecuteAsync(file))).Value;
        view.Lines.Single(l => l.TechnicalId == rejectedId).SentAgain.ShouldBeTrue();
        view.Reports.Single().ShouldSatisfyAllConditions(r => r.TreatmentId.ShouldBe("20261126-0042"), r => r.Accepted.ShouldBe(1), r => r.Rejected.ShouldBe(1));

        (await ReportAsync(world.Manager, TestData.ReturnReport(next.ToString(), [rejectedId]))).Succeeded.ShouldBeTrue();
        (await ViewAsync(world)).Waiting.ShouldNotContain(d => d.EnrolmentId == people[1].Id);
        await Platform.RenameAsync(world, people[1], "Encore");
        (await WriteAsync(world)).Errors.Single().ShouldBe(DeclarationErrors.NothingToSend, "accepted is accepted, whatever is corrected afterwards");
    }

    [Fact]
    public async Task The_same_report_twice_is_read_once()
    {
        var (world, _, file) = await SentAsync("Deux fois");
        var report = TestData.ReturnReport(file.ToString(), [], (IdsOf(await XmlAsync(world, file))[0], Unknown));
        (await ReportAsync(world.Manager, report)).Value.Again.ShouldBeFalse();
        (await ReportAsync(world.Manager, report)).Value.Again.ShouldBeTrue();
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await db.DeclarationReports.CountAsync(r => r.FileId == file)).ShouldBe(1);
    }

    [Fact]
    public async Task A_report_is_read_whatever_the_case_the_prefix_and_the_order_of_its_elements()
    {
        var (world, people, file) = await SentAsync("Autrement");
        var id = IdsOf(await XmlAsync(world, file))[0];
        var report = $"""<?xml version="1.0" encoding="ISO-8859-1"?><!-- x --><r:Rapport xmlns:r="urn:cdc:cpf:pc5:rapport:schema"><r:passagesOK/><r:PASSAGESKO><r:Passage><r:messageErreur>Pr&#233;nom &amp; sexe</r:messageErreur><r:IDTechnique> {id.ToUpperInvariant()} </r:IDTechnique></r:Passage></r:PASSAGESKO><r:IdFlux>{file}</r:IdFlux></r:Rapport>""";
        (await ReportAsync(world.Manager, Encoding.Latin1.GetBytes(report))).Value.Rejected.ShouldBe(1);
        (await LineAsync(world, people[0])).Passage!.Message.ShouldBe("Prénom & sexe");
    }

    [Fact]
    public async Task A_report_that_is_none_or_of_another_file_or_certifier_changes_nothing()
    {
        var (world, people, file) = await SentAsync("Intact");
        var id = IdsOf(await XmlAsync(world, file))[0];
        var other = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        var good = TestData.ReturnReport(file.ToString(), [id]);
        var entity = $"""<!DOCTYPE rapport [<!ENTITY e SYSTEM "file:///etc/passwd">]><rapport><idFlux>{file}</idFlux><PassagesOK><idTechnique>&e;</idTechnique></PassagesOK></rapport>""";
        foreach (var (report, error) in new (byte[], Error)[]
        {
            ([], DeclarationErrors.ReportUnreadable), ("%PDF-1.7"u8.ToArray(), DeclarationErrors.ReportUnreadable), ("<flux/>"u8.ToArray(), DeclarationErrors.ReportUnreadable), (Encoding.UTF8.GetBytes(entity), DeclarationErrors.ReportUnreadable),
            (good[..^9], DeclarationErrors.ReportUnreadable), (TestData.ReturnReport(Guid.NewGuid().ToString(), [id]), DeclarationErrors.ReportOfNoFile), (TestData.ReturnReport("x", [id]), DeclarationErrors.ReportOfNoFile),
            (TestData.ReturnReport(file.ToString(), []), DeclarationErrors.ReportEmpty),
        })
            (await ReportAsync(world.Manager, report)).Errors.Single().ShouldBe(error);
        (await ReportAsync(world.Manager, TestData.ReturnReport(file.ToString(), [id, Guid.NewGuid().ToString()]))).Errors.Single().Code.ShouldBe("report-unknown-passage");
        (await ReportAsync(other.Manager, good)).Errors.Single().ShouldBe(DeclarationErrors.ReportOfNoFile);
        (await LineAsync(world, people[0])).State.ShouldBe(DeclarationState.InFile);
    }

    [Fact]
    public async Task A_rejection_that_was_not_the_files_fault_goes_again_for_a_reason_that_is_recorded()
    {
        var (world, people, file) = await SentAsync("Rattaché");
        var id = IdsOf(await XmlAsync(world, file))[0];
        await ReportAsync(world.Manager, TestData.ReturnReport(file.ToString(), [], (id, "Erreur interne du traitement")));
        (await Platform.RunAsync<SendAgain, Result>(world.Manager, u => u.ExecuteAsync(new() { EnrolmentId = people[0].Id, Reason = " " }))).Errors.Single().ShouldBe(DeclarationErrors.ReasonRequired);
        (await Platform.RunAsync<SendAgain, Result>(world.Manager, u => u.ExecuteAsync(new() { EnrolmentId = people[0].Id, Reason = "Le portail était en panne." }))).Succeeded.ShouldBeTrue();
        IdsOf(await XmlAsync(world, (await WriteAsync(world)).Value.Single())).ShouldBe([id]);
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await db.AuditEntries.CountAsync(e => e.Action == nameof(SendAgain))).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_sent_and_answered_is_evidence_that_the_database_keeps()
    {
        var (world, people, file) = await SentAsync("Preuve");
        await ReportAsync(world.Manager, TestData.ReturnReport(file.ToString(), IdsOf(await XmlAsync(world, file))));
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        foreach (var attempt in new Func<Task<int>>[]
        {
            () => db.DeclarationFiles.ExecuteDeleteAsync(), () => db.DeclarationFiles.ExecuteUpdateAsync(s => s.SetProperty(f => f.Sha256, "")), () => db.DeclarationLines.ExecuteDeleteAsync(),
            () => db.DeclarationReports.ExecuteUpdateAsync(s => s.SetProperty(r => r.Accepted, 0)), () => db.DeclaredPassages.ExecuteDeleteAsync(), () => db.DeclaredPassages.ExecuteUpdateAsync(s => s.SetProperty(p => p.EnrolmentId, people[0].Id)),
        })
            (await Should.ThrowAsync<PostgresException>(attempt)).SqlState.ShouldBe("42501");
    }

    [Fact]
    public async Task A_certificate_replaced_while_the_report_was_awaited_is_pointed_out_though_it_was_accepted_since()
    {
        var (world, people, file) = await SentAsync("Remplacé", "Inchangé");
        var report = TestData.ReturnReport(file.ToString(), IdsOf(await XmlAsync(world, file)));
        var sent = Platform.Clock.Now;
        await using (var db = await Platform.Database.OpenAsync(world.TenantId))
        {
            var former = await db.IssuedDocuments.SingleAsync(d => d.EnrolmentId == people[0].Id && d.Kind == DocumentKind.Certificate);
            var successor = IssuedDocument.Issue(DocumentKind.Certificate, "T-REMPLACE", former.CampaignId, former.JurySessionId, people[0].Id, [1], "{}", sent.AddDays(2), "ABCD2345");
            former.SupersedeBy(successor, "rectification de l’identité", new(world.Manager.Id, "MOREL Hélène"), sent.AddDays(2)).Succeeded.ShouldBeTrue();
            db.Add(successor);
            await db.SaveChangesAsync();
        }
        Platform.Clock.Now = sent.AddDays(3);
        var read = await ReportAsync(world.Manager, report);
        Platform.Clock.Now = sent;

        read.Value.Accepted.ShouldBe(2);
        var changed = (await ViewAsync(world)).Changed;
        changed.ShouldContain(c => c.CandidateId == people[0].CandidateId && c.DocumentNumber == "T-REMPLACE" && !c.Revoked);
        changed.ShouldNotContain(c => c.CandidateId == people[1].CandidateId);
    }

    [Fact]
    public async Task The_worklist_says_what_is_due_and_by_when()
    {
        var (world, campaign) = await CampaignAsync();
        await EmptyQueueAsync(world);
        await CertifyAsync(world, campaign, "Échéance");
        var due = (await ItemsAsync(world)).Single(i => i.Title.StartsWith("Déclarer"));
        (due.Title, due.Href, due.Due).ShouldBe(("Déclarer 1\u00a0titulaire à la Caisse des Dépôts", "/declarations", new DateOnly(2027, 2, 21)));
        await WriteAsync(world);
        (await ItemsAsync(world)).ShouldContain(i => i.Title.StartsWith("Lire le compte rendu"));
        (await ItemsAsync(world)).ShouldNotContain(i => i.Title.StartsWith("Déclarer"));
    }

    private async Task<(TestWorld World, IReadOnlyList<Enrolment> People, Guid File)> SentAsync(params string[] names)
    {
        var (world, campaign) = await CampaignAsync();
        await EmptyQueueAsync(world);
        var people = await CertifyAsync(world, campaign, names);
        return (world, people, (await WriteAsync(world)).Value.Single());
    }

    private async Task<IReadOnlyList<WorkItem>> ItemsAsync(TestWorld world) => (await Platform.RunAsync<ReadWorklist, Result<Worklist>>(world.Manager, u => u.ExecuteAsync())).Value.Items;
}
