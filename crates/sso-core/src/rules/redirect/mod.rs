//! What single sign-on asks of a registration: redirect URIs and the implicit grant.

use super::registration::RegistrationRule;

/// In the order of [`crate::Code::ALL`].
pub(super) const RULES: &[RegistrationRule] = &[];
