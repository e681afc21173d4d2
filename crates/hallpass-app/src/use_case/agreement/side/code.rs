use std::path::PathBuf;

use zeroize::Zeroizing;

use super::super::AgreementSide;
use super::super::table::{At, Said};
use super::super::view::{AgreementFact, ReadSource};
use super::{app_id_uri, is_open};
use crate::dotenv::Meaning;
use crate::dotenv::settings::settings;
use crate::use_case::project::environment_text;

/// What the project's `.env` says of its server. Source code is not read.
pub(in super::super) struct CodeSide {
    file: PathBuf,
    name: String,
    /// The settings with a meaning here; secrets are none.
    settings: Vec<(Meaning, At)>,
}

impl CodeSide {
    /// `None` where it cannot be read as text.
    pub fn of_file(file: PathBuf, name: String) -> Option<Self> {
        let text: Zeroizing<String> = environment_text(&file)?;
        let mut all = Vec::new();
        for setting in settings(&text).into_iter().filter(|setting| !setting.is_comment && !setting.is_open()) {
            let Some(meaning) = Meaning::of(&setting.name).filter(|_| !is_open(&setting.value)) else { continue };
            let line = text.get(..setting.span.start).unwrap_or_default().matches('\n').count() + 1;
            all.push((meaning, At::new(setting.value.trim(), format!("{name} line {line}"))));
        }
        Some(Self { file, name, settings: all })
    }

    pub fn source(&self) -> ReadSource {
        let path = Some(self.file.display().to_string());
        ReadSource { side: AgreementSide::Code, what: self.name.clone(), path, at: None, error: None }
    }

    fn of(&self, meaning: Meaning) -> impl Iterator<Item = &At> {
        self.settings.iter().filter(move |(one, _)| *one == meaning).map(|(_, at)| at)
    }

    /// Application ID URIs, alone or with a scope behind them.
    fn uris(&self) -> impl Iterator<Item = (sso_core::AppIdUri, &At)> {
        let whole = self.of(Meaning::AppIdUri).filter_map(|at| Some((app_id_uri(&at.text)?, at)));
        let of_scope = self.of(Meaning::Scope).filter_map(|at| Some((app_id_uri(own_scope(&at.text)?.0)?, at)));
        whole.chain(of_scope)
    }

    /// `is_local`: the pages are on this computer, so that `PORT` is theirs.
    pub fn says(&self, fact: AgreementFact, is_local: bool) -> Said {
        let with = |at: &At, text: String| At { text, place: at.place.clone() };
        match fact {
            AgreementFact::ClientId => {
                let ids = self.of(Meaning::ClientId).cloned();
                Said::each_or_not_read(
                    ids.chain(self.uris().map(|(uri, at)| with(at, uri.client_id().to_string()))).collect(),
                )
            }
            AgreementFact::HostAndPort => {
                let host = |text: &str| text.trim_start_matches("https://").trim_end_matches('/').to_owned();
                let domains = self.of(Meaning::Domain).map(|at| with(at, host(&at.text)));
                let uris = self.uris().map(|(uri, at)| with(at, uri.host().to_string()));
                let ports = self.of(Meaning::Port).filter(|_| is_local);
                let ports = ports.map(|at| with(at, format!("localhost:{}", at.text)));
                Said::each_or_not_read(domains.chain(uris).chain(ports).collect())
            }
            AgreementFact::Tenant => {
                let of_authority = |at: &At| Some(with(at, tenant_of(&at.text)?));
                let authorities = self.of(Meaning::Authority).filter_map(of_authority);
                Said::each_or_not_read(self.of(Meaning::TenantId).cloned().chain(authorities).collect())
            }
            AgreementFact::Scope => {
                let own = self.of(Meaning::Scope).filter_map(|at| Some(with(at, own_scope(&at.text)?.1.to_owned())));
                Said::each_or_not_read(own.collect())
            }
            AgreementFact::GraphPermissions => {
                let in_scope = self.of(Meaning::Scope).filter(|at| own_scope(&at.text).is_none());
                let Some(at) = self.of(Meaning::GraphScopes).chain(in_scope).next() else { return Said::NotRead };
                let names = at.text.split([' ', ',']).filter(|name| !name.is_empty());
                let short = |name: &str| name.rsplit('/').next().unwrap_or(name).to_owned();
                let names: Vec<String> = names.map(short).collect();
                match names.iter().any(|name| name == ".default") {
                    // Whatever the registration lists.
                    true => Said::Nothing,
                    false => Said::Names { names, place: at.place.clone(), is_all: true },
                }
            }
        }
    }
}

/// `api://host/id/scope` as URI and scope.
fn own_scope(text: &str) -> Option<(&str, &str)> {
    text.starts_with("api://").then(|| text.rsplit_once('/')).flatten()
}

/// `https://login.microsoftonline.com/<tenant>/v2.0`
fn tenant_of(authority: &str) -> Option<String> {
    let url = url::Url::parse(authority).ok()?;
    url.path_segments()?.find(|part| !part.is_empty()).map(str::to_owned)
}
