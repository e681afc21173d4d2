// {{ heading }}

using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Identity.Client;
using Microsoft.Identity.Web;

namespace AddIn;

/// <summary>
/// Exchanges the checked token on behalf of its user, and calls Microsoft Graph. Graph's token never leaves this file.
/// </summary>
sealed partial class Graph(
    HttpClient http, ITokenAcquisition tokens, IConfiguration configuration, ILogger<Graph> log)
{
    /// <summary>What Graph answers, as JSON.</summary>
    /// <param name="path">What stands after /v1.0, such as /me.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="Refused">What the page is told.</exception>
    public async Task<JsonNode?> CallAsync(string path, CancellationToken stop)
    {
        var address = configuration["AddIn:Graph"]!.TrimEnd('/') + "/v1.0" + path;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await ExchangeAsync());
        HttpResponseMessage answer;
        try
        {
            answer = await http.SendAsync(request, stop);
        }
        catch (Exception error) when (
            error is HttpRequestException || error is TaskCanceledException && !stop.IsCancellationRequested)
        {
            log.LogError("Microsoft Graph could not be asked: {Error}", error.GetType().Name);
            throw new Refused(502, "graph_failed", "Microsoft Graph could not be reached");
        }
        using (answer)
        {
            if (answer.IsSuccessStatusCode)
            {
                return await answer.Content.ReadFromJsonAsync<JsonNode>(stop);
            }
            throw Refusal(answer);
        }
    }

    Refused Refusal(HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        var request = answer.Headers.TryGetValues("request-id", out var values) ? values.First() : null;
        log.LogError("Microsoft Graph answered {Status} to request {Request}", status, request);
        if (status is 429 or 503)
        {
            var retryAfter = answer.Headers.RetryAfter?.ToString();
            return new Refused(503, "graph_busy", "Microsoft Graph is busy, try again later", retryAfter: retryAfter);
        }
        return new Refused(status is 403 or 404 ? status : 502, "graph_failed", $"Microsoft Graph answered {status}");
    }

    async Task<string> ExchangeAsync()
    {
        var scopes = configuration["AddIn:GraphScopes"]!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        try
        {
            // In the tenant of the token: the home of a guest is another one.
            return await tokens.GetAccessTokenForUserAsync(scopes);
        }
        catch (MicrosoftIdentityWebChallengeUserException challenge)
        {
            throw Refusal(challenge.MsalUiRequiredException);
        }
        catch (MsalServiceException refused)
        {
            throw Refusal(refused);
        }
    }

    /// <summary>
    /// What the page can do about it. The rest is the server's own trouble, and stands in its log alone.
    /// </summary>
    Refused Refusal(MsalServiceException refused)
    {
        var found = Number().Match(refused.Message);
        var number = found.Success ? found.Value : refused.ErrorCode;
        log.LogError("on behalf of the user: {Number}, correlation ID {CorrelationId}", number, refused.CorrelationId);
        if (number == "AADSTS500133")
        {
            return new Refused(401, "token_expired", "the token has ended: ask Office for one again, once");
        }
        if (!string.IsNullOrEmpty(refused.Claims))
        {
            const string message = "the organization wants more of this sign-in, such as a second factor";
            return new Refused(401, "claims_challenge", message, refused.Claims);
        }
        if (number == "AADSTS65001")
        {
            return new Refused(403, "consent_required", "nobody has agreed to what this add-in may read");
        }
        if (refused is MsalUiRequiredException)
        {
            return new Refused(403, "interaction_required", "you have to sign in again");
        }
        if (refused.StatusCode is 429 or >= 500)
        {
            return new Refused(503, "entra_busy", "Entra is busy, try again later", retryAfter: "60");
        }
        return new Refused(502, "exchange_failed", "the add-in's server could not sign in to Microsoft Graph");
    }

    [GeneratedRegex(@"AADSTS\d+")]
    private static partial Regex Number();
}
