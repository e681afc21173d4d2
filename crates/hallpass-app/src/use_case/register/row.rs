//! The rows of the page, by the IDs by which another page asks for one.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A value of the plan, by its name; not every plan has each. Serialized it is what the `id` of a
/// [`ValueView`](super::ValueView) is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum RegisterRow {
    Name,
    SupportedAccountTypes,
    ApplicationClientId,
    ObjectId,
    DirectoryTenantId,
    RedirectUriSinglePageApplication,
    RedirectUriSinglePageApplicationOfTheTaskPane,
    RedirectUriSinglePageApplicationOfOfficeSBroker,
    RedirectUriMobileAndDesktop,
    ImplicitGrantAndHybridFlows,
    AllowPublicClientFlows,
    /// With what is kept in the keyring.
    ClientSecret,
    OptionalClaim,
    ApiPermissions,
    Consent,
    AccessTokenVersion,
    ApplicationIdUri,
    ScopeName,
    WhoCanConsent,
    AdminConsentDisplayName,
    AdminConsentDescription,
    UserConsentDisplayName,
    UserConsentDescription,
    State,
    AuthorizedClientApplication,
    ServicePrincipal,
    EnabledForUsersToSignIn,
    AssignmentRequired,
    ManifestId,
    ManifestResource,
    ManifestScopes,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::use_case::plan::{Input, plan};
    use crate::use_case::register::tick::id_of;
    use crate::{App, Folders};

    #[test]
    fn those_of_all_plans_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::on_this_machine(Folders::under(folder.path()));
        let mut planned = BTreeSet::new();
        for auth in ["legacy-sso", "naa", "both"] {
            for client_id in [None, Some("c6c1f32b-5e55-4997-881a-753cc1d563b7".to_owned())] {
                let auth = serde_json::from_value(auth.into()).ok();
                let facts = Input { domain: Some("localhost:3000".into()), auth, client_id, ..Input::default() };
                planned.extend(plan(&app, &facts).unwrap().values().iter().map(id_of));
            }
        }
        let written = RegisterRow::inline(&ts_rs::Config::default());
        let known: BTreeSet<_> = written.split(" | ").map(|word| word.trim_matches('"').to_owned()).collect();
        assert_eq!(planned, known);
    }
}
