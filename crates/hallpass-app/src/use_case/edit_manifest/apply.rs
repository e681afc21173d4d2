//! The markup, and beside it only what was asked for by name. All of it, or nothing.

use std::path::Path;

use addin_manifest::{Edit, Format, Refusal, edit};
use sso_core::plan::Plan;
use url::Url;

use super::{
    Auth, MANIFEST_LIMIT, NAA_WITHOUT_MARKUP, Output, Scopes, check_bytes, finish, note, refused, turn, with_markup_of,
};
use crate::{App, AppError, files};

/// What to do to a manifest beside the plan's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub auth: Auth,
    pub scopes: Scopes,
    /// Require the set `IdentityAPI`: Office hides the add-in where single sign-on is missing. Never for Outlook.
    pub identity_api: bool,
    /// Origins that pages in the add-in's window may be of.
    pub app_domains: Vec<String>,
    /// Count the version up, so that Office fetches the manifest again.
    pub bump_version: bool,
    pub write: bool,
}

/// Makes the manifest carry what the request asks for. Writes only if `write`, keeping what stood there.
///
/// # Errors
/// `value-not-accepted` (exit 2) for what is no origin; `not-well-formed`, `not-applicable` and the like (exit 1) if the
/// file cannot take one of the changes: then none is made, and no byte of it is touched.
pub fn apply(app: &App, file: &Path, plan: &Plan, request: &Request) -> Result<Output, AppError> {
    let _turn = turn(app, file, request.write)?;
    let before = files::read(file, MANIFEST_LIMIT)?;
    let Edited { after, notes, compared } = edited(app, file, &before, plan, request)?;
    let plan = compared.then_some(plan);
    let findings = check_bytes(file, &after, plan);
    let mut output = finish(app, file, &before, &after, request.write)?;
    output.notes.extend(notes);
    Ok(output.with_findings(&check_bytes(file, &before, plan), findings))
}

/// A manifest as it would be.
pub(crate) struct Edited {
    pub after: Vec<u8>,
    /// What follows of the change and stands in no difference, a sentence each; of scopes that are new nothing.
    pub notes: Vec<String>,
    /// Whether the plan's values stand in it now: only then they are compared.
    pub compared: bool,
}

/// What the request makes of a manifest, in memory. Reads what the last write of ours was.
///
/// # Errors
/// As those of [`apply`], without those of writing.
pub(crate) fn edited(
    app: &App,
    file: &Path,
    before: &[u8],
    plan: &Plan,
    request: &Request,
) -> Result<Edited, AppError> {
    let app_domains = request.app_domains.iter().map(|text| origin(text)).collect::<Result<Vec<_>, _>>()?;
    let manifest = addin_manifest::read(before);
    let mut after = with_markup_of(file, before, plan, request.scopes, request.auth)?;
    let change = |after: &mut Vec<u8>, edits: Result<Vec<Edit>, Refusal>| -> Result<(), AppError> {
        let edits = edits.map_err(|refusal| {
            // A place in bytes that are not the file's would mislead.
            let span = refusal.span.filter(|_| *after == before);
            refused(file, before, &Refusal { span, ..refusal })
        })?;
        *after = addin_manifest::apply(after, &edits);
        Ok(())
    };
    if request.identity_api {
        let edits = edit::require_set(&after, "IdentityAPI", "1.3");
        change(&mut after, edits)?;
    }
    for origin in &app_domains {
        let edits = edit::add_app_domain(&after, origin);
        change(&mut after, edits)?;
    }
    let bump = request.bump_version && (after != before || !is_bumped(app, file, before)?);
    if bump {
        let edits = edit::bump_version(&after);
        change(&mut after, edits)?;
    }

    let edited = addin_manifest::read(&after);
    let is_xml = edited.format == Format::Xml;
    let mut notes: Vec<String> = Vec::new();
    let without_markup = is_xml && request.auth == Auth::Naa;
    notes.extend(without_markup.then(|| NAA_WITHOUT_MARKUP.to_owned()));
    notes.extend(note::scopes_gone(&manifest, &edited));
    notes.extend(note::build_tokens_gone(&manifest, &edited));
    notes.extend(
        (!is_xml && request.auth != Auth::LegacySso).then(|| note::scope_of_a_resource_missing(plan)).flatten(),
    );
    if request.bump_version && !bump {
        notes
            .push("the version was counted up when Hallpass last wrote this file, which is unchanged since".to_owned());
    }
    Ok(Edited { after, notes, compared: !without_markup })
}

/// Whether the last write of ours counted the version up already, and nobody has written since: doing the same again
/// changes nothing.
fn is_bumped(app: &App, file: &Path, now: &[u8]) -> Result<bool, AppError> {
    let Some(kept) = files::newest_kept(&app.folders.state, file, MANIFEST_LIMIT)? else { return Ok(false) };
    let version = |bytes| addin_manifest::read(bytes).version.map(|version| version.value);
    Ok(kept.after == now && version(&kept.before) != version(&kept.after))
}

/// An origin as Office compares it: scheme, host, and port unless it is the scheme's own.
fn origin(text: &str) -> Result<String, AppError> {
    let wrong = |why: &str| {
        AppError::usage("value-not-accepted", format!("not the origin of a page, {why}: {text}"))
            .with_hint("write scheme, host and port alone, such as https://login.contoso.com or https://localhost:3000")
    };
    let url = Url::parse(text).map_err(|_| wrong("which begins with https://"))?;
    if !matches!(url.scheme(), "https" | "http") {
        return Err(wrong("which begins with https://"));
    }
    if text.contains('*') {
        return Err(wrong("because Office knows no wildcards"));
    }
    let is_origin = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    if !is_origin || !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("because more than that stands in it"));
    }
    Ok(url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins() {
        for (text, expected) in [
            ("https://login.contoso.com", Some("https://login.contoso.com")),
            ("https://LOGIN.contoso.com:443/", Some("https://login.contoso.com")),
            ("http://localhost:3000", Some("http://localhost:3000")),
            ("login.contoso.com", None),
            ("localhost:3000", None),
            ("https://*.contoso.com", None),
            ("https://contoso.com/page", None),
            ("https://contoso.com?x", None),
            ("https://a@contoso.com", None),
            ("", None),
        ] {
            assert_eq!(origin(text).ok().as_deref(), expected, "{text}");
        }
    }
}
