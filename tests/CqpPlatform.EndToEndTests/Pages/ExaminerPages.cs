using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Pages;

/// <summary>The examiner's day: from the oral to its grids.</summary>
public sealed class ExaminerPages(Person person)
{
    /// <returns>The blocks submitted, in order.</returns>
    public async Task<IReadOnlyList<string>> SubmitAllAsync(string candidate, string? weakBlock = null)
    {
        await person.GoAsync("/ma-journee");
        await person.SeesAsync(candidate);
        await person.Page.GetByRole(AriaRole.Link, new() { Name = "Noter BC" }).ClickAsync();
        return await new GridPage(person).SubmitAllAsync(weakBlock);
    }
}
