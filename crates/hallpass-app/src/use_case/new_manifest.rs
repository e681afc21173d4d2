//! A whole manifest to begin with, from a template, with nothing left to fill in.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use addin_manifest::template::{self, Fill, Host, Template};
use addin_manifest::{Markup, NestedAppAuthMarkup, RefusalKind};
use sso_core::plan::{Auth, Drawn, Facts, Plan};
use sso_core::{Finding, OfficeHost};

use super::check_manifest::check_bytes;
use super::edit_manifest::{NAA_WITHOUT_MARKUP, refused, scope_of_a_resource_missing};
use super::plan::{self, CLIENT_ID, DEFAULT_DOMAIN, Fact, default_domain_taken, facts, missing_facts, scope_id};
use crate::{App, AppError, files};

/// What the manifest is to be, beside its facts.
#[derive(Debug, Clone)]
pub struct Input {
    /// The domain may be left out: then it is the profile's, or that of a local server.
    pub facts: plan::Input,
    /// Inside of the document, not beside it.
    pub content: bool,
    /// The unified manifest, in JSON.
    pub unified: bool,
    /// Where it goes; `None` writes nothing.
    pub file: Option<PathBuf>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Output {
    /// `None` if nothing was written.
    pub file: Option<PathBuf>,
    pub text: String,
    /// What to know that stands nowhere in the manifest, a sentence each.
    pub notes: Vec<String>,
    pub findings: Vec<Finding>,
}

const OFFICE_HOST: Fact = Fact { name: "the Office applications of the add-in", flag: "--office-host excel,word,…" };

/// Renders a manifest and writes it where nothing stands.
///
/// # Errors
/// `fact-missing`, `value-not-accepted`, `hosts-not-together` (asked wrongly); `file-exists`: nothing is overwritten.
pub fn new_manifest(app: &App, input: &Input) -> Result<Output, AppError> {
    let input = &Input { facts: plan::known(app, &input.facts)?, ..input.clone() };
    let auth = input.facts.auth.unwrap_or_default();
    let template = template_for(input)?;
    let named_domain = input.facts.domain.is_some();
    let domain = input.facts.domain.clone().unwrap_or_else(|| DEFAULT_DOMAIN.to_owned());
    let facts = facts(&plan::Input { domain: Some(domain), ..input.facts.clone() })?;
    let has_markup = template == Template::Unified || auth != Auth::Naa;
    if has_markup && facts.client_id.is_none() {
        let hint = if template == Template::Unified { "" } else { "; with --auth naa the manifest needs none" };
        let missing = missing_facts(&[CLIENT_ID]);
        let hint = format!("{}{hint}", missing.hint.as_deref().unwrap_or_default());
        return Err(missing.with_hint(hint));
    }
    let plan = plan_of(facts);
    let text = rendered(app, &plan, template, auth, input.file.as_deref().unwrap_or(Path::new("-")))?;
    if let Some(file) = &input.file {
        fits(file, template)?;
        files::create_new(file, text.as_bytes())?;
    }
    let mut notes = Vec::new();
    if !named_domain {
        notes.push(default_domain_taken());
    }
    if !has_markup {
        notes.push(NAA_WITHOUT_MARKUP.to_owned());
    }
    if template == Template::Unified && auth != Auth::LegacySso {
        notes.extend(scope_of_a_resource_missing(&plan));
    }
    let name = input.file.clone().unwrap_or_else(|| PathBuf::from("-"));
    // Values of a plan are compared only where they were written.
    let findings = check_bytes(&name, text.as_bytes(), has_markup.then_some(&plan));
    Ok(Output { file: input.file.clone(), text, notes, findings })
}

/// A name that tells of the other format would mislead each program that goes by it, and a folder is not made.
fn fits(file: &Path, template: Template) -> Result<(), AppError> {
    let ending = file.extension().and_then(OsStr::to_str).unwrap_or_default();
    let (other, format, hint) = match template {
        Template::Unified => ("xml", "JSON", "leave --unified out for XML, or name a file that ends in .json"),
        _ => ("json", "XML", "give --unified for JSON, or name a file that ends in .xml"),
    };
    if ending.eq_ignore_ascii_case(other) {
        let words = format!("{} does not fit this manifest, which is {format}", file.display());
        return Err(AppError::usage("value-not-accepted", words).with_hint(hint));
    }
    match file.parent().filter(|folder| !folder.as_os_str().is_empty() && !files::exists(folder)) {
        None => Ok(()),
        Some(folder) => {
            let words = format!("could not write {}: there is no folder {}", file.display(), folder.display());
            Err(AppError::could_not_check("file-not-found", words).with_hint("make the folder, or name another one"))
        }
    }
}

fn plan_of(facts: Facts) -> Plan {
    let drawn = Drawn { scope_id: scope_id(&facts.domain) };
    Plan::new(facts, drawn)
}

fn rendered(app: &App, plan: &Plan, template: Template, auth: Auth, file: &Path) -> Result<String, AppError> {
    let id = plan.facts.client_id.map(|id| id.to_string());
    let resource = plan.app_id_uri().map(|uri| uri.to_string());
    let scopes = plan.manifest_scopes();
    let redirect_uri = format!("brk-multihub://{}", plan.facts.domain);
    let nested = NestedAppAuthMarkup { redirect_uri: &redirect_uri, scopes: &scopes };
    let unified = template == Template::Unified;
    let markup = id.as_deref().zip(resource.as_deref()).map(|(id, resource)| Markup {
        id,
        resource,
        scopes: &scopes,
        nested_app_auth: (auth != Auth::LegacySso).then_some(nested),
    });
    let mut hosts: Vec<Host> = plan.facts.office_hosts.iter().map(|host| in_template(*host)).collect();
    hosts.dedup();
    let fill = Fill {
        add_in_id: &app.draw_guid().to_string(),
        display_name: &plan.facts.name,
        host: &plan.facts.domain.to_string(),
        office_hosts: &hosts,
        markup: markup.filter(|_| unified || auth != Auth::Naa),
    };
    template::render(template, &fill).map_err(|refusal| match refusal.kind {
        // IDs, host and scopes are checked as facts: what is left is the name.
        RefusalKind::UnfitValue(words) => {
            AppError::usage("value-not-accepted", words).with_hint("give another name: --name TEXT")
        }
        _ => refused(file, &[], &refusal),
    })
}

fn in_template(host: OfficeHost) -> Host {
    match host {
        OfficeHost::Word => Host::Word,
        OfficeHost::Excel => Host::Excel,
        OfficeHost::PowerPoint => Host::PowerPoint,
        OfficeHost::Outlook => Host::Outlook,
    }
}

/// The kind of manifest that all named applications can share.
fn template_for(input: &Input) -> Result<Template, AppError> {
    let hosts = &input.facts.office_hosts;
    let has = |host: OfficeHost| hosts.contains(&host);
    if hosts.is_empty() {
        return Err(missing_facts(&[OFFICE_HOST]));
    }
    if input.unified {
        return Ok(Template::Unified);
    }
    if input.content {
        return match hosts.iter().find(|host| !matches!(host, OfficeHost::Excel | OfficeHost::PowerPoint)) {
            None => Ok(Template::Content),
            Some(host) => Err(AppError::usage(
                "hosts-not-together",
                format!("content add-ins are for Excel and PowerPoint, not for {host}"),
            )
            .with_hint("leave --content out, or name excel and powerpoint alone")),
        };
    }
    let others: Vec<String> =
        hosts.iter().filter(|host| **host != OfficeHost::Outlook).map(ToString::to_string).collect();
    match (has(OfficeHost::Outlook), others.is_empty()) {
        (true, true) => Ok(Template::Mail),
        (false, _) => Ok(Template::TaskPane),
        (true, false) => Err(AppError::usage(
            "hosts-not-together",
            format!("an add-in only manifest is for Outlook or for {}, not for both", others.join(" and ")),
        )
        .with_hint("give --unified for one manifest in JSON, or make two manifests")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_manifest_is_for_what_can_share_it() {
        use OfficeHost::{Excel, Outlook, PowerPoint, Word};
        for (hosts, content, unified, expected) in [
            (&[Excel, Word][..], false, false, Ok(Template::TaskPane)),
            (&[Outlook], false, false, Ok(Template::Mail)),
            (&[Outlook, Word], false, false, Err("hosts-not-together")),
            (&[Outlook, Word], false, true, Ok(Template::Unified)),
            (&[Excel, PowerPoint], true, false, Ok(Template::Content)),
            (&[Excel, Word], true, false, Err("hosts-not-together")),
            (&[], false, false, Err("fact-missing")),
            (&[], false, true, Err("fact-missing")),
        ] {
            let facts = plan::Input { office_hosts: hosts.to_owned(), ..plan::Input::default() };
            let input = Input { facts, content, unified, file: None };
            let template = template_for(&input).map_err(|error| error.code);
            assert_eq!(template, expected.map_err(str::to_owned), "{hosts:?}");
        }
    }
}
