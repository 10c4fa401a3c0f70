using CqpPlatform.Web.Hosting;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Microsoft.Extensions.Logging;

namespace CqpPlatform.Web.Tests.Hosting;

/// <summary>What the log keeps of an exception: enough to mend, and nothing that somebody typed.</summary>
public sealed class PlainFaultsTests
{
    private const string Typed = "Quilleboeuf 06 39 98 41 07";

    [Fact]
    public void The_types_and_the_place_are_written_and_no_message_is()
    {
        var written = Write(log => log.LogError(Thrown(new FormatException($"The input string '{Typed}' was not in a correct format.", new InvalidOperationException(Typed))), "Incident {Incident}", "a1b2"));
        written.ShouldContain("Incident a1b2");
        written.ShouldContain("System.FormatException");
        written.ShouldContain("System.InvalidOperationException");
        written.ShouldContain(nameof(Thrown));
        written.ShouldNotContain("Quilleboeuf");
    }

    [Fact]
    public void A_framework_s_own_sentence_that_repeats_the_message_is_cut_too()
    {
        var fault = Thrown(new InvalidOperationException(Typed));
        Write(log => log.LogWarning(fault, "Unhandled exception rendering component: {Message}", fault.Message)).ShouldNotContain("Quilleboeuf");
#pragma warning disable CA1727 // EF Core’s own placeholder
        Write(log => log.LogError(fault, "An exception occurred while saving: {error}", fault.ToString())).ShouldNotContain("Quilleboeuf");
#pragma warning restore CA1727
    }

    [Fact]
    public void A_database_error_keeps_its_code_and_names_and_a_machine_s_error_its_words()
    {
        var written = Write(log => log.LogError(new Npgsql.PostgresException($"invalid input syntax: \"{Typed}\"", "ERROR", "ERROR", "22P02", detail: Typed, tableName: "candidates", constraintName: "uq_x"), "Broken"));
        written.ShouldContain("22P02");
        written.ShouldContain("candidates uq_x");
        written.ShouldNotContain("Quilleboeuf");
        Write(log => log.LogError(new Npgsql.NpgsqlException("Failed to connect to 10.0.0.5:5432"), "Broken")).ShouldContain("10.0.0.5:5432");
    }

    private static Exception Thrown(Exception fault)
    {
        try
        {
            throw fault;
        }
        catch (Exception caught) when (caught == fault)
        {
            return caught;
        }
    }

    private static string Write(Action<Microsoft.Extensions.Logging.ILogger> write)
    {
        var kept = new Kept();
        using var serilog = new LoggerConfiguration().Enrich.With<PlainFaults>().WriteTo.Sink(kept).CreateLogger();
        using var factory = new SerilogLoggerFactory(serilog);
        write(factory.CreateLogger("essai"));
        return kept.Text;
    }

    /// <summary>As the console has it (HostingSetup).</summary>
    private sealed class Kept : ILogEventSink
    {
        public string Text { get; private set; } = "";

        public void Emit(LogEvent logEvent)
        {
            using var writer = new StringWriter();
            new Serilog.Formatting.Display.MessageTemplateTextFormatter(PlainFaults.Template).Format(logEvent, writer);
            Text += writer;
        }
    }
}
