//! What follows of a change and stands in no difference.

use addin_manifest::Manifest;
use sso_core::plan::Plan;

pub(crate) const NAA_WITHOUT_MARKUP: &str = "nested app authentication needs no markup in an add-in only manifest, so none is put in; --auth both puts in the \
     markup of getAccessToken, which also lets an administrator consent when the add-in is deployed";

/// Consent belongs to the scopes that an administrator saw at deployment (the manifest reference on `Scopes`).
pub(crate) fn scopes_added(before: &Manifest, after: &Manifest) -> Option<String> {
    let scopes = match &only_in(after, before)[..] {
        [] => return None,
        [one] => format!("the scope {one} is new"),
        more => format!("the scopes {} are new", more.join(", ")),
    };
    Some(format!(
        "{scopes}: where the add-in is deployed already, its users are blocked until an administrator consents"
    ))
}

/// Scopes that stand in the manifest go only where others were named in their place.
pub(crate) fn scopes_gone(before: &Manifest, after: &Manifest) -> Option<String> {
    let scopes = match &only_in(before, after)[..] {
        [] => return None,
        [one] => format!("the scope {one} goes"),
        more => format!("the scopes {} go", more.join(", ")),
    };
    Some(format!("{scopes}, because --permission names all that the add-in is to ask for"))
}

/// The scopes of one manifest that the other does not have: names as Entra knows them, whatever the case, and as a URL of
/// Graph's too.
fn only_in<'a>(manifest: &'a Manifest, other: &Manifest) -> Vec<&'a str> {
    let name = |scope: &str| scope.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let names: Vec<String> = scopes(other).map(name).collect();
    scopes(manifest).filter(|scope| !names.contains(&name(scope))).collect()
}

fn scopes(manifest: &Manifest) -> impl Iterator<Item = &str> {
    manifest.web_application_info.iter().flat_map(|info| &info.scopes).map(|scope| scope.text.value.as_str())
}

/// A build fills `${{NAME}}` in; where it goes, each build has the same value.
pub(crate) fn build_tokens_gone(before: &Manifest, after: &Manifest) -> Option<String> {
    let standing = build_tokens(after);
    let mut gone = build_tokens(before);
    gone.retain(|token| !standing.contains(token));
    let tokens = match &gone[..] {
        [] => return None,
        [one] => format!("the build token {one} is replaced"),
        more => format!("the build tokens {} are replaced", more.join(", ")),
    };
    Some(format!("{tokens}: a build fills nothing in there any more"))
}

/// `${{…}}` and `{{…}}` in the values that the markup has, each once.
fn build_tokens(manifest: &Manifest) -> Vec<&str> {
    let mut tokens = Vec::new();
    for info in &manifest.web_application_info {
        let redirect_uris = info.nested_app_auth.iter().filter_map(|nested| nested.redirect_uri.as_ref());
        for text in info.id.iter().chain(&info.resource).chain(redirect_uris) {
            let mut rest = text.value.as_str();
            while let Some((start, length)) = rest.find("{{").and_then(|start| Some((start, rest[start..].find("}}")?)))
            {
                let end = start + length + 2;
                let start = if rest[..start].ends_with('$') { start - 1 } else { start };
                if !tokens.contains(&&rest[start..end]) {
                    tokens.push(&rest[start..end]);
                }
                rest = &rest[end..];
            }
        }
    }
    tokens
}

/// MSAL gets no access token for the scopes of OpenID Connect alone.
pub(crate) fn scope_of_a_resource_missing(plan: &Plan) -> Option<String> {
    plan.graph_scopes().is_empty().then(|| {
        "nested app authentication gets no access token for openid and profile alone; name what the add-in asks for: \
         --permission User.Read"
            .to_owned()
    })
}

/// What `apply` made around the markup is no markup, and goes by undo alone: with each write of `writes`, the last one
/// that of the markup.
pub(crate) fn container_stays(writes: usize) -> String {
    let undo = if writes > 1 { "hallpass manifest undo, given twice," } else { "hallpass manifest undo" };
    format!("the VersionOverrides that was made for it stays; {undo} takes that out too")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_a_build() {
        for (resource, tokens) in [
            ("api://localhost/1", &[][..]),
            ("api://${{DOMAIN}}/${{ID}}", &["${{DOMAIN}}", "${{ID}}"]),
            ("api://{{state.domain}}/{{state.domain}}", &["{{state.domain}}"]),
            ("api://${{DOMAIN", &[]),
            ("}}{{", &[]),
        ] {
            let json = format!(r#"{{"manifestVersion":"1.17","webApplicationInfo":{{"resource":"{resource}"}}}}"#);
            assert_eq!(build_tokens(&addin_manifest::read(json.as_bytes())), tokens, "{resource}");
        }
    }
}
