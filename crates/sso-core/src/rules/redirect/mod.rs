//! What single sign-on asks of a registration: redirect URIs and the implicit grant.

mod desktop_redirect_uri_missing;
mod fallback_dialog_missing;
mod fallback_dialog_platform;
mod implicit_grant_enabled;
mod redirect_uri_duplicate;
mod redirect_uri_forbidden_character;
mod redirect_uri_fragment;
mod redirect_uri_host_case;
mod redirect_uri_host_differs_from_plan;
mod redirect_uri_loopback_address;
mod redirect_uri_missing;
mod redirect_uri_not_absolute;
mod redirect_uri_not_https;
mod redirect_uri_on_two_platforms;
mod redirect_uri_out_of_band;
mod redirect_uri_port_ambiguous;
mod redirect_uri_query;
mod redirect_uri_too_long;
mod redirect_uri_wildcard;
mod redirect_uri_without_path;
mod redirect_uris_too_many;
pub(in crate::rules) mod uris;

use super::registration::RegistrationRule;

/// In the order of [`crate::Code::ALL`].
pub(super) const RULES: &[RegistrationRule] = &[
    redirect_uri_missing::RULE,
    fallback_dialog_missing::RULE,
    fallback_dialog_platform::RULE,
    desktop_redirect_uri_missing::RULE,
    redirect_uri_host_differs_from_plan::RULE,
    redirect_uri_not_absolute::RULE,
    redirect_uri_not_https::RULE,
    redirect_uri_loopback_address::RULE,
    redirect_uri_out_of_band::RULE,
    redirect_uri_wildcard::RULE,
    redirect_uri_fragment::RULE,
    redirect_uri_forbidden_character::RULE,
    redirect_uri_too_long::RULE,
    redirect_uri_query::RULE,
    redirect_uris_too_many::RULE,
    redirect_uri_on_two_platforms::RULE,
    redirect_uri_port_ambiguous::RULE,
    redirect_uri_duplicate::RULE,
    redirect_uri_host_case::RULE,
    redirect_uri_without_path::RULE,
    implicit_grant_enabled::RULE,
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::plan::Auth;
    use crate::rules::registration::testing::Healthy;

    /// Of the parts of which redirect URIs are made, in any order. No full stop at the end: a title may end with it.
    fn uri() -> impl Strategy<Value = String> {
        let parts = [
            "http",
            "https",
            "brk-multihub",
            "BRK-",
            "urn:ietf:wg:oauth:2.0:oob",
            "://",
            ":",
            "/",
            "?",
            "#",
            "*",
            "@",
            "[::1]",
            "localhost",
            "LOCALHOST:3000",
            "127.0.0.1",
            "addin.contoso.com",
            "3000",
            "443",
            " ",
            "\u{fc}",
            "%",
            "(",
        ];
        let parts = prop::collection::vec(prop::sample::select(parts.to_vec()), 0..7);
        parts.prop_map(|parts| parts.concat())
    }

    fn list() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec(uri(), 0..4)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Each finding is what a finding has to be: the list of them is looked at by `findings`.
        #[test]
        fn of_any_redirect_uris(web in list(), spa in list(), public_client in list()) {
            for (mut healthy, auth) in [(Healthy::localhost(), Auth::Both), (Healthy::personal(), Auth::LegacySso)] {
                healthy.registration.web.redirect_uris.clone_from(&web);
                healthy.registration.spa.redirect_uris.clone_from(&spa);
                healthy.registration.public_client.redirect_uris.clone_from(&public_client);
                healthy.plan.as_mut().unwrap().facts.auth = auth;
                healthy.findings();
                healthy.alone().findings();
            }
        }
    }
}
