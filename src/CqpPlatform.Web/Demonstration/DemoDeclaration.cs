using System.Xml.Linq;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Declarations.EditAccount;
using CqpPlatform.Web.Features.Declarations.ReadFile;
using CqpPlatform.Web.Features.Declarations.ReceiveReport;
using CqpPlatform.Web.Features.Declarations.WriteFiles;
using CqpPlatform.Web.Security;
using static CqpPlatform.Web.Demonstration.DemoRules;

namespace CqpPlatform.Web.Demonstration;

/// <summary>Declares the holders of a past campaign through its own use cases, and reads an invented answer that rejects one of them.</summary>
internal sealed class DemoDeclaration(IServiceProvider services, DemoPeople people, DemoClock clock, Guid tenantId)
{
    private static readonly XNamespace Cpf = "urn:cdc:cpf:pc5:schema:1.0.0", Report = "urn:cdc:cpf:pc5:rapport:schema";

    /// <summary>Identifiers that nobody has.</summary>
    public async Task GiveAccountAsync() => Expect(await AsAsync<EditAccount, Result>(u => u.ExecuteAsync(new() { ClientId = "DEMO0001", ContractId = "DEMONSTRATION" })));

    public async Task PlayAsync(Domain.Campaigns.CampaignDates dates)
    {
        clock.GoToDeclaration(dates);
        var written = await AsAsync<WriteFiles, Result<IReadOnlyList<Guid>>>(u => u.ExecuteAsync());
        Expect(Result.From(written.Errors));
        clock.GoToReport(dates);
        foreach (var file in written.Value)
        {
            using var bytes = new MemoryStream((await AsAsync<DownloadDeclaration, Result<FileToRead>>(u => u.ExecuteAsync(file))).Value.Bytes);
            var ids = XDocument.Load(bytes).Descendants(Cpf + "idTechnique").Select(e => e.Value).ToList();
            var answer = new XElement(Report + "rapport", new XElement(Report + "idFlux", file), new XElement(Report + "idTraitement", "DEMONSTRATION"),
                new XElement(Report + "PassagesKO", new XElement(Report + "passage", new XElement(Report + "idTechnique", ids[0]), new XElement(Report + "messageErreur", "Aucun titulaire ne correspond aux critères obligatoires : vérifier le nom de naissance et la commune de naissance."))),
                new XElement(Report + "PassagesOK", ids.Skip(1).Select(id => new XElement(Report + "idTechnique", id))));
            Expect(Result.From((await AsAsync<ReceiveReport, Result<ReportRead>>(u => u.ExecuteAsync(new(System.Text.Encoding.UTF8.GetBytes(answer.ToString()))))).Errors));
        }
    }

    private async Task<TResult> AsAsync<TUseCase, TResult>(Func<TUseCase, Task<TResult>> act) where TUseCase : notnull
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAs(tenantId, people.Manager.Id);
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}
