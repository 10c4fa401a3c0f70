using Npgsql;
using Serilog.Core;
using Serilog.Events;

namespace CqpPlatform.Web.Hosting;

/// <summary>
/// What the log keeps of an exception: its types, where it happened, and of a database error its code and names. Not its message: many repeat
/// what somebody typed (a value that is no date, a whole line of a file).
/// </summary>
public sealed class PlainFaults : ILogEventEnricher
{
    private const string Property = "Fault";

    /// <summary>A line of the log.</summary>
    public const string Template = "[{Timestamp:HH:mm:ss} {Level:u3}] {Message:lj}{NewLine}{Fault:l}";

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        var chain = Chain(logEvent.Exception).ToList();
        logEvent.AddOrUpdateProperty(propertyFactory.CreateProperty(Property, string.Concat(chain.Select(Tell))));
        // ASP.NET Core and EF Core also put the message in their own sentence.
        foreach (var (name, value) in logEvent.Properties.ToList())
            if (value is ScalarValue { Value: string text } && name != Property && chain.Exists(e => e.Message.Length > 0 && text.Contains(e.Message, StringComparison.Ordinal)))
                logEvent.AddOrUpdateProperty(propertyFactory.CreateProperty(name, "…"));
    }

    private static string Tell(Exception fault) => $"{fault.GetType().FullName}{Code(fault)}{Environment.NewLine}{fault.StackTrace}{(fault.StackTrace is null ? "" : Environment.NewLine)}";

    private static string Code(Exception fault) => fault switch
    {
        PostgresException e => string.Join(' ', new[] { ":", e.SqlState, e.Routine, e.TableName, e.ColumnName, e.ConstraintName }.Where(part => !string.IsNullOrEmpty(part))),
        // Of the machine and not of people: an address that does not answer, a file that is not there.
        System.Net.Sockets.SocketException or TimeoutException or NpgsqlException => ": " + fault.Message,
        _ => "",
    };

    private static IEnumerable<Exception> Chain(Exception? fault) => fault switch
    {
        null => [],
        AggregateException several => several.InnerExceptions.SelectMany(Chain).Prepend(several),
        _ => Chain(fault.InnerException).Prepend(fault),
    };
}
