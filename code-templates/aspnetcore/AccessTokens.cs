// {{ heading }}

using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AddIn;

/// <summary>
/// Checks the token that the add-in sends, beside what Microsoft.Identity.Web does: that Entra issued it, for this add-in, for
/// a user, and that it is still good.
/// </summary>
static class AccessTokens
{
    /// <summary>
    /// Clients that ask for the token. Microsoft does not name all of Office's, so that another one is told and let in.
    /// </summary>
    static readonly HashSet<string> Clients =
    [
        //% for client in clients
        "{{ client.id }}", // {{ client.name }}
        //% endfor
    ];
    //% if not personal_accounts and not single_tenant

    /// <summary>The tenant of personal accounts, which the registration does not let in.</summary>
    const string PersonalAccounts = "9188040d-6c67-4c5b-b112-36a304b66dad";
    //% endif

    public static void Check(JwtBearerOptions options, IConfiguration configuration)
    {
        var clientId = configuration["AzureAd:ClientId"]!;
        var appIdUri = configuration["AddIn:AppIdUri"]!.TrimEnd('/');
        var parameters = options.TokenValidationParameters;
        parameters.ValidAlgorithms = [SecurityAlgorithms.RsaSha256];
        parameters.ClockSkew = TimeSpan.FromSeconds(int.Parse("{{ skew_seconds }}"));
        // A token's version decides. The registration decides the version, not the address that Office asks.
        parameters.AudienceValidator = (audiences, token, _) => Text(token, "ver") switch
        {
            "2.0" => audiences.Contains(clientId),
            "1.0" => audiences.Any(audience => audience == clientId || audience.TrimEnd('/') == appIdUri),
            _ => false,
        };
        //% if not single_tenant
        // Empty lets in everybody whose tenant has consented. Name the tenants of your customers unless that is what you want.
        var allowed = (configuration["AddIn:AllowedTenants"] ?? "").ToLowerInvariant()
            .Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        // Where people of many tenants come in, the issuer is a template: Microsoft.Identity.Web compares it with tid.
        var validateIssuer = parameters.IssuerValidator;
        parameters.IssuerValidator = (issuer, token, given) =>
        {
            var valid = validateIssuer(issuer, token, given);
            var tenant = Text(token, "tid");
            //% if not personal_accounts
            if (tenant == PersonalAccounts)
            {
                throw new TenantNotAllowedException("this add-in is for work and school accounts");
            }
            //% endif
            if (allowed.Length > 0 && !allowed.Contains(tenant))
            {
                throw new TenantNotAllowedException("this add-in is not open to your organization");
            }
            return valid;
        };
        //% endif

        var validated = options.Events.OnTokenValidated;
        options.Events.OnTokenValidated = async context =>
        {
            await validated(context);
            var client = Text(context.SecurityToken, "azp") ?? Text(context.SecurityToken, "appid");
            // The own client ID is that of the fallback dialog, and of nested app authentication.
            if (client is null || client != clientId && !Clients.Contains(client))
            {
                context.HttpContext.RequestServices.GetRequiredService<ILogger<Graph>>().LogWarning(
                    "a token came by way of {Client}, which is not among the known clients of Office", client);
            }
        };
        options.Events.OnChallenge = context =>
        {
            context.HandleResponse();
            return Refusal(context.AuthenticateFailure).TellAsync(context.Response);
        };
        options.Events.OnForbidden = context =>
            new Refused(403, "scope_missing", "the token lacks the scope {{ scope_name }}").TellAsync(context.Response);
    }

    static Refused Refusal(Exception? why) => why switch
    {
        null => new Refused(401, "token_missing", "the request has no bearer token"),
        SecurityTokenExpiredException =>
            new Refused(401, "token_expired", "the token has ended: ask Office for one again, once"),
        TenantNotAllowedException tenant => new Refused(403, "tenant_not_allowed", tenant.Message),
        // The metadata or the keys could not be fetched, which says nothing about the token.
        HttpRequestException or IOException or InvalidOperationException => Refused.Unavailable(),
        _ => new Refused(401, "token_refused", "the token is not one that Entra issued for this add-in"),
    };

    static string? Text(SecurityToken token, string claim) =>
        token is JsonWebToken jwt && jwt.TryGetPayloadValue<string>(claim, out var value) ? value : null;
}

sealed class TenantNotAllowedException(string message) : SecurityTokenInvalidIssuerException(message);
