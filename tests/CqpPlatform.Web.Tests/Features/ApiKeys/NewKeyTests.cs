using Bunit;
using CqpPlatform.Web.Features.ApiKeys.CreateKey;

namespace CqpPlatform.Web.Tests.Features.ApiKeys;

public class NewKeyTests : BunitContext
{
    [Fact]
    public void A_key_that_is_shown_once_takes_the_focus_from_the_form_below_it()
    {
        var noted = false;
        var key = Render<NewKey>(p => p.Add(k => k.Key, "cqp_abc").Add(k => k.OnNoted, () => noted = true));
        JSInterop.VerifyFocusAsyncInvoke();
        key.Find("input").GetAttribute("value").ShouldBe("cqp_abc");
        key.Find("button").Click();
        noted.ShouldBeTrue();
    }
}
