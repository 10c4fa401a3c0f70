using System.Diagnostics;
using System.Text.RegularExpressions;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Documents.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Documents;

public sealed class DocumentEngineTests(DocumentsFixture documents)
{
    private static readonly string Templates = Path.Combine(AppContext.BaseDirectory, "Documents", "Templates");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_engine_answers_the_start_check() => await documents.Engine.CheckAsync(Ct);

    [Fact]
    public async Task A_missing_package_is_told_in_one_line_that_says_what_to_do()
    {
        await using var services = DocumentsFixture.Services(new() { ["Documents:NodeModules"] = documents.Folder });
        var missing = await Should.ThrowAsync<DocumentEngineMissingException>(() => services.GetRequiredService<DocumentEngine>().CheckAsync(Ct));

        missing.Message.ShouldContain("npm ci");
        missing.Message.ShouldNotContain("\n");
    }

    [Fact]
    public async Task After_a_worker_is_killed_the_next_document_still_comes()
    {
        await using var services = DocumentsFixture.Services(new() { ["Documents:Workers"] = "1" });
        var engine = services.GetRequiredService<DocumentEngine>();
        await engine.CheckAsync(Ct);
        var killed = engine.ProcessIds.Single();
        using (var process = Process.GetProcessById(killed))
        {
            process.Kill();
            await process.WaitForExitAsync(Ct);
        }

        var rendered = await services.GetRequiredService<DocumentRenderer>().RenderAsync(Samples.Certificate41351, documents.Seal, DocumentsFixture.Now, Ct);

        rendered.Succeeded.ShouldBeTrue();
        engine.ProcessIds.Single().ShouldNotBe(killed);
    }

    [Fact]
    public async Task A_document_that_takes_too_long_is_given_up_and_the_next_one_still_comes()
    {
        var files = EngineFiles.Find(null, AppContext.BaseDirectory);
        await using var host = new TypstHost(files, 1, TimeSpan.FromMilliseconds(1));
        await Should.ThrowAsync<TimeoutException>(() => host.RenderAsync(new TypstRequest("check", """{"text":"a"}"""), Ct));

        host.ProcessIds.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_abandoned_request_does_not_answer_the_next_one()
    {
        await using var services = DocumentsFixture.Services(new() { ["Documents:Workers"] = "1" });
        var renderer = services.GetRequiredService<DocumentRenderer>();
        using var abandoned = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
        await Should.ThrowAsync<OperationCanceledException>(() => renderer.RenderAsync(Samples.Minutes(200), documents.Seal, DocumentsFixture.Now, abandoned.Token));

        (await renderer.RenderAsync(Samples.Certificate41351, documents.Seal, DocumentsFixture.Now, Ct)).Value.Pages.ShouldBe(1);
    }

    [Fact]
    public async Task Only_our_templates_and_standards_can_be_named()
    {
        await Should.ThrowAsync<TypstException>(() => documents.Engine.RenderAsync(new TypstRequest("../secret", "{}"), Ct));
        await Should.ThrowAsync<TypstException>(() => documents.Engine.RenderAsync(new TypstRequest("check", """{"text":"a"}""", "1.7"), Ct));
    }

    [Fact]
    public void Templates_import_nothing_from_outside_and_evaluate_no_data()
    {
        var files = Directory.GetFileSystemEntries(Templates, "*", SearchOption.AllDirectories);

        files.Length.ShouldBeGreaterThan(4);
        foreach (var file in files)
        {
            File.ResolveLinkTarget(file, false).ShouldBeNull(file);
            if (!file.EndsWith(".typ", StringComparison.Ordinal)) continue;
            var source = File.ReadAllText(file);
            source.ShouldNotContain("eval");
            source.ShouldNotContain("@preview");
            source.ShouldNotContain("read(");
            foreach (Match import in Regex.Matches(source, "(?:import|include) \"([^\"]+)\"")) import.Groups[1].Value.ShouldBe("common.typ");
        }
    }
}
