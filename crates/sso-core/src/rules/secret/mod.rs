//! What single sign-on asks of a registration: client secrets and certificates.

use super::registration::RegistrationRule;

/// In the order of [`crate::Code::ALL`].
pub(super) const RULES: &[RegistrationRule] = &[];
