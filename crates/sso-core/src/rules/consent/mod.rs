//! What single sign-on asks of a registration: API permissions, the service principal and who may sign in.

use super::registration::RegistrationRule;

/// In the order of [`crate::Code::ALL`].
pub(super) const RULES: &[RegistrationRule] = &[];
