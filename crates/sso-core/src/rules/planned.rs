//! Whatever facts are accepted, the registration that is planned of them breaks no rule.

use proptest::prelude::*;
use serde_json::json;

use super::registration::{Subject, check_registration};
use crate::plan::{Plan, generated};
use crate::registration::PasswordCredential;
use crate::{ClientId, Code, Finding, Severity, Timestamp};

/// With what a plan leaves to people: a client ID, a secret where a server needs one, and the optional claim.
fn findings(plan: &Plan, alone: bool) -> Vec<Finding> {
    let now = Timestamp::UNIX_EPOCH;
    let mut registration = plan.registration();
    if plan.needs_secret() {
        registration.password_credentials = vec![PasswordCredential {
            key_id: uuid::uuid!("0e8f3e0e-6f0a-4c58-9a55-0d2b6d3a7c21"),
            display_name: None,
            hint: None,
            start_date_time: None,
            end_date_time: None,
        }];
    }
    registration.other.insert("optionalClaims".to_owned(), json!({ "accessToken": [{ "name": "idtyp" }] }));
    let plan = Some(plan).filter(|_| !alone);
    check_registration(&Subject { registration: &registration, service_principal: None, plan, now })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_wrong_in_a_planned_registration(mut plan in generated::plan(), id in generated::guid()) {
        plan.facts.client_id = Some(ClientId::from_uuid(id));
        for alone in [false, true] {
            for finding in findings(&plan, alone) {
                // What is planned, and worth knowing.
                let known = [Code::PermissionAdminOnly, Code::NestedPermissionMissing];
                prop_assert!(finding.severity == Severity::Info && known.contains(&finding.code), "{finding:#?}");
            }
        }
    }
}
