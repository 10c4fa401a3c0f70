using Bunit;
using CqpPlatform.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CqpPlatform.Web.Tests.Components;

public sealed class IncidentBoundaryTests : BunitContext
{
    [Fact]
    public void A_page_that_breaks_in_a_circuit_shows_a_number_that_the_log_explains_and_can_be_taken_up_again()
    {
        var log = new Journal();
        Services.AddSingleton<ILogger<IncidentBoundary>>(log);
        var page = Render<IncidentBoundary>(p => p.AddChildContent<Fragile>());
        page.Find("button").Click();

        var incident = page.Find("code").TextContent;
        incident.Length.ShouldBe(12);
        log.Lines.ShouldHaveSingleItem().ShouldContain(incident);
        page.Markup.ShouldNotContain("mot secret");

        page.Find("button").Click();
        page.Find("button").TextContent.ShouldBe("Casser");
    }

    private sealed class Fragile : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "button");
            builder.AddAttribute(1, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, () => throw new InvalidOperationException("mot secret")));
            builder.AddContent(2, "Casser");
            builder.CloseElement();
        }
    }

    private sealed class Journal : ILogger<IncidentBoundary>
    {
        public List<string> Lines { get; } = [];
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }
}
