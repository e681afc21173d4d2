//! What single sign-on asks of a registration: nested app authentication.

mod broker;
mod broker_redirect_uri_first;
mod broker_redirect_uri_form;
mod broker_redirect_uri_missing;
mod broker_redirect_uri_of_one_broker;
mod broker_redirect_uri_platform;
mod broker_without_page;
mod client_secret_not_needed;
mod nested_permission_missing;
#[cfg(test)]
mod testing;

use super::registration::RegistrationRule;

/// In the order of [`crate::Code::ALL`].
pub(super) const RULES: &[RegistrationRule] = &[
    broker_redirect_uri_missing::RULE,
    broker_redirect_uri_form::RULE,
    broker_redirect_uri_platform::RULE,
    broker_redirect_uri_first::RULE,
    broker_redirect_uri_of_one_broker::RULE,
    broker_without_page::RULE,
    client_secret_not_needed::RULE,
    nested_permission_missing::RULE,
];
