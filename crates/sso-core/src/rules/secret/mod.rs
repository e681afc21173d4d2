//! What single sign-on asks of a registration: client secrets and certificates.

mod certificate_ends_soon;
mod certificate_expired;
mod certificate_type;
mod certificate_usage;
mod client_credential_missing;
mod client_secret_ends_soon;
mod client_secret_expired;
mod client_secret_long_lived;
mod client_secrets_too_many;
mod credentials;
mod secret_id;

pub use secret_id::looks_like_secret_id;

use super::registration::RegistrationRule;

/// In the order of [`crate::Code::ALL`].
pub(super) const RULES: &[RegistrationRule] = &[
    client_credential_missing::RULE,
    client_secret_expired::RULE,
    client_secret_ends_soon::RULE,
    client_secret_long_lived::RULE,
    client_secrets_too_many::RULE,
    certificate_expired::RULE,
    certificate_ends_soon::RULE,
    certificate_usage::RULE,
    certificate_type::RULE,
];
