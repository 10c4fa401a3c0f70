using System.Net;
using CqpPlatform.TestCommon;

namespace CqpPlatform.Web.Tests.Security;

internal static class SignInSteps
{
    public static Task<HttpResponseMessage> TypeAsync(this SignedInClient client, string email, string password) =>
        client.PostFormAsync("/connexion", "/connexion", "connexion", new() { ["Input.Email"] = email, ["Input.Password"] = password });

    public static void ShouldLeadTo(this HttpResponseMessage answer, string path)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        new Uri(answer.RequestMessage!.RequestUri!, answer.Headers.Location!).AbsolutePath.ShouldBe(path);
    }
}
