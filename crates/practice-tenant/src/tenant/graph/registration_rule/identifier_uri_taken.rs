//! An App ID URI names one application: in its tenant, and among the multi-tenant ones everywhere.

use sso_core::registration::{Registration, SignInAudience};

use super::{Change, GraphRefusal};

pub(super) fn check(change: &Change<'_>) -> Result<(), GraphRefusal> {
    let is_everywhere = |registration: &Registration| registration.sign_in_audience != SignInAudience::AzureADMyOrg;
    for uri in &change.after.identifier_uris {
        let taken = change.others.iter().any(|(home, other)| {
            let meet = *home == change.directory.id || is_everywhere(other) && is_everywhere(change.after);
            meet && other.identifier_uris.iter().any(|theirs| theirs.eq_ignore_ascii_case(uri))
        });
        if taken {
            let message = "Another object with the same value for property identifierUris already exists.";
            return Err(GraphRefusal::bad_request(message).about("ObjectConflict", "identifierUris"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use SignInAudience::{AzureADMultipleOrgs, AzureADMyOrg};

    use super::super::IdentifierUriPolicy;
    use super::*;
    use crate::Seed;
    use crate::tenant::directory::Directory;

    fn with(uri: &str, sign_in_audience: SignInAudience) -> Registration {
        Registration { identifier_uris: vec![uri.to_owned()], sign_in_audience, ..Registration::default() }
    }

    #[test]
    fn once_in_a_tenant_and_once_among_the_multi_tenant_ones() {
        let mut tenants = Seed::contoso().tenants;
        let (fabrikam, contoso) = (tenants.remove(1).id, Directory::new(tenants.remove(0)));
        for (home, theirs, ours, fits) in [
            (contoso.id, with("API://x", AzureADMyOrg), AzureADMyOrg, false),
            (contoso.id, with("api://y", AzureADMyOrg), AzureADMyOrg, true),
            (fabrikam, with("api://x", AzureADMyOrg), AzureADMultipleOrgs, true),
            (fabrikam, with("api://x", AzureADMultipleOrgs), AzureADMyOrg, true),
            (fabrikam, with("api://x", AzureADMultipleOrgs), AzureADMultipleOrgs, false),
        ] {
            let after = with("api://x", ours);
            let change = Change {
                directory: &contoso,
                policy: IdentifierUriPolicy::Default,
                client_id: "add10000-0000-4000-8000-000000000001".parse().unwrap(),
                before: None,
                after: &after,
                others: vec![(home, &theirs)],
            };
            assert_eq!(check(&change).is_ok(), fits, "{ours:?} beside {theirs:?}");
        }
    }
}
