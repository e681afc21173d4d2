//! The plan's markup, and where it has no use.

use std::path::Path;

use addin_manifest::{Format, Manifest, Markup, NestedAppAuthMarkup, ProblemKind, edit};
use sso_core::plan::{Auth, Plan};
use sso_core::rules::manifest::{all_without_sso, hosts_without_sso};
use url::Url;

use super::refused;
use crate::AppError;
use crate::use_case::plan::{CLIENT_ID, missing_facts};

/// What becomes of scopes that stand in the manifest and not in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scopes {
    /// They stay: nobody said which permissions the add-in needs.
    Keep,
    /// The plan's alone are written.
    OfPlan,
}

/// The bytes with the plan's markup for `getAccessToken` in them.
pub(crate) fn with_markup(file: &Path, before: &[u8], plan: &Plan, scopes: Scopes) -> Result<Vec<u8>, AppError> {
    with_markup_of(file, before, plan, scopes, Auth::LegacySso)
}

/// The bytes with the plan's markup in them; as they are where this way to a token needs none.
pub(crate) fn with_markup_of(
    file: &Path,
    before: &[u8],
    plan: &Plan,
    scopes: Scopes,
    auth: Auth,
) -> Result<Vec<u8>, AppError> {
    let (Some(id), Some(resource)) = (plan.facts.client_id, plan.app_id_uri()) else {
        return Err(missing_facts(&[CLIENT_ID]));
    };
    let manifest = addin_manifest::read(before);
    let is_xml = manifest.format == Format::Xml;
    if is_xml && auth == Auth::Naa {
        return Ok(before.to_owned());
    }
    applies(file, &manifest)?;

    let redirect_uri = format!("brk-multihub://{}", plan.facts.domain);
    let (mut standing, mut standing_nested) = (Vec::new(), Vec::new());
    if scopes == Scopes::Keep {
        let infos = || manifest.web_application_info.iter();
        standing = each_once(infos().flat_map(|info| &info.scopes).map(|scope| scope.text.value.as_str()));
        let nested = infos().flat_map(|info| &info.nested_app_auth);
        let of_this_host =
            nested.filter(|nested| nested.redirect_uri.as_ref().is_some_and(|uri| uri.value == redirect_uri));
        standing_nested = each_once(of_this_host.flat_map(|nested| &nested.scopes).map(|scope| scope.value.as_str()));
    }
    let planned = plan.manifest_scopes();
    let planned: Vec<_> = planned.iter().map(String::as_str).collect();
    let scopes = each_once(standing.into_iter().chain(planned.iter().copied()));
    // Their order is that of the request: what stands there is not put in order.
    let nested_scopes = if standing_nested.is_empty() { planned } else { standing_nested };
    let nested = NestedAppAuthMarkup { redirect_uri: &redirect_uri, scopes: &nested_scopes };

    let (id, resource) = (id.to_string(), resource.to_string());
    let standing_resource = (auth == Auth::Naa).then(|| resource_of_another(&manifest)).flatten();
    let markup = Markup {
        id: &id,
        resource: standing_resource.unwrap_or(&resource),
        scopes: &scopes,
        nested_app_auth: (auth != Auth::LegacySso).then_some(nested),
    };
    let edits = edit::set_web_application_info(before, &markup).map_err(|refusal| refused(file, before, &refusal))?;
    Ok(addin_manifest::apply(before, &edits))
}

/// Names, each once in the letters it has first.
fn each_once<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut once: Vec<&str> = Vec::new();
    for name in names {
        if !name.is_empty() && !once.iter().any(|other| other.eq_ignore_ascii_case(name)) {
            once.push(name);
        }
    }
    once
}

/// For nested app authentication alone any URI will do, also that of another product in the same manifest.
fn resource_of_another(manifest: &Manifest) -> Option<&str> {
    let resource = manifest.web_application_info.first()?.resource.as_ref()?;
    Url::parse(&resource.value).is_ok().then_some(resource.value.as_str())
}

/// The applications of a manifest that is for none with single sign-on.
fn only_hosts_without_sso(manifest: &Manifest) -> Option<String> {
    let names = || hosts_without_sso(manifest).map(|(host, _)| host.to_string());
    all_without_sso(manifest).then(|| names().collect::<Vec<_>>().join(" and "))
}

/// Refused where the markup is nobody's: an app for Teams has a resource of its own for its bots and tabs; and where no
/// `VersionOverrides` stands, one would be made for applications that read nothing of it.
fn applies(file: &Path, manifest: &Manifest) -> Result<(), AppError> {
    let unreadable = |kind: &ProblemKind| matches!(kind, ProblemKind::NotWellFormed(_) | ProblemKind::NotAManifest(_));
    let (words, hint) = if manifest.problems.iter().any(|problem| unreadable(&problem.kind)) {
        // The edit says why, with the place.
        return Ok(());
    } else if manifest.format == Format::Json && !manifest.is_add_in {
        (
            "the manifest is that of an app for Teams without an Office add-in: it has no extensions".to_owned(),
            "name the manifest of the add-in; what Teams reads here was left as it is",
        )
    } else if let Some(names) = only_hosts_without_sso(manifest)
        && manifest.overrides.is_empty()
        && manifest.web_application_info.is_empty()
    {
        (
            format!("the manifest is for {names} alone, where there is no single sign-on"),
            "sign in with the dialog API and MSAL there; the file was left as it is",
        )
    } else {
        return Ok(());
    };
    Err(AppError::failed("not-applicable", format!("{}: {words}", file.display())).with_hint(hint))
}

/// Why no plan's markup can be put into this file.
pub(crate) fn not_applicable(file: &Path, bytes: &[u8]) -> Option<AppError> {
    const ANY: Markup<'_> = Markup {
        id: "00000000-0000-4000-8000-000000000000",
        resource: "api://localhost:3000/00000000-0000-4000-8000-000000000000",
        scopes: &["openid"],
        nested_app_auth: None,
    };
    let edits = || edit::set_web_application_info(bytes, &ANY).map_err(|refusal| refused(file, bytes, &refusal));
    applies(file, &addin_manifest::read(bytes)).and_then(|()| edits()).err()
}
