//! Healthy registrations with nested app authentication.

use crate::plan::Auth;
use crate::rules::registration::testing::Healthy;

/// At localhost:3000, without any other way to a token.
pub(super) fn naa() -> Healthy {
    let mut healthy = Healthy::localhost();
    let plan = healthy.plan.as_mut().unwrap();
    plan.facts.auth = Auth::Naa;
    healthy.registration = plan.registration();
    healthy
}

/// With legacy SSO too.
pub(super) fn both() -> Healthy {
    let mut healthy = Healthy::localhost();
    let plan = healthy.plan.as_mut().unwrap();
    plan.facts.auth = Auth::Both;
    healthy.registration.spa = plan.registration().spa;
    healthy
}

#[test]
fn healthy_registrations_have_no_finding_with_and_without_a_plan() {
    for healthy in [naa(), both()] {
        assert_eq!(healthy.findings(), []);
        assert_eq!(healthy.alone().findings(), []);
    }
}
