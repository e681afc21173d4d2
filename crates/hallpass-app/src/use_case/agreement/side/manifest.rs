use std::path::{Path, PathBuf};

use addin_manifest::{Format, LineIndex, Manifest, Text};
use sso_core::plan::Plan;
use sso_core::rules::manifest::check_manifest;
use sso_core::{AppIdUri, Finding, HostPort};

use super::super::AgreementSide;
use super::super::table::{At, Said};
use super::super::view::{AgreementFact, ReadSource};
use super::{app_id_uri, is_open};
use crate::use_case::edit_manifest::{MANIFEST_LIMIT, not_applicable};
use crate::{AppError, files};

/// The manifest of the add-in.
pub(in super::super) struct ManifestSide {
    file: PathBuf,
    pub name: String,
    bytes: Vec<u8>,
    manifest: Manifest,
}

impl ManifestSide {
    /// # Errors
    /// Those of reading a file.
    pub fn of_file(file: PathBuf, name: String) -> Result<Self, AppError> {
        let bytes = files::read(&file, MANIFEST_LIMIT)?;
        let manifest = addin_manifest::read(&bytes);
        Ok(Self { file, name, bytes, manifest })
    }

    pub fn source(&self) -> ReadSource {
        let path = Some(self.file.display().to_string());
        ReadSource { side: AgreementSide::Manifest, what: self.name.clone(), path, at: None, error: None }
    }

    pub fn file(&self) -> &Path {
        &self.file
    }

    fn at(&self, text: &Text, value: impl Into<String>) -> At {
        let line = LineIndex::new(&self.bytes).line_column(text.span.start).line;
        At::new(value, format!("{} line {line}", self.name))
    }

    /// Hosts of the pages that Office loads, the first one first, each once.
    pub fn page_hosts(&self) -> Vec<At> {
        let mut hosts: Vec<At> = Vec::new();
        for loaded in &self.manifest.loaded {
            let Some(host) = HostPort::of_url(&loaded.url.value).map(|host| host.to_string()) else { continue };
            if !hosts.iter().any(|known| known.text == host) {
                hosts.push(self.at(&loaded.url, host));
            }
        }
        hosts
    }

    /// The Application ID URI that fits host and client ID of the manifest itself, where both are clear.
    pub fn own_uri(&self) -> Option<String> {
        let hosts = self.page_hosts();
        let [host] = &hosts[..] else { return None };
        let id = self.manifest.web_application_info.first()?.id.as_ref()?.value.trim().parse().ok()?;
        Some(AppIdUri::new(host.text.parse().ok()?, id).to_string())
    }

    pub fn says(&self, fact: AgreementFact) -> Said {
        let infos = &self.manifest.web_application_info;
        let resources = infos.iter().filter_map(|info| info.resource.as_ref()).filter(|text| !is_open(&text.value));
        match fact {
            AgreementFact::ClientId => {
                let ids = infos.iter().filter_map(|info| info.id.as_ref());
                let mut all: Vec<At> =
                    ids.filter(|id| !is_open(&id.value)).map(|id| self.at(id, id.value.trim())).collect();
                let of_uri = |text: &Text| Some(self.at(text, app_id_uri(&text.value)?.client_id().to_string()));
                all.extend(resources.filter_map(of_uri));
                match (all.is_empty(), infos.is_empty()) {
                    (false, _) => Said::each(all),
                    // What may have none, or has a template's placeholder, says nothing.
                    (true, true) if not_applicable(&self.file, &self.bytes).is_none() => Said::each(Vec::new()),
                    (true, _) => Said::Nothing,
                }
            }
            AgreementFact::HostAndPort => {
                let of_uri = |text: &Text| Some(self.at(text, app_id_uri(&text.value)?.host().to_string()));
                let (each, any): (Vec<At>, Vec<At>) = (resources.filter_map(of_uri).collect(), self.page_hosts());
                if each.is_empty() && any.is_empty() { Said::Nothing } else { Said::Values { each, any } }
            }
            AgreementFact::GraphPermissions => {
                // The unified manifest has none.
                if infos.is_empty() || self.manifest.format == Format::Json {
                    return Said::Nothing;
                }
                let scopes = infos.iter().flat_map(|info| &info.scopes);
                Said::Names {
                    names: scopes.clone().map(|scope| scope.text.value.clone()).collect(),
                    place: scopes.last().map_or_else(|| self.name.clone(), |scope| self.at(&scope.text, "").place),
                    is_all: true,
                }
            }
            AgreementFact::Tenant | AgreementFact::Scope => Said::Nothing,
        }
    }

    pub fn findings(&self, plan: Option<&Plan>) -> Vec<Finding> {
        check_manifest(&self.manifest, &self.bytes, plan)
    }
}
