use std::path::PathBuf;
use std::sync::Arc;

use sso_core::plan::Plan;
use sso_core::registration::{Document, Registration, ServicePrincipal, read};
use sso_core::rules::registration::{Subject, check_document, check_registration, not_a_registration};
use sso_core::{Finding, GRAPH_APP_ID, GraphPermission, OfficeClient, TenantId, Timestamp};

use super::super::AgreementSide;
use super::super::table::{At, Said};
use super::super::view::{AgreementFact, ReadSource};
use super::app_id_uri;
use crate::seen::GraphRegistration;
use crate::use_case::check_registration::LIMIT;
use crate::{AppError, files};

/// The registration, out of a file or as Graph answered it.
pub(in super::super) struct RegistrationSide {
    what: Read,
    /// As it is told: the file's name, or whose answer it is.
    name: String,
}

enum Read {
    File(PathBuf, Box<Document>),
    Graph(Arc<GraphRegistration>),
}

impl RegistrationSide {
    /// # Errors
    /// Those of reading; `registration-unreadable` for a text that is none.
    pub fn of_file(file: PathBuf, name: String) -> Result<Self, AppError> {
        let bytes = files::read(&file, LIMIT)?;
        let document = read(&bytes).map_err(|why| {
            let finding = not_a_registration(&why);
            AppError::failed(finding.code.to_string(), finding.title).with_hint(finding.fix.join("; "))
        })?;
        Ok(Self::of_document(file, document, name))
    }

    pub fn of_document(file: PathBuf, document: Document, name: String) -> Self {
        Self { what: Read::File(file, Box::new(document)), name }
    }

    pub fn of_graph(read: Arc<GraphRegistration>) -> Self {
        Self { what: Read::Graph(read), name: "Microsoft Graph".to_owned() }
    }

    pub fn source(&self) -> ReadSource {
        let (path, at) = match &self.what {
            Read::File(file, _) => (Some(file.display().to_string()), None),
            Read::Graph(read) => (None, Some(read.at)),
        };
        ReadSource { side: AgreementSide::Registration, what: self.name.clone(), path, at, error: None }
    }

    fn registration(&self) -> &Registration {
        match &self.what {
            Read::File(_, document) => &document.registration,
            Read::Graph(read) => &read.registration,
        }
    }

    pub fn service_principal(&self) -> Option<&ServicePrincipal> {
        match &self.what {
            Read::File(_, document) => document.service_principal.as_ref(),
            Read::Graph(read) => read.service_principal.as_ref(),
        }
    }

    pub fn client_id(&self) -> Option<String> {
        self.registration().app_id.map(|id| id.to_string())
    }

    fn tenant(&self) -> Option<TenantId> {
        match &self.what {
            Read::Graph(read) => Some(read.tenant),
            Read::File(..) => self.service_principal()?.app_owner_organization_id,
        }
    }

    /// `has_api`: whether the add-in has an API of its own.
    pub fn says(&self, fact: AgreementFact, has_api: bool) -> Said {
        let registration = self.registration();
        let at = |text: String, property: &str| At::new(text, format!("{} {property}", self.name));
        match fact {
            AgreementFact::ClientId => match self.client_id() {
                Some(id) => Said::each(vec![at(id, "appId")]),
                None => Said::Nothing,
            },
            AgreementFact::HostAndPort if !has_api => Said::Nothing,
            AgreementFact::HostAndPort => {
                let host = |uri: &String| app_id_uri(uri).map_or_else(|| uri.clone(), |uri| uri.host().to_string());
                let uris = registration.identifier_uris.iter();
                Said::any(uris.map(|uri| at(host(uri), "identifierUris")).collect())
            }
            AgreementFact::Tenant => match self.tenant() {
                Some(tenant) => Said::each(vec![at(tenant.to_string(), "appOwnerOrganizationId")]),
                None => Said::Nothing,
            },
            AgreementFact::Scope => {
                let enabled = registration.api.oauth2_permission_scopes.iter().filter(|scope| scope.is_enabled);
                Said::any(enabled.map(|scope| at(scope.value.clone(), "oauth2PermissionScopes")).collect())
            }
            AgreementFact::GraphPermissions => {
                let of_graph = registration.required_resource_access.iter();
                let of_graph = of_graph.filter(|resource| resource.resource_app_id.uuid() == GRAPH_APP_ID);
                let delegated = of_graph.flat_map(|resource| &resource.resource_access);
                let delegated = delegated.filter(|access| access.r#type == "Scope");
                // One that is not known offline cannot be one of the plan's known ones; its GUID stands for it.
                let name =
                    |id| GraphPermission::by_id(id).map_or_else(|| id.to_string(), |known| known.name.to_string());
                Said::Names {
                    names: delegated.map(|access| name(access.id)).collect(),
                    place: format!("{} requiredResourceAccess", self.name),
                    is_all: true,
                }
            }
        }
    }

    /// Whether all of Office may have this scope without anybody's consent.
    pub fn lets_office_in(&self, scope: &str) -> bool {
        let api = &self.registration().api;
        let ids = api.oauth2_permission_scopes.iter().filter(|one| one.is_enabled && one.value == scope);
        let mut ids = ids.map(|one| one.id);
        let office = api.pre_authorized_applications.iter().filter(|client| client.app_id == OfficeClient::ALL.id);
        let may: Vec<_> = office.flat_map(|client| &client.delegated_permission_ids).collect();
        ids.any(|id| may.contains(&&id))
    }

    pub fn findings(&self, plan: Option<&Plan>, now: Timestamp) -> Vec<Finding> {
        match &self.what {
            Read::File(_, document) => check_document(document, plan, now),
            Read::Graph(read) => check_registration(&Subject {
                registration: &read.registration,
                service_principal: read.service_principal.as_ref(),
                plan,
                now,
            }),
        }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file, where it is one.
    pub fn file(&self) -> Option<String> {
        match &self.what {
            Read::File(file, _) => Some(file.display().to_string()),
            Read::Graph(_) => None,
        }
    }
}
