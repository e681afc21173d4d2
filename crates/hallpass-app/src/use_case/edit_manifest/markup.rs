//! The plan's markup, and where it has no use.

use std::path::Path;

use addin_manifest::{Format, Manifest, Markup, NestedAppAuthMarkup, edit};
use sso_core::plan::Plan;
use sso_core::rules::manifest::{all_without_sso, hosts_without_sso};
use url::Url;

use super::refused;
use crate::AppError;
use crate::use_case::plan::{CLIENT_ID, missing_facts};

/// How the add-in comes to its token, as far as the manifest has to do with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Auth {
    /// `getAccessToken`: markup in either format.
    #[default]
    LegacySso,
    /// Nested app authentication: no markup in XML; in JSON what lets Office fetch tokens before they are asked for.
    Naa,
    /// The markup of both.
    Both,
}

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
    applies_to_hosts(file, &manifest)?;

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

/// Where no `VersionOverrides` stands, one would be made for applications that read nothing of it.
fn applies_to_hosts(file: &Path, manifest: &Manifest) -> Result<(), AppError> {
    match only_hosts_without_sso(manifest) {
        Some(names) if manifest.overrides.is_empty() && manifest.web_application_info.is_empty() => {
            let words =
                format!("{}: the manifest is for {names} alone, where there is no single sign-on", file.display());
            Err(AppError::failed("not-applicable", words)
                .with_hint("sign in with the dialog API and MSAL there; the file was left as it is"))
        }
        _ => Ok(()),
    }
}
