// {{ heading }}
package addin;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.security.Key;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.stereotype.Component;

/** Checks the token that the add-in sends: that Entra issued it, for this add-in, for a user, and that it is still good. */
@Component
final class AccessTokens implements JwtDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);

    /** What {@code scp} must hold. An ID token and an app-only token have no {@code scp}. */
    private static final String SCOPE = "{{ scope_name }}";
    private static final Duration SKEW = Duration.ofSeconds(Long.parseLong("{{ skew_seconds }}"));
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");
    //% if not single_tenant and not personal_accounts
    /** The tenant of personal accounts, which the registration does not let in. */
    private static final String PERSONAL_ACCOUNTS = "9188040d-6c67-4c5b-b112-36a304b66dad";
    //% endif
    /** Clients that ask for the token. Microsoft does not name all of Office's, so that another one is told and let in. */
    private static final Set<String> CLIENTS = Set.copyOf(List.of(
            //% for client in clients
            "{{ client.id }}", // {{ client.name }}
            //% endfor
            Settings.CLIENT_ID)); // the fallback dialog, and nested app authentication

    /**
     * A token's version decides what it is compared with. The registration decides the version, not the address that Office
     * asks. Each decoder is made when the first token of its version comes; a failure is not kept.
     */
    private final Map<String, JwtDecoder> decoders = Map.of(
            "1.0", new SupplierJwtDecoder(() -> decoder("/.well-known/openid-configuration", List.of(
                    Settings.CLIENT_ID, Settings.APP_ID_URI, Settings.APP_ID_URI + "/"))),
            "2.0", new SupplierJwtDecoder(() -> decoder("/v2.0/.well-known/openid-configuration", List.of(
                    Settings.CLIENT_ID))));

    /** The token, if it is good. Whatever else happens is a {@link TokenRefused}, which Spring Security hands on. */
    @Override
    public Jwt decode(String token) {
        JwtDecoder decoder = decoderOf(token);
        if (decoder == null) {
            throw new TokenRefused("token_refused", "form or ver", null);
        }
        try {
            return decoder.decode(token);
        } catch (JwtValidationException refused) {
            OAuth2Error first = refused.getErrors().iterator().next();
            throw new TokenRefused(first.getErrorCode(), first.getDescription(), refused);
        } catch (BadJwtException refused) {
            throw new TokenRefused("token_refused", "signature or key", refused);
        } catch (RuntimeException trouble) {
            // Such as keys that cannot be fetched: it says nothing about the token.
            LOG.error("a token could not be checked: {}", trouble.getClass().getName());
            throw new TokenRefused("unavailable", "the keys", trouble);
        }
    }

    /** What is read here is trusted for nothing but to choose what the token is compared with. */
    private JwtDecoder decoderOf(String token) {
        try {
            JWTClaimsSet claims = JWTParser.parse(token).getJWTClaimsSet();
            return claims == null ? null : decoders.get(String.valueOf(claims.getClaim("ver")));
        } catch (ParseException | RuntimeException notAToken) {
            return null;
        }
    }

    private static JwtDecoder decoder(String metadataPath, List<String> audiences) {
        Keys keys = Keys.of(Settings.AUTHORITY + metadataPath);
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWTClaimsSetAwareJWSKeySelector(keys::select);
        // The claims are checked below, and by nobody else.
        processor.setJWTClaimsSetVerifier((claims, context) -> { });
        // The first that fails is what the page is told.
        List<OAuth2TokenValidator<Jwt>> checks = List.of(
                check("token_refused", "iss", jwt -> keys.issuerFor(tenantOf(jwt)).equals(jwt.getClaimAsString("iss"))),
                check("token_refused", "tid", jwt -> GUID.matcher(tenantOf(jwt)).matches()
                        && (jwt.getClaimAsString("iss") + "/").contains("/" + tenantOf(jwt) + "/")),
                check("token_refused", "aud", jwt -> jwt.getAudience() != null
                        && jwt.getAudience().stream().anyMatch(audiences::contains)),
                check("token_refused", "nbf or iat", jwt -> hasBegun(jwt.getNotBefore()) && hasBegun(jwt.getIssuedAt())),
                check("token_refused", "oid or exp is missing", jwt -> jwt.getClaimAsString("oid") != null
                        && jwt.getExpiresAt() != null),
                check("token_expired", "exp", jwt -> jwt.getExpiresAt() == null
                        || Instant.now().minus(SKEW).isBefore(jwt.getExpiresAt())),
                check("scope_missing", "scp", jwt -> jwt.getClaimAsString("scp") != null
                        && List.of(jwt.getClaimAsString("scp").split(" ")).contains(SCOPE)),
                //% if not single_tenant
                check("tenant_not_allowed", "tid", jwt -> mayComeIn(tenantOf(jwt))),
                //% endif
                AccessTokens::tellOfUnknownClient);
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(checks));
        return decoder;
    }

    private static String tenantOf(Jwt jwt) {
        return String.valueOf(jwt.getClaimAsString("tid"));
    }
    //% if not single_tenant

    private static boolean mayComeIn(String tenant) {
        //% if not personal_accounts
        if (tenant.equals(PERSONAL_ACCOUNTS)) {
            return false;
        }
        //% endif
        return Settings.ALLOWED_TENANTS.isEmpty() || Settings.ALLOWED_TENANTS.contains(tenant);
    }
    //% endif

    private static boolean hasBegun(Instant begin) {
        return begin == null || !begin.isAfter(Instant.now().plus(SKEW));
    }

    private static OAuth2TokenValidatorResult tellOfUnknownClient(Jwt jwt) {
        String client = jwt.hasClaim("azp") ? jwt.getClaimAsString("azp") : jwt.getClaimAsString("appid");
        if (client == null || !CLIENTS.contains(client)) {
            LOG.warn("a token came by way of {}, which is not among the known clients of Office", client);
        }
        return OAuth2TokenValidatorResult.success();
    }

    private static OAuth2TokenValidator<Jwt> check(String code, String claim, Predicate<Jwt> good) {
        return jwt -> good.test(jwt)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(code, claim, null));
    }

    /** Why there is no user: a code of {@link Refused}, and for the log what of the token it was. */
    static final class TokenRefused extends BadJwtException {
        final String code;

        TokenRefused(String code, String why, Throwable cause) {
            super(why, cause);
            this.code = code;
        }
    }

    /** Signing keys for tokens of one version, and for whose tokens each is. */
    private static final class Keys extends DefaultResourceRetriever {
        private static final int TEN_SECONDS = 10_000;
        private static final int MEGABYTE = 1_000_000;
        private static final Pattern TENANT = Pattern.compile("\\{tenantid}", Pattern.CASE_INSENSITIVE);

        private final String issuer;
        private final JWKSource<SecurityContext> source;
        private volatile Map<String, String> issuers = Map.of();

        private Keys(String issuer, URL keys) {
            super(TEN_SECONDS, TEN_SECONDS, MEGABYTE);
            this.issuer = issuer;
            // Kept for a day, and for another one while Entra cannot be reached. A key that is not among them is asked for
            // twice in a minute at most, because keys change without notice.
            this.source = JWKSourceBuilder.<SecurityContext>create(keys, this)
                    .cache(Duration.ofDays(1).toMillis(), Duration.ofSeconds(15).toMillis())
                    .rateLimited(Duration.ofMinutes(1).toMillis())
                    .outageTolerant(Duration.ofDays(2).toMillis())
                    .build();
        }

        static Keys of(String metadataAddress) {
            try {
                DefaultResourceRetriever retriever = new DefaultResourceRetriever(TEN_SECONDS, TEN_SECONDS, MEGABYTE);
                String text = retriever.retrieveResource(URI.create(metadataAddress).toURL()).getContent();
                Map<String, Object> metadata = JSONObjectUtils.parse(text);
                String keys = JSONObjectUtils.getString(metadata, "jwks_uri");
                return new Keys(JSONObjectUtils.getString(metadata, "issuer"), URI.create(keys).toURL());
            } catch (IOException | ParseException error) {
                throw new IllegalStateException("the metadata of the authority cannot be read", error);
            }
        }

        String issuerFor(String tenant) {
            return ofTenant(issuer, tenant);
        }

        /** Where people of many tenants come in, the issuer is a template. */
        private static String ofTenant(String issuer, String tenant) {
            return TENANT.matcher(issuer).replaceAll(Matcher.quoteReplacement(tenant));
        }

        @Override
        public Resource retrieveResource(URL url) throws IOException {
            Resource answer = super.retrieveResource(url);
            try {
                Map<String, String> found = new HashMap<>();
                List<Object> keys = JSONObjectUtils.getJSONArray(JSONObjectUtils.parse(answer.getContent()), "keys");
                for (Object each : keys == null ? List.of() : keys) {
                    Map<?, ?> key = (Map<?, ?>) each;
                    if (key.get("kid") instanceof String kid && key.get("issuer") instanceof String of) {
                        found.put(kid, of);
                    }
                }
                issuers = Map.copyOf(found);
            } catch (ParseException | ClassCastException error) {
                throw new IOException("the answer is no set of keys", error);
            }
            return answer;
        }

        List<? extends Key> select(JWSHeader header, JWTClaimsSet claims, SecurityContext context)
                throws KeySourceException {
            if (!JWSAlgorithm.RS256.equals(header.getAlgorithm()) || header.getKeyID() == null) {
                return List.of();
            }
            try {
                List<JWK> found = source.get(new JWKSelector(JWKMatcher.forJWSHeader(header)), context);
                // It may be for one issuer alone, such as that of personal accounts.
                String its = issuers.getOrDefault(header.getKeyID(), issuer);
                String tenant = String.valueOf(claims.getClaim("tid"));
                boolean isForTenant = ofTenant(its, tenant).equals(claims.getIssuer());
                return isForTenant ? KeyConverter.toJavaKeys(found) : List.of();
            } catch (RateLimitReachedException unknownKey) {
                return List.of();
            }
        }
    }
}
