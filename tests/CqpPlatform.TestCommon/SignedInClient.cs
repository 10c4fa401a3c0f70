using System.Net;
using System.Text.RegularExpressions;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.TestCommon;

/// <summary>A browser without a screen: keeps its cookies, sends back the form tokens it was given, follows no redirection.</summary>
public sealed partial class SignedInClient : IDisposable
{
    private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false, UseCookies = true };
    private readonly HttpClient http;

    private static int last;

    // An address of its own, as behind a proxy: what is limited by address is not shared between people.
    private SignedInClient(Uri address)
    {
        http = new HttpClient(handler) { BaseAddress = address };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", $"192.0.2.{Interlocked.Increment(ref last) % 250}");
    }

    public CookieContainer Cookies => handler.CookieContainer;
    public Uri Address => http.BaseAddress!;

    public static SignedInClient Anonymous(PlatformHost host) => new(host.BaseAddress);

    /// <summary>Signs in by /connexion. The member has the password of the test data.</summary>
    public static async Task<SignedInClient> SignInAsync(PlatformHost host, Membership member, string path = "/connexion") =>
        await SignInAsync(host, await host.Fixture.EmailOfAsync(member), path);

    public static async Task<SignedInClient> SignInAsync(PlatformHost host, string email, string path = "/connexion", string password = TestData.Password)
    {
        var client = new SignedInClient(host.BaseAddress);
        var answer = await client.PostFormAsync(path, path, "connexion", new() { ["Input.Email"] = email, ["Input.Password"] = password });
        client.SignedInTo = answer.Headers.Location?.ToString();
        return answer.StatusCode == HttpStatusCode.Redirect ? client : throw new InvalidOperationException($"The sign-in was refused: {(int)answer.StatusCode}.");
    }

    /// <summary>Comes in as the tutor of a link, by the code in the mail.</summary>
    public static async Task<SignedInClient> EnterAsync(PlatformHost host, TutorLink link, string slug, string secret)
    {
        var client = new SignedInClient(host.BaseAddress);
        var door = $"/observation/{slug}/{secret}";
        await client.PostFormAsync(door, door, "code-envoi", []);
        await using var db = await host.Fixture.Database.OpenAsync(link.TenantId);
        var subject = await db.OutboxMails.OrderByDescending(m => m.CreatedAt).Select(m => m.Subject).FirstAsync(s => s.StartsWith("Votre code"));
        await client.PostFormAsync($"{door}?code=envoye", $"{door}?code=envoye", "code-saisie", new() { ["Input.Code"] = string.Concat(subject.Where(char.IsAsciiDigit)) });
        return client;
    }

    /// <summary>Where the sign-in led.</summary>
    public string? SignedInTo { get; private set; }

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(path);
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead) => http.SendAsync(request, completion);

    /// <summary>The same, as if from another address.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-Forwarded-For", address } } };
        return await http.SendAsync(request);
    }

    /// <summary>Reads the form on one page and posts it to an address, with the token the page carries.</summary>
    public async Task<HttpResponseMessage> PostFormAsync(string page, string action, string? formName, Dictionary<string, string> fields, bool withToken = true)
    {
        var html = await (await http.GetAsync(page)).Content.ReadAsStringAsync();
        var sent = new Dictionary<string, string>(fields);
        if (formName is not null) sent["_handler"] = formName;
        if (withToken) sent["__RequestVerificationToken"] = WebUtility.HtmlDecode(Token().Match(html).Groups[1].Value);
        return await http.PostAsync(action, new FormUrlEncodedContent(sent));
    }

    public void Dispose()
    {
        http.Dispose();
        handler.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
