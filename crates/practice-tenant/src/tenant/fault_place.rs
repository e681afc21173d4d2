//! The codes that Entra gives at one grant alone. Each place is one of the rows in `docs/practice-tenant-codes.md`.

use super::FaultTarget;

/// Where such a code is met; `None` for one that several grants or endpoints answer.
pub(super) fn only_at(code: u32) -> Option<FaultTarget> {
    Some(match code {
        50013 | 240_002 | 500_131 | 500_133 | 7_000_114 => FaultTarget::OnBehalfOf,
        70016 | 70018 | 70019 | 70020 => FaultTarget::DeviceCode,
        54005 | 500_112 | 501_481 => FaultTarget::AuthorizationCode,
        50173 | 700_082 | 700_084 => FaultTarget::RefreshToken,
        501_051 | 1_002_012 | 7_000_229 | 9_001_023 => FaultTarget::ClientCredentials,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::{Fault, FaultTarget};

    #[test]
    fn a_code_of_one_grant_strikes_there_unless_another_place_is_asked_for() {
        for (code, on, at, elsewhere) in [
            ("70016", None, "device", None),
            ("50013", None, "obo", None),
            ("70016", Some(FaultTarget::OnBehalfOf), "obo", Some(FaultTarget::DeviceCode)),
            ("70016", Some(FaultTarget::Token), "token", None),
            ("50076", Some(FaultTarget::OnBehalfOf), "obo", None),
            ("90033", None, "token", None),
        ] {
            let fault = Fault::new(code, on, None).unwrap();
            assert_eq!((fault.on().as_str(), fault.met_elsewhere()), (at, elsewhere), "{code} {on:?}");
        }
    }
}
