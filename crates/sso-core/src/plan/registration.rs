use crate::registration::{
    Api, PermissionScope, PreAuthorizedApplication, RedirectUris, Registration, RequiredResourceAccess, ResourceAccess,
};
use crate::{ClientId, GRAPH_APP_ID, OfficeClient, ScopeName};

use super::Plan;

impl Plan {
    /// The registration as it should be, without credentials: those are made by `addPassword` and live in the vault.
    pub fn registration(&self) -> Registration {
        Registration {
            app_id: self.facts.client_id,
            display_name: self.facts.name.clone(),
            sign_in_audience: self.sign_in_audience(),
            identifier_uris: self.app_id_uri().iter().map(ToString::to_string).collect(),
            api: Api {
                // Version 2 before an Office-style URI: a stricter tenant policy refuses such a URI on version 1 apps.
                requested_access_token_version: Some(2),
                oauth2_permission_scopes: vec![self.access_as_user()],
                pre_authorized_applications: vec![PreAuthorizedApplication {
                    app_id: OfficeClient::ALL.id,
                    delegated_permission_ids: vec![self.drawn.scope_id],
                }],
                ..Api::default()
            },
            spa: RedirectUris { redirect_uris: vec![self.fallback_dialog()] },
            public_client: RedirectUris { redirect_uris: vec![DESKTOP_REDIRECT_URI.to_owned()] },
            required_resource_access: vec![RequiredResourceAccess {
                resource_app_id: ClientId::from_uuid(GRAPH_APP_ID),
                resource_access: self
                    .permissions()
                    .iter()
                    .map(|permission| ResourceAccess { id: permission.id, r#type: "Scope".to_owned() })
                    .collect(),
            }],
            ..Registration::default()
        }
    }

    fn access_as_user(&self) -> PermissionScope {
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
        }
    }

    /// Page of the fallback dialog, by the name that the Office documentation uses.
    pub(super) fn fallback_dialog(&self) -> String {
        format!("{}/dialog.html", self.facts.domain.https_origin())
    }
}

/// For signing in from the desktop. Entra ignores the port of `http://localhost`.
pub(super) const DESKTOP_REDIRECT_URI: &str = "http://localhost";
