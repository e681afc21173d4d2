//! What follows of a change and stands in no difference.

use addin_manifest::Manifest;
use sso_core::plan::Plan;

pub(crate) const NAA_WITHOUT_MARKUP: &str = "nested app authentication needs no markup in an add-in only manifest, so none is put in; --auth both puts in the \
     markup of getAccessToken, which also lets an administrator consent when the add-in is deployed";

/// Consent belongs to the scopes that an administrator saw at deployment (the manifest reference on `Scopes`).
pub(crate) fn scopes_added(before: &Manifest, after: &Manifest) -> Option<String> {
    let scopes = |manifest: &Manifest| -> Vec<String> {
        manifest
            .web_application_info
            .iter()
            .flat_map(|info| &info.scopes)
            .map(|scope| scope.text.value.clone())
            .collect()
    };
    let standing = scopes(before);
    // As Entra knows them: whatever the case, and as a URL of Graph's too.
    let name = |scope: &str| scope.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let is_new = |scope: &String| !standing.iter().any(|other| name(other) == name(scope));
    let new: Vec<String> = scopes(after).into_iter().filter(is_new).collect();
    let scopes = match &new[..] {
        [] => return None,
        [one] => format!("the scope {one} is new"),
        more => format!("the scopes {} are new", more.join(", ")),
    };
    Some(format!(
        "{scopes}: where the add-in is deployed already, its users are blocked until an administrator consents"
    ))
}

/// MSAL gets no access token for the scopes of OpenID Connect alone.
pub(crate) fn scope_of_a_resource_missing(plan: &Plan) -> Option<String> {
    plan.graph_scopes().is_empty().then(|| {
        "nested app authentication gets no access token for openid and profile alone; name what the add-in asks for: \
         --permission User.Read"
            .to_owned()
    })
}
