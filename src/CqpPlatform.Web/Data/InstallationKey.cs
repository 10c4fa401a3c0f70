using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Data;

/// <summary>A technical key of the installation: data-protection keys and the sealing certificate. In the database, so that a second node can be added any day.</summary>
public sealed class InstallationKey : IGlobal
{
    private InstallationKey() { }

    public string Name { get; private set; } = "";
    public byte[] Value { get; private set; } = [];

    public static InstallationKey Create(string name, byte[] value) => new() { Name = name, Value = value };
}
