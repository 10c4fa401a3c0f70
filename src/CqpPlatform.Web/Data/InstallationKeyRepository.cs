using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace CqpPlatform.Web.Data;

/// <summary>Data-protection keys as rows: sign-ins survive a restart and every node reads the same.</summary>
public sealed class InstallationKeyRepository(CqpDatabase database) : IXmlRepository, IConfigureOptions<KeyManagementOptions>
{
    private const string Prefix = "data-protection:";

    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = database.OpenGlobal();
        return [.. db.InstallationKeys.Where(k => k.Name.StartsWith(Prefix)).AsEnumerable().Select(k => XElement.Parse(Encoding.UTF8.GetString(k.Value)))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = database.OpenGlobal();
        db.InstallationKeys.Add(InstallationKey.Create(Prefix + friendlyName, Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting))));
        db.SaveChanges();
    }
}
