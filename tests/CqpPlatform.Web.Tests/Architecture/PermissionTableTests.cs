using CqpPlatform.TestCommon;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Tests.Architecture;

public sealed class PermissionTableTests
{
    /// <summary>docs/permissions.md is this text; copy it from the failure when the table changes.</summary>
    [Fact]
    public void The_documented_table_is_the_code()
    {
        var roles = Enum.GetValues<Role>();
        var lines = new List<string>
        {
            $"| Permission | {string.Join(" | ", roles.Select(r => r.French()))} |",
            $"|---|{string.Concat(roles.Select(_ => ":-:|"))}",
        };
        lines.AddRange(Enum.GetValues<Permission>().Select(p => $"| {p} | {string.Join(" | ", roles.Select(r => r.Grants(p) ? "oui" : "–"))} |"));
        var expected = string.Join('\n', lines);
        File.ReadAllText(Path.Combine(PlatformHost.RepositoryRoot, "docs/permissions.md")).ShouldContain(expected);
    }
}
