using Bunit;
using CqpPlatform.Web.Features.Declarations.ListDeclarations;

namespace CqpPlatform.Web.Tests.Features.Declarations;

public class FileTableTests : BunitContext
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "1\u00a0déclaration acceptée en tout\u00a0: elle n’est jamais renvoyée.")]
    [InlineData(2, "2\u00a0déclarations acceptées en tout\u00a0: elles ne sont jamais renvoyées.")]
    public void What_is_accepted_is_told_once_there_is_some(int accepted, string? told) =>
        Render<FileTable>(p => p.Add(t => t.Accepted, accepted)).FindAll("p.hint").Select(h => h.TextContent.Replace(" :", "\u00a0:")).SingleOrDefault().ShouldBe(told);
}
