// {{ heading }}
package addin;

import java.util.List;
//% if not single_tenant
import java.util.Locale;
//% endif
import java.util.Set;

/**
 * Settings come from the environment; what is not secret has a default here. `hallpass plan --as env` prints them. The client
 * secret stands in neither.
 */
final class Settings {
    static final String AUTHORITY = withoutSlash(setting("AUTHORITY", "{{ authority }}"));
    static final String CLIENT_ID = setting("CLIENT_ID", "{{ client_id }}");
    static final String CLIENT_SECRET = setting("CLIENT_SECRET", "");
    static final String APP_ID_URI = withoutSlash(setting("APP_ID_URI", "{{ app_id_uri }}"));
    static final String GRAPH = withoutSlash(setting("GRAPH", "{{ graph }}"));
    static final Set<String> GRAPH_SCOPES = words(setting("GRAPH_SCOPES", "{{ graph_scopes | join(' ') }}"));
    //% if not single_tenant
    /**
     * Empty lets in everybody whose tenant has consented. Name the tenants of your customers unless that is what you want.
     */
    static final Set<String> ALLOWED_TENANTS =
            words(System.getenv().getOrDefault("ALLOWED_TENANTS", "").toLowerCase(Locale.ROOT));
    //% endif

    private Settings() {
    }

    /** The first that is not empty: the environment's value, or what the plan knows. */
    private static String setting(String name, String known) {
        String set = System.getenv().getOrDefault(name, "");
        String value = set.isEmpty() ? known : set;
        if (value.isEmpty()) {
            throw new IllegalStateException("the environment variable " + name + " is not set");
        }
        return value;
    }

    private static Set<String> words(String text) {
        return text.isBlank() ? Set.of() : Set.copyOf(List.of(text.strip().split("[\\s,]+")));
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
