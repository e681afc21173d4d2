// {{ heading }}

using System.Text.Json.Serialization;

namespace AddIn;

/// <summary>
/// What the add-in's page is told: a status, a code that it branches on, a message for people, and for a claims challenge the
/// claims. Never a token, and nothing of Entra's own text.
/// </summary>
sealed class Refused(int status, string code, string message, string? claims = null, string? retryAfter = null)
    : Exception(message)
{
    public static Refused Unavailable() =>
        new(503, "unavailable", "the add-in's server could not check the sign-in, try again later");

    public Task TellAsync(HttpResponse response)
    {
        response.StatusCode = status;
        if (status == 401)
        {
            // Without a token there is no error of one (RFC 6750).
            response.Headers.WWWAuthenticate = code == "token_missing" ? "Bearer" : "Bearer error=\"invalid_token\"";
        }
        if (retryAfter is not null)
        {
            response.Headers.RetryAfter = retryAfter;
        }
        return response.WriteAsJsonAsync(new Body(code, Message, claims));
    }

    sealed record Body(
        [property: JsonPropertyName("code")] string Code,
        [property: JsonPropertyName("message")] string Message,
        [property: JsonPropertyName("claims"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Claims);
}
