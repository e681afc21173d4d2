// {{ heading }}
package addin;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.OnBehalfOfParameters;
import com.microsoft.aad.msal4j.UserAssertion;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;

/** Exchanges the checked token on behalf of its user, and calls Microsoft Graph. Graph's token never leaves this file. */
@Component
final class Graph {
    private static final Logger LOG = LoggerFactory.getLogger(Graph.class);
    private static final Pattern NUMBER = Pattern.compile("AADSTS\\d+");
    /** The last is MSAL's own: it does not ask Entra for a while. */
    private static final Set<String> BUSY = Set.of("temporarily_unavailable", "server_error", "throttled_request");
    private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() { };

    /**
     * Its cache has Graph's tokens by the token that was exchanged: one exchange serves until the token ends, so this is made
     * once. It is in memory; several servers beside each other need an {@code ITokenCacheAccessAspect}.
     */
    private final ConfidentialClientApplication msal;
    private final RestClient http;

    Graph() throws MalformedURLException {
        msal = ConfidentialClientApplication
                .builder(Settings.CLIENT_ID, ClientCredentialFactory.createFromSecret(Settings.CLIENT_SECRET))
                .authority(Settings.AUTHORITY + "/")
                // It would ask the public cloud about this authority, which is a setting of our own.
                .instanceDiscovery(false)
                .build();
        // It follows no redirects.
        HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(Duration.ofSeconds(30));
        http = RestClient.builder().requestFactory(requests).build();
    }

    /**
     * What Graph answers, as JSON.
     *
     * @param user its checked token
     * @param path what stands after {@code /v1.0}, such as {@code /me}
     * @throws Refused what the page is told
     */
    Map<String, Object> call(Jwt user, String path) {
        String accessToken = exchange(user);
        try {
            return http.get()
                    .uri(URI.create(Settings.GRAPH + "/v1.0" + path))
                    .headers(headers -> headers.setBearerAuth(accessToken))
                    .retrieve()
                    .body(JSON);
        } catch (RestClientResponseException answered) {
            throw refusal(answered);
        } catch (ResourceAccessException error) {
            LOG.error("Microsoft Graph could not be asked: {}", error.getClass().getName());
            throw new Refused(502, "graph_failed", "Microsoft Graph could not be reached");
        }
    }

    private static Refused refusal(RestClientResponseException answered) {
        int status = answered.getStatusCode().value();
        HttpHeaders headers = answered.getResponseHeaders() == null ? new HttpHeaders() : answered.getResponseHeaders();
        LOG.error("Microsoft Graph answered {} to request {}", status, headers.getFirst("request-id"));
        if (status == 429 || status == 503) {
            String retryAfter = headers.getFirst(HttpHeaders.RETRY_AFTER);
            return new Refused(503, "graph_busy", "Microsoft Graph is busy, try again later", null, retryAfter);
        }
        int told = status == 403 || status == 404 ? status : 502;
        return new Refused(told, "graph_failed", "Microsoft Graph answered " + status);
    }

    private String exchange(Jwt user) {
        OnBehalfOfParameters parameters = OnBehalfOfParameters
                .builder(Settings.GRAPH_SCOPES, new UserAssertion(user.getTokenValue()))
                // Of the token's own tenant, as the checked token says: the home of a guest is another one.
                .tenant(user.getClaimAsString("tid"))
                .skipCache(false)
                .build();
        try {
            return msal.acquireToken(parameters).join().accessToken();
        } catch (CompletionException error) {
            if (error.getCause() instanceof MsalServiceException refused) {
                throw refusal(refused);
            }
            throw error;
        }
    }

    /** What the page can do about it. The rest is the server's own trouble, and stands in its log alone. */
    private static Refused refusal(MsalServiceException refused) {
        Matcher found = NUMBER.matcher(String.valueOf(refused.getMessage()));
        String number = found.find() ? found.group() : String.valueOf(refused.errorCode());
        LOG.error("on behalf of the user: {}, correlation ID {}", number, refused.correlationId());
        if (number.equals("AADSTS500133")) {
            return Refused.ofToken("token_expired");
        }
        if (refused.claims() != null && !refused.claims().isEmpty()) {
            String message = "the organization wants more of this sign-in, such as a second factor";
            return new Refused(401, "claims_challenge", message, refused.claims(), null);
        }
        if (number.equals("AADSTS65001")) {
            return new Refused(403, "consent_required", "nobody has agreed to what this add-in may read");
        }
        if ("invalid_grant".equals(refused.errorCode()) || "interaction_required".equals(refused.errorCode())) {
            return new Refused(403, "interaction_required", "you have to sign in again");
        }
        if (BUSY.contains(String.valueOf(refused.errorCode()))) {
            return new Refused(503, "entra_busy", "Entra is busy, try again later", null, "60");
        }
        return new Refused(502, "exchange_failed", "the add-in's server could not sign in to Microsoft Graph");
    }
}
