//! The requests to Microsoft Graph of a plan, where nobody has looked what is there.

use serde_json::{Value, json};

use crate::plan::Plan;
use crate::plan::change::{Change, ChangeKind, Method, Names, State, Wanted};
use crate::registration::{Registration, SignInAudience};

/// Those that make the registration; where its client ID is known, those that bring it to the plan.
///
/// A PATCH replaces a list whole. What one that is there has in its lists only the answer says that is read first, so each list
/// of such a body begins with a [`name`] for it. Graph takes no such entry: a body that is sent as it stands is refused, and
/// nothing is lost.
pub(super) fn all(plan: &Plan) -> Vec<Change> {
    let wanted = Wanted { admin_consent: true, tag: None };
    let state = State { application: unread(plan), ..State::default() };
    let mut changes = plan.changes(&state, &Names::default(), wanted);
    if state.application.is_some() {
        // Nothing was read: what is there is not known.
        let unread = changes.iter_mut().filter(|change| change.kind == ChangeKind::SetAccountTypes);
        unread.for_each(|change| change.before = None);
        changes.iter_mut().filter(|change| change.request.method == Method::Patch).for_each(keep);
    }
    changes
}

/// What stands for the entries of a list, such as `api.preAuthorizedApplications`, that the application has already.
pub(super) fn name(list: &str) -> String {
    format!("{{{list}}}")
}

/// An application that is there, as far as it is known: that it lacks whatever the plan has and somebody stated.
fn unread(plan: &Plan) -> Option<Registration> {
    let sign_in_audience = match plan.stated.account_types {
        // No plan has these: that they are set is among the requests.
        true => SignInAudience::PersonalMicrosoftAccount,
        false => plan.sign_in_audience(),
    };
    let app_id = Some(plan.facts.client_id?);
    Some(Registration { app_id, sign_in_audience, ..Registration::default() })
}

fn keep(change: &mut Change) {
    if let Some(body) = &mut change.request.body {
        keep_lists("", body);
    }
    keep_lists(&change.property.clone(), &mut change.after);
}

fn keep_lists(property: &str, value: &mut Value) {
    match value {
        Value::Array(entries) => entries.insert(0, json!(name(property))),
        Value::Object(parts) => {
            let dot = if property.is_empty() { "" } else { "." };
            parts.iter_mut().for_each(|(part, value)| keep_lists(&format!("{property}{dot}{part}"), value));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ClientId;
    use crate::plan::{Stated, generated};

    /// Lists of a body, with their names, but for those inside of entries.
    fn lists<'a>(property: &str, value: &'a Value) -> Vec<(String, &'a Vec<Value>)> {
        match value {
            Value::Array(entries) => vec![(property.trim_start_matches('.').to_owned(), entries)],
            Value::Object(parts) => {
                parts.iter().flat_map(|(part, value)| lists(&format!("{property}.{part}"), value)).collect()
            }
            _ => Vec::new(),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_there_has_a_place_in_each_list(mut plan in generated::plan(), id in generated::guid()) {
            plan.facts.client_id = Some(ClientId::from_uuid(id));
            let changes = all(&plan);
            prop_assert!(changes.iter().all(|change| change.kind != ChangeKind::CreateApplication));
            // What nobody has read is said of none.
            prop_assert!(changes.iter().all(|change| change.before.is_none()), "{changes:#?}");
            for change in changes.iter().filter(|change| change.request.method == Method::Patch) {
                for (property, entries) in lists("", change.request.body.as_ref().unwrap()) {
                    prop_assert_eq!(&entries[0], &json!(format!("{{{property}}}")));
                }
            }
        }

        #[test]
        fn what_nobody_stated_is_no_request(
            mut plan in generated::plan(), id in generated::guid(), name: bool, account_types: bool,
        ) {
            plan.facts.client_id = Some(ClientId::from_uuid(id));
            plan.stated = Stated { name, account_types };
            let changes = all(&plan);
            let has = |kind| changes.iter().any(|change| change.kind == kind);
            prop_assert_eq!(has(ChangeKind::SetName), name);
            prop_assert_eq!(has(ChangeKind::SetAccountTypes), account_types);
            prop_assert_eq!(has(ChangeKind::SetOptionalClaims), plan.registration().optional_claims.is_some());
        }
    }

    #[test]
    fn a_new_one_has_what_nobody_stated_too() {
        let mut plan = Plan::new(crate::plan::tests::facts(), crate::plan::tests::drawn());
        (plan.facts.client_id, plan.stated) = (None, Stated::default());
        let body = all(&plan).remove(0).request.body.unwrap();
        assert_eq!(
            (&body["displayName"], &body["signInAudience"]),
            (&json!("Contoso SSO add-in"), &json!("AzureADMyOrg"))
        );
    }
}
