// {{ heading }}
package addin;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The add-in's own API: Graph's data for the user whose token comes along. */
@RestController
@RequestMapping("/api")
final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final Graph graph;

    Api(Graph graph) {
        this.graph = graph;
    }

    /** Store users by the claims {@code tid} and {@code oid} together, never by name or address. */
    @PostMapping("/graph-data")
    Map<String, Object> graphData(@AuthenticationPrincipal Jwt user) {
        return graph.call(user, "{{ graph_call }}");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> tell(Refused refused) {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(refused.status);
        if (refused.status == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        }
        if (refused.retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, refused.retryAfter);
        }
        return response.body(refused.body());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> tellOfTrouble(RuntimeException error) {
        // Its kind alone: the text of an error may hold what it was about.
        LOG.error("/api/graph-data: {}", error.getClass().getName());
        return tell(Refused.unavailable());
    }
}
