using System.Xml.Linq;
using System.Xml.Schema;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Declarations.Interface;
using CqpPlatform.Web.Features.Declarations.ListDeclarations;
using CqpPlatform.Web.Features.Declarations.ReadFile;
using CqpPlatform.Web.Features.Declarations.WriteFiles;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Declarations;

public sealed class WriteFilesTests(DatabaseFixture fixture) : DeclarationTest(fixture), IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task A_certificate_is_due_for_three_months_and_its_file_says_what_the_caisse_asks_for()
    {
        var (world, campaign) = await CampaignAsync();
        var enrolment = (await CertifyAsync(world, campaign, "Ambrosini"))[0];
        var due = await LineAsync(world, enrolment);
        (due.State, due.DeliveredOn, due.DueOn, due.IsReady).ShouldBe((DeclarationState.Due, new(2026, 11, 21), new DateOnly(2027, 2, 21), true));

        var files = (await WriteAsync(world)).Value;
        var xml = await XmlAsync(world, files[^1]);
        ShouldFollowTheSchema(xml);
        var flux = xml.Root!;
        flux.Element(Cpf + "idFlux")!.Value.ShouldBe(files[^1].ToString());
        flux.Element(Cpf + "horodatage")!.Value.ShouldBe("2026-11-21T10:00:00+01:00");
        var issuer = flux.Element(Cpf + "emetteur")!;
        issuer.Element(Cpf + "idClient")!.Value.ShouldBe("CPNE0001");
        var certifier = issuer.Element(Cpf + "certificateurs")!.Elements().ShouldHaveSingleItem();
        certifier.Element(Cpf + "idContrat")!.Value.ShouldBe("MCFCER000042");
        var certification = certifier.Element(Cpf + "certifications")!.Elements().Single(c => c.Element(Cpf + "code")!.Value == "RNCP31391");
        certification.Element(Cpf + "type")!.Value.ShouldBe("RNCP");

        var passage = PassageOf(xml, "Ambrosini");
        (await LineAsync(world, enrolment)).Passage!.TechnicalId.ShouldBe(passage.Element(Cpf + "idTechnique")!.Value);
        string Of(string name) => passage.Descendants(Cpf + name).Single().Value;
        bool IsNil(string name) => (string?)passage.Descendants(Cpf + name).Single().Attribute(Xsi + "nil") == "true" && Of(name) == "";
        Of("urlPreuve").ShouldBe($"http://127.0.0.1:5080/verification/{due.DocumentNumber}");
        Of("libelleOption").ShouldBe("option production");
        Of("obtentionCertification").ShouldBe("PAR_ADMISSION");
        Of("donneeCertifiee").ShouldBe("true");
        Of("dateDebutValidite").ShouldBe("2026-11-21");
        Of("presenceNiveauLangueEuro").ShouldBe("false");
        Of("presenceNiveauNumeriqueEuro").ShouldBe("false");
        foreach (var nil in new[] { "dateFinValidite", "scoring", "mentionValidee", "nomUsage" }) IsNil(nil).ShouldBeTrue(nil);
        Of("modaliteAcces").ShouldBe("FORMATION_CONTINUE_HORS_CONTRAT_DE_PROFESSIONNALISATION");
        (Of("prenom1"), Of("prenom2"), Of("anneeNaissance"), Of("moisNaissance"), Of("jourNaissance"), Of("sexe"), Of("codeInsee")).ShouldBe(("Léa", "Anne", "1994", "3", "14", "F", "2A004"));
        // Elements of 1.1.5 have no place in a 1.1.2 file, and what is empty is left out.
        foreach (var absent in new[] { "action", "identifiantNational", "nir", "voieAccessVAE", "codePaysNaissance", "libellePaysNaissance", "codePostal" }) xml.Descendants(Cpf + absent).ShouldBeEmpty(absent);
        xml.Descendants().Where(e => !e.HasElements && e.Value.Length == 0).ShouldAllBe(e => (string?)e.Attribute(Xsi + "nil") == "true");
    }

    [Fact]
    public async Task A_foreign_birth_a_usage_name_and_each_access_route_are_told_as_the_schema_has_them()
    {
        var (world, campaign) = await CampaignAsync();
        var enrolments = await CertifyAsync(world, campaign, "Berger", "Vasquez", "Perrault");
        await using (var db = await Platform.Database.OpenAsync(world.TenantId))
        {
            var person = await db.Candidates.SingleAsync(c => c.Id == enrolments[0].CandidateId);
            person.Correct(person.Identity with { UsageName = "Berger-Nolan", FirstNames = "Uta, Greta, Inge, Rosa", BirthPlace = "Stralsund", BirthInseeCode = "99109", Sex = Sex.Male }, null, null);
            await db.SaveChangesAsync();
            await db.Enrolments.Where(e => e.Id == enrolments[0].Id).ExecuteUpdateAsync(s => s.SetProperty(e => e.AccessRoute, AccessRoute.ValidationOfExperience));
            await db.Enrolments.Where(e => e.Id == enrolments[1].Id).ExecuteUpdateAsync(s => s.SetProperty(e => e.AccessRoute, AccessRoute.ProfessionalisationContract));
            await db.Enrolments.Where(e => e.Id == enrolments[2].Id).ExecuteUpdateAsync(s => s.SetProperty(e => e.AccessRoute, AccessRoute.ValidationOfExperience).SetProperty(e => e.VaeLeave, true));
        }
        var xml = await XmlAsync(world, (await WriteAsync(world)).Value[^1]);
        ShouldFollowTheSchema(xml);
        var passage = PassageOf(xml, "Berger");
        string Of(string name) => passage.Descendants(Cpf + name).Single().Value;
        (Of("modaliteAcces"), Of("voieAccessVAE"), Of("nomUsage"), Of("sexe")).ShouldBe(("VAE", "VAE_CLASSIQUE", "Berger-Nolan", "M"));
        (Of("prenom1"), Of("prenom2"), Of("prenom3"), Of("libelleCommuneNaissance"), Of("codePaysNaissance"), Of("libellePaysNaissance")).ShouldBe(("Uta", "Greta", "Inge", "Stralsund", "109", "Allemagne"));
        ((string?)passage.Descendants(Cpf + "codePostal").Single().Attribute(Xsi + "nil")).ShouldBe("true");
        passage.Descendants(Cpf + "codeInsee").ShouldBeEmpty();
        PassageOf(xml, "Vasquez").Descendants(Cpf + "modaliteAcces").Single().Value.ShouldBe("FORMATION_CONTINUE_CONTRAT_DE_PROFESSIONNALISATION");
        PassageOf(xml, "Perrault").Descendants(Cpf + "voieAccessVAE").Single().Value.ShouldBe("CONGES_VAE");
    }

    [Theory]
    [InlineData("2026-01-15T12:00:00Z", "2026-01-15T13:00:00+01:00")]
    [InlineData("2026-07-15T12:00:00Z", "2026-07-15T14:00:00+02:00")]
    [InlineData("2026-03-29T00:59:59Z", "2026-03-29T01:59:59+01:00")]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00")]
    [InlineData("2026-10-25T00:59:59Z", "2026-10-25T02:59:59+02:00")]
    [InlineData("2026-10-25T01:00:00Z", "2026-10-25T02:00:00+01:00")]
    [InlineData("2026-12-31T23:30:00Z", "2027-01-01T00:30:00+01:00")]
    public void The_hour_is_that_of_Paris_with_its_offset_of_that_day(string instant, string written)
    {
        using var writer = new AccrochageWriter("flux", DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).InParis(), "CPNE0001", "C");
        using var file = writer.Close();
        XDocument.Load(file).Descendants(Cpf + "horodatage").Single().Value.ShouldBe(written);
    }

    [Fact]
    public async Task A_certificate_issued_after_midnight_in_Paris_is_delivered_that_day()
    {
        var (world, campaign) = await CampaignAsync();
        var before = Platform.Clock.Now;
        Platform.Clock.Now = new(2026, 7, 14, 22, 30, 0, TimeSpan.Zero);
        var enrolment = (await CertifyAsync(world, campaign, "Minuit"))[0];
        Platform.Clock.Now = before;
        var line = await LineAsync(world, enrolment);
        (line.DeliveredOn, line.DueOn).ShouldBe((new(2026, 7, 15), new DateOnly(2026, 10, 15)));
    }

    [Fact]
    public async Task Asked_twice_nobody_goes_twice_and_asked_at_once_one_of_the_two_is_refused()
    {
        var (world, campaign) = await CampaignAsync();
        await EmptyQueueAsync(world);
        await CertifyAsync(world, campaign, "Un", "Deux", "Trois");
        var both = await Task.WhenAll(Task.Run(() => WriteAsync(world)), Task.Run(() => WriteAsync(world)));
        both.Count(r => r.Succeeded).ShouldBe(1);
        both.Single(r => r.Refused).Errors.Single().ShouldBeOneOf(UnitOfWork.Conflict, DeclarationErrors.NothingToSend);
        (await WriteAsync(world)).Errors.Single().ShouldBe(DeclarationErrors.NothingToSend);
        IdsOf(await XmlAsync(world, both.Single(r => r.Succeeded).Value.Single())).Count.ShouldBe(3);
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var numbers = await db.DeclarationFiles.Select(f => f.Number).Order().ToListAsync();
        numbers.ShouldBe(Enumerable.Range(1, numbers.Count));
        (await db.AuditEntries.CountAsync(e => e.Action == nameof(WriteFiles) && e.EntityType == nameof(DeclarationFile))).ShouldBe(numbers.Count);
    }

    [Fact]
    public async Task A_long_list_is_split_by_number_and_by_size_and_each_person_is_in_one_file()
    {
        var (world, campaign) = await CampaignAsync();
        await EmptyQueueAsync(world);
        await CertifyAsync(world, campaign, "Aa", "Bb", "Cc", "Dd", "Ee");
        var files = (await WriteAsync(world, ("Declaration:MaxPassages", "2"))).Value;
        var written = new List<XDocument>();
        foreach (var file in files) written.Add(await XmlAsync(world, file));
        written.ForEach(ShouldFollowTheSchema);
        written.Select(f => IdsOf(f).Count).ShouldBe([2, 2, 1]);
        written.SelectMany(IdsOf).Distinct().Count().ShouldBe(5);
        written.Select(f => f.Descendants(Cpf + "idFlux").Single().Value).Distinct().Count().ShouldBe(3);

        await CertifyAsync(world, campaign, "Ff", "Gg");
        (await WriteAsync(world, ("Declaration:MaxMegabytes", "0"))).Value.Count.ShouldBe(2, "no file may be larger than told, but each holds one at least");
    }

    [Fact]
    public async Task A_datum_that_would_be_rejected_keeps_its_person_out_and_says_which()
    {
        var (world, campaign) = await CampaignAsync();
        var enrolments = await CertifyAsync(world, campaign, "Complet", "Manquant");
        await using (var db = await Platform.Database.OpenAsync(world.TenantId))
            await db.Candidates.Where(c => c.Id == enrolments[1].CandidateId).ExecuteUpdateAsync(s => s.SetProperty(c => c.BirthInseeCode, "00000"));
        var line = await LineAsync(world, enrolments[1]);
        line.IsReady.ShouldBeFalse();
        line.Obstacles.ShouldHaveSingleItem().Field.ShouldBe("BirthInseeCode");
        var xml = await XmlAsync(world, (await WriteAsync(world)).Value[^1]);
        xml.Descendants(Cpf + "nomNaissance").Select(e => e.Value).ShouldContain("Complet");
        xml.Descendants(Cpf + "nomNaissance").Select(e => e.Value).ShouldNotContain("Manquant");
    }

    [Fact]
    public async Task A_file_the_schema_refuses_is_not_kept()
    {
        var (world, campaign) = await CampaignAsync();
        var enrolment = (await CertifyAsync(world, campaign, "Refusé"))[0];
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var before = await db.DeclarationFiles.CountAsync();
        // No form lets it by; a row written before may hold it.
        await db.DeclarantAccounts.ExecuteUpdateAsync(s => s.SetProperty(a => a.ContractId, ""));
        try
        {
            var refused = await WriteAsync(world);
            refused.Errors.Single().Code.ShouldBe("declaration-invalid");
            refused.Message.ShouldContain("idContrat");
            (await db.DeclarationFiles.CountAsync()).ShouldBe(before);
            (await LineAsync(world, enrolment)).State.ShouldBe(DeclarationState.Due);
        }
        finally
        {
            await db.DeclarantAccounts.ExecuteUpdateAsync(s => s.SetProperty(a => a.ContractId, "MCFCER000042"));
        }
    }

    [Fact]
    public async Task Without_its_identifiers_a_certifier_writes_nothing()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        (await WriteAsync(world)).Errors.Single().ShouldBe(DeclarationErrors.NoAccount);
        (await ViewAsync(world)).HasAccount.ShouldBeFalse();
    }

    [Fact]
    public async Task A_revoked_certificate_is_not_declared_and_a_corrected_one_keeps_its_first_day()
    {
        var (world, campaign) = await CampaignAsync();
        var enrolments = await CertifyAsync(world, campaign, "Révoqué", "Corrigé");
        var before = Platform.Clock.Now;
        await using (var db = await Platform.Database.OpenAsync(world.TenantId))
        {
            var documents = await db.IssuedDocuments.Where(d => d.CampaignId == campaign.Id).ToListAsync();
            documents.Single(d => d.EnrolmentId == enrolments[0].Id).Revoke("erreur sur la personne", new(world.Manager.Id, "MOREL Hélène"), before);
            var former = documents.Single(d => d.EnrolmentId == enrolments[1].Id);
            var successor = IssuedDocument.Issue(DocumentKind.Certificate, "T-CORRIGE", campaign.Id, former.JurySessionId, enrolments[1].Id, [1], "{}", before.AddDays(20), "ABCD2345");
            former.SupersedeBy(successor, "nom", new(world.Manager.Id, "MOREL Hélène"), before.AddDays(20)).Succeeded.ShouldBeTrue();
            db.Add(successor);
            await db.SaveChangesAsync();
        }
        (await ViewAsync(world)).Waiting.ShouldNotContain(d => d.EnrolmentId == enrolments[0].Id);
        var line = await LineAsync(world, enrolments[1]);
        (line.DocumentNumber, line.DeliveredOn).ShouldBe(("T-CORRIGE", new DateOnly(2026, 11, 21)));
        line.Facts!.ProofUrl.ShouldEndWith("/verification/T-CORRIGE/ABCD2345");
    }

    [Fact]
    public async Task A_certificate_that_a_later_jury_gave_is_declared_from_its_own_day_and_not_from_that_of_the_revoked_one()
    {
        var (world, campaign) = await CampaignAsync();
        await EmptyQueueAsync(world);
        var (enrolment, other) = ((await CertifyAsync(world, campaign, "Rejugé"))[0], (await CertifyAsync(world, campaign, "Témoin"))[0]);
        var (first, by) = (Platform.Clock.Now, new Signatory(world.Manager.Id, "MOREL Hélène"));
        await using (var db = await Platform.Database.OpenAsync(world.TenantId))
        {
            var documents = await db.IssuedDocuments.Where(d => d.CampaignId == campaign.Id && d.Kind == DocumentKind.Certificate).ToListAsync();
            var (revoked, later) = (documents.Single(d => d.EnrolmentId == enrolment.Id), documents.Single(d => d.EnrolmentId == other.Id).JurySessionId);
            later.ShouldNotBe(revoked.JurySessionId);
            revoked.Revoke("bloc retiré par un procès-verbal rectificatif", by, first.AddDays(5)).Succeeded.ShouldBeTrue();
            var anew = IssuedDocument.Issue(DocumentKind.Certificate, "T-REJUGE", campaign.Id, later, enrolment.Id, [1], "{}", first.AddDays(20), "ABCD2345");
            db.Add(anew);
            await db.SaveChangesAsync();
            var corrected = IssuedDocument.Issue(DocumentKind.Certificate, "T-REJUGE-2", campaign.Id, later, enrolment.Id, [1], "{}", first.AddDays(30), "ABCD2346");
            anew.SupersedeBy(corrected, "nom", by, first.AddDays(30)).Succeeded.ShouldBeTrue();
            db.Add(corrected);
            await db.SaveChangesAsync();
        }
        var line = await LineAsync(world, enrolment);
        (line.DocumentNumber, line.DeliveredOn, line.DueOn).ShouldBe(("T-REJUGE-2", new(2026, 12, 11), new DateOnly(2027, 3, 11)));
        (await FoundAsync()).DeliveredOn.ShouldBe(new(2026, 12, 11));

        var file = (await WriteAsync(world)).Value[^1];
        var xml = await XmlAsync(world, file);
        PassageOf(xml, "Rejugé").Descendants(Cpf + "dateDebutValidite").Single().Value.ShouldBe("2026-12-11");
        (await ReportAsync(world.Manager, TestData.ReturnReport(file.ToString(), IdsOf(xml)))).Message.ShouldBe("");
        (await FoundAsync()).ShouldSatisfyAllConditions(f => f.State.ShouldBe(DeclarationState.Accepted), f => f.DocumentNumber.ShouldBe("T-REJUGE-2"), f => f.DeliveredOn.ShouldBe(new(2026, 12, 11)));

        async Task<FoundDeclaration> FoundAsync() =>
            (await Platform.RunAsync<FindDeclarations, Result<(IReadOnlyList<FoundDeclaration> Items, Guid? Next)>>(world.Manager, u => u.ExecuteAsync(new(campaign.Id, enrolment.CandidateId)))).Value.Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Nobody_but_the_certifier_of_these_people_sees_or_takes_a_file()
    {
        var (world, campaign) = await CampaignAsync();
        await CertifyAsync(world, campaign, "Privé");
        var file = (await WriteAsync(world)).Value[^1];
        var other = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        (await Platform.RunAsync<DownloadDeclaration, Result<FileToRead>>(other.Manager, u => u.ExecuteAsync(file))).Errors.Single().ShouldBe(SecurityErrors.NotFound);
        (await Platform.RunAsync<ReadDeclarationFile, Result<DeclarationFileView>>(other.Manager, u => u.ExecuteAsync(file))).Errors.Single().ShouldBe(SecurityErrors.NotFound);
        (await ViewAsync(other)).Files.ShouldNotContain(f => f.Id == file);
        foreach (var member in new[] { world.Secretary, world.JuryMember, world.Examiner })
        {
            (await Platform.RunAsync<ReadDeclarations, Result<DeclarationsView>>(member, u => u.ExecuteAsync())).Errors.Single().ShouldBe(SecurityErrors.NotAllowed);
            (await Platform.RunAsync<DownloadDeclaration, Result<FileToRead>>(member, u => u.ExecuteAsync(file))).Errors.Single().ShouldBe(SecurityErrors.NotAllowed);
        }
    }

    /// <summary>By another reader than the platform's, with the schema as it stands in the sources.</summary>
    private static void ShouldFollowTheSchema(XDocument file)
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(Cpf.NamespaceName, Path.Combine(PlatformHost.RepositoryRoot, "src/CqpPlatform.Web/Features/Declarations/WriteFiles/accrochage-1.1.2.xsd"));
        var faults = new List<string>();
        file.Validate(schemas, (_, e) => faults.Add(e.Message));
        faults.ShouldBeEmpty();
    }
}
