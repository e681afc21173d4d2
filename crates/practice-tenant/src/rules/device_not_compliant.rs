//! Conditional Access demands a managed and compliant device. No device is that here.

use super::{Refusal, challenge};
use crate::tenant::Challenged;

pub const CODE: u32 = 53000;

pub fn refusal(challenged: Challenged) -> Refusal {
    Refusal::new(
        CODE,
        challenge::error(challenged),
        "Device is not in required device state: compliant. Conditional Access policy requires a compliant device, and \
         the device is not compliant. The user must enroll their device with an approved MDM provider like Intune.",
    )
    .with_suberror("message_only")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_no_claims_because_none_would_help() {
        assert_eq!(refusal(Challenged::ByGrant).claims, None);
    }
}
