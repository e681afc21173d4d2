//! What is true of every edit of every unified manifest.

use addin_manifest::edit::{remove_web_application_info, set_web_application_info};
use addin_manifest::{Markup, NestedAppAuthMarkup, Refusal, apply, read};
use serde_json::{Value, json};

use crate::law::{MARKUP, line_ends_match, untouched_outside};

pub const NESTED_SCOPES: [&str; 3] = ["openid", "profile", "Files.Read"];
pub const NESTED: Markup<'_> = Markup {
    nested_app_auth: Some(NestedAppAuthMarkup {
        redirect_uri: "brk-multihub://localhost:3000",
        scopes: &NESTED_SCOPES,
    }),
    ..MARKUP
};

/// The last of a key that comes twice, as everywhere here.
pub fn parsed(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).unwrap()
}

/// What the manifest is to say afterwards: nothing else has changed.
fn expected(mut manifest: Value, markup: &Markup<'_>) -> Value {
    let info = &mut manifest["webApplicationInfo"];
    if !info.is_object() {
        *info = json!({});
    }
    info["id"] = markup.id.into();
    info["resource"] = markup.resource.into();
    if let Some(nested) = markup.nested_app_auth {
        let items = &mut info["nestedAppAuthInfo"];
        if !items.is_array() {
            *items = json!([]);
        }
        let items = items.as_array_mut().unwrap();
        let same = |item: &Value| {
            item["redirectUri"].as_str().is_some_and(|uri| uri.trim().eq_ignore_ascii_case(nested.redirect_uri))
        };
        let exactly = |item: &Value| item["redirectUri"] == nested.redirect_uri;
        let known = items.iter().position(exactly).or_else(|| items.iter().position(same));
        let at = known.unwrap_or_else(|| {
            items.push(json!({}));
            items.len() - 1
        });
        items[at]["redirectUri"] = nested.redirect_uri.into();
        items[at]["scopes"] = nested.scopes.into();
    }
    manifest
}

/// Sets the markup and takes it out again; every law is asserted on the way. The edited bytes, or why there are none.
pub fn holds(name: &str, bytes: &[u8], markup: &Markup<'_>) -> Result<Vec<u8>, Refusal> {
    let edits = set_web_application_info(bytes, markup)?;
    let edited = apply(bytes, &edits);
    untouched_outside(name, bytes, &edits, &edited);
    line_ends_match(name, bytes, &edits);
    let before = parsed(bytes);
    let shown = || String::from_utf8_lossy(&edited);
    assert_eq!(parsed(&edited), expected(before.clone(), markup), "{name}: {}", shown());

    let manifest = read(&edited);
    let [info] = &manifest.web_application_info[..] else { panic!("{name}: {:?}", manifest.web_application_info) };
    assert_eq!(info.id.as_ref().unwrap().value, markup.id, "{name}");
    assert_eq!(set_web_application_info(&edited, markup)?, [], "{name}: a second time changes something");

    let removed = apply(&edited, &remove_web_application_info(&edited)?);
    let mut without = before.clone();
    without.as_object_mut().unwrap().remove("webApplicationInfo");
    assert_eq!(parsed(&removed), without, "{name}: {}", shown());
    if before.get("webApplicationInfo").is_none() {
        assert!(removed == bytes, "{name}: insert and remove do not give the original bytes: {}", shown());
    } else if !read(&removed)
        .problems
        .iter()
        .any(|problem| matches!(problem.kind, addin_manifest::ProblemKind::NotAManifest(_)))
    {
        let again = apply(&removed, &set_web_application_info(&removed, markup)?);
        let removed_again = apply(&again, &remove_web_application_info(&again)?);
        assert!(removed_again == removed, "{name}: insert and remove after a removal do not give the same bytes");
    }
    Ok(edited)
}
