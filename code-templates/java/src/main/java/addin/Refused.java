// {{ heading }}
package addin;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the add-in's page is told: a status, a code that it branches on, a message for people, and for a claims challenge the
 * claims. Never a token, and nothing of Entra's own text.
 */
final class Refused extends RuntimeException {
    /** Those of the token itself. */
    private static final Map<String, Refused> OF_TOKEN = Map.of(
            "token_missing", new Refused(401, "token_missing", "the request has no bearer token"),
            "token_refused", new Refused(401, "token_refused", "the token is not one that Entra issued for this add-in"),
            "token_expired", new Refused(401, "token_expired", "the token has ended: ask Office for one again, once"),
            "scope_missing", new Refused(403, "scope_missing", "the token lacks the scope {{ scope_name }}"),
            "tenant_not_allowed", new Refused(403, "tenant_not_allowed", "this add-in is not open to your organization"));

    final int status;
    final String code;
    final String claims;
    final String retryAfter;

    Refused(int status, String code, String message) {
        this(status, code, message, null, null);
    }

    Refused(int status, String code, String message, String claims, String retryAfter) {
        // One is kept for many requests, so it has no stack trace.
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.claims = claims;
        this.retryAfter = retryAfter;
    }

    static Refused ofToken(String code) {
        Refused known = OF_TOKEN.get(code);
        return known != null ? known : unavailable();
    }

    static Refused unavailable() {
        return new Refused(503, "unavailable", "the add-in's server could not check the sign-in, try again later");
    }

    Map<String, String> body() {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("code", code);
        body.put("message", getMessage());
        if (claims != null) {
            body.put("claims", claims);
        }
        return body;
    }
}
