// {{ heading }}
//
// Give /api to the server that has the add-in's pages: Office takes pages by https alone, and the pages call their own origin.
// Where a development server or a proxy has them, let it pass /api on to this one.

using AddIn;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Identity.Web;

var builder = WebApplication.CreateBuilder(args);

// What is not secret stands in appsettings.json. The client secret does not: it is the environment variable
// AzureAd__ClientSecret, or a user secret.
string[] needed =
[
    "AzureAd:Instance", "AzureAd:TenantId", "AzureAd:ClientId", "AzureAd:ClientSecret", "AddIn:AppIdUri", "AddIn:Graph",
    "AddIn:GraphScopes",
];
foreach (var name in needed)
{
    if (string.IsNullOrEmpty(builder.Configuration[name]))
    {
        throw new InvalidOperationException($"the environment variable {name.Replace(":", "__")} is not set");
    }
}

// The cache has Graph's tokens by the token that was exchanged: one exchange serves until the token ends. It is in memory;
// several servers beside each other need AddDistributedTokenCaches.
builder.Services
    .AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
    .AddMicrosoftIdentityWebApi(builder.Configuration)
    .EnableTokenAcquisitionToCallDownstreamApi()
    .AddInMemoryTokenCaches();
builder.Services.AddAuthorization();
// After Microsoft.Identity.Web, which checks issuer and keys; this adds to it.
builder.Services.PostConfigure<JwtBearerOptions>(
    JwtBearerDefaults.AuthenticationScheme,
    options => AccessTokens.Check(options, builder.Configuration));
builder.Services
    .AddHttpClient<Graph>(http => http.Timeout = TimeSpan.FromSeconds(30))
    .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });

var app = builder.Build();

// No CORS: the add-in's pages come from the same origin, and no other page has business here.
app.Use(async (context, next) =>
{
    context.Response.Headers.CacheControl = "no-store";
    try
    {
        await next(context);
    }
    catch (Refused refused) when (!context.Response.HasStarted)
    {
        await refused.TellAsync(context.Response);
    }
    catch (Exception error) when (!context.Response.HasStarted)
    {
        // Its kind alone: the text of an error may hold what it was about.
        app.Logger.LogError("{Method} {Path}: {Error}", context.Request.Method, context.Request.Path, error.GetType().Name);
        await Refused.Unavailable().TellAsync(context.Response);
    }
});
app.UseAuthentication();
app.UseAuthorization();

// Graph's data for the user whose token comes along. Store users by the claims tid and oid together, never by name or address.
app.MapPost("/api/graph-data", (Graph graph, CancellationToken stop) => graph.CallAsync("{{ graph_call }}", stop))
    .RequireAuthorization()
    .RequireScope("{{ scope_name }}");

app.Run();
