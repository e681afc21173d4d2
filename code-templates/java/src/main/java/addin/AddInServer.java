// {{ heading }}
package addin;

import com.nimbusds.jose.util.JSONObjectUtils;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Give {@link Api} to the server that has the add-in's pages: Office takes pages by https alone, and the pages call their own
 * origin. Where a development server or a proxy has them, let it pass /api on to this one.
 */
@SpringBootApplication
public class AddInServer {
    public static void main(String[] arguments) {
        SpringApplication.run(AddInServer.class, arguments);
    }

    /**
     * Whoever calls the API has a good token. No CORS: the add-in's pages come from the same origin, and no other page has
     * business here. No CSRF protection: no cookie signs anybody in. Spring Security keeps answers out of caches.
     */
    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http
                .securityMatcher("/api/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(server -> server
                        .jwt(Customizer.withDefaults())
                        .authenticationEntryPoint((request, response, why) -> tell(response, refusal(why))))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .build();
    }

    private static Refused refusal(AuthenticationException why) {
        if (why.getCause() instanceof AccessTokens.TokenRefused refused) {
            return Refused.ofToken(refused.code);
        }
        return Refused.ofToken("token_missing");
    }

    private static void tell(HttpServletResponse response, Refused refused) throws IOException {
        response.setStatus(refused.status);
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        if (refused.status == 401) {
            // Without a token there is no error of one (RFC 6750).
            boolean hasToken = !refused.code.equals("token_missing");
            response.setHeader("WWW-Authenticate", hasToken ? "Bearer error=\"invalid_token\"" : "Bearer");
        }
        response.getWriter().write(JSONObjectUtils.toJSONString(refused.body()));
    }
}
