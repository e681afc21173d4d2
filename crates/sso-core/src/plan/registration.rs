use serde_json::Map;

use crate::registration::{
    Api, OptionalClaim, OptionalClaims, PermissionScope, PreAuthorizedApplication, RedirectUris, Registration,
    RequiredResourceAccess, ResourceAccess,
};
use crate::{ClientId, GRAPH_APP_ID, OfficeClient, ScopeName};

use super::{AccountTypes, Plan};

impl Plan {
    /// The registration as it should be, without credentials: those are made by `addPassword` and live in the vault.
    ///
    /// With nested app authentication alone there is no API side: no Application ID URI, scope or pre-authorized client, for
    /// Office asks for nothing then. An add-in that has its own API as well has exposed it already, and keeps it.
    pub fn registration(&self) -> Registration {
        let legacy = self.facts.auth.has_legacy_sso();
        Registration {
            app_id: self.facts.client_id,
            display_name: self.facts.name.clone(),
            sign_in_audience: self.sign_in_audience(),
            identifier_uris: self.app_id_uri().filter(|_| legacy).iter().map(ToString::to_string).collect(),
            api: Api {
                // Version 2 before an Office-style URI: a stricter tenant policy refuses such a URI on version 1 apps.
                requested_access_token_version: Some(2),
                oauth2_permission_scopes: if legacy { vec![self.access_as_user()] } else { Vec::new() },
                pre_authorized_applications: if legacy { vec![self.office()] } else { Vec::new() },
                ..Api::default()
            },
            spa: RedirectUris { redirect_uris: self.spa_redirect_uris() },
            public_client: RedirectUris { redirect_uris: vec![DESKTOP_REDIRECT_URI.to_owned()] },
            required_resource_access: vec![RequiredResourceAccess::new(
                ClientId::from_uuid(GRAPH_APP_ID),
                self.permissions().iter().map(|permission| ResourceAccess::new(permission.id, "Scope")).collect(),
            )],
            optional_claims: self.optional_claims(),
            ..Registration::default()
        }
    }

    /// By `idtyp` a server tells an app-only token. None with personal accounts: Microsoft's pages disagree on whether
    /// such an application may have optional claims.
    fn optional_claims(&self) -> Option<OptionalClaims> {
        let personal = self.facts.account_types == AccountTypes::MultiTenantAndPersonal;
        let idtyp = OptionalClaim { name: IDTYP.to_owned(), ..OptionalClaim::default() };
        let asked = self.facts.auth.has_legacy_sso() && !personal;
        asked.then(|| OptionalClaims { access_token: vec![idtyp], ..OptionalClaims::default() })
    }

    /// Whether a server needs a client secret or certificate: On-Behalf-Of does, nested app authentication does not.
    pub fn needs_secret(&self) -> bool {
        self.facts.auth.has_legacy_sso()
    }

    /// The scope of a new registration.
    pub(super) fn access_as_user(&self) -> PermissionScope {
        PermissionScope {
            id: self.drawn.scope_id,
            value: ScopeName::access_as_user().to_string(),
            r#type: "User".to_owned(),
            is_enabled: true,
            admin_consent_display_name: "Office can act as the user".to_owned(),
            admin_consent_description:
                "Enable Office to call the add-in's web APIs with the same rights as the current user".to_owned(),
            user_consent_display_name: Some("Office can act as you".to_owned()),
            user_consent_description: Some(
                "Enable Office to call the add-in's web APIs with the same rights that you have".to_owned(),
            ),
            other: Map::new(),
        }
    }

    fn office(&self) -> PreAuthorizedApplication {
        PreAuthorizedApplication::new(OfficeClient::ALL.id, vec![self.drawn.scope_id])
    }

    /// Page of the fallback dialog.
    pub(super) fn fallback_dialog(&self) -> String {
        format!("{}/{}", self.facts.domain.https_origin(), self.facts.pages.dialog)
    }

    /// The page in which nested app authentication falls back to the browser's own flow.
    pub(super) fn task_pane(&self) -> String {
        format!("{}/{}", self.facts.domain.https_origin(), self.facts.pages.task_pane)
    }

    /// What Office's broker answers to: the origin without its scheme, no path.
    pub(super) fn broker(&self) -> String {
        format!("brk-multihub://{}", self.facts.domain)
    }

    /// The broker's comes last: consent by an administrator without a redirect URI takes the first.
    fn spa_redirect_uris(&self) -> Vec<String> {
        let mut uris = vec![self.fallback_dialog()];
        if self.facts.auth.has_naa() {
            uris.extend([self.task_pane(), self.broker()]);
            uris.dedup();
        }
        uris
    }
}

/// The optional claim of access tokens that the plan asks for.
pub(crate) const IDTYP: &str = "idtyp";

/// For signing in from the desktop. Entra ignores the port of `http://localhost`.
pub(super) const DESKTOP_REDIRECT_URI: &str = "http://localhost";
