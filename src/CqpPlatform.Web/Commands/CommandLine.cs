namespace CqpPlatform.Web.Commands;

public static class CommandLine
{
    /// <summary>The exit code of the command that was given; null where the platform is to be served.</summary>
    public static async Task<int?> RunAsync(string[] arguments) => arguments switch
    {
        ["api-key", .. var options] => await ApiKeyCommand.RunAsync(options),
        ["operator", .. var options] => await OperatorCommand.RunAsync(options),
        ["audit", .. var options] => await AuditCommand.RunAsync(options),
        _ => null,
    };
}
