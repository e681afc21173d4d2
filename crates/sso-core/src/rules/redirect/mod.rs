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
