//! An application without a user, with the token that it gets for its own secret.

use sso_core::registration::{RequiredResourceAccess, ResourceAccess};
use sso_core::{ClientId, GRAPH_APP_ID};
use uuid::{Uuid, uuid};

use super::get;
use crate::rig::{Rig, text};

/// Application permissions of Graph, by their IDs.
const USER_READ_ALL: Uuid = uuid!("df021288-bdef-4463-88db-98f22de89214");
const MAIL_READ: Uuid = uuid!("810c84a8-4a9e-49e6-bf7d-12d183f40d01");

#[tokio::test]
async fn has_roles_and_is_nobody() {
    let rig = Rig::start().await;
    let mut registration = practice_tenant::Seed::add_in_registration(&"localhost:3000".parse().unwrap());
    let role = |id| ResourceAccess::new(id, "Role");
    registration.required_resource_access = vec![RequiredResourceAccess::new(
        ClientId::from_uuid(GRAPH_APP_ID),
        vec![role(USER_READ_ALL), role(MAIL_READ)],
    )];
    rig.tenant.register(registration);
    rig.tenant.grant_admin_consent(rig.add_in.client_id);
    let token = text(&rig.token(&rig.client_credentials()).await, "access_token").to_owned();
    for (path, status, word) in [
        ("v1.0/me", 400, "/me request is only valid with delegated authentication flow."),
        ("v1.0/users/AlexW@contoso.onmicrosoft.com", 200, "Alex Wilber"),
        ("v1.0/users/AlexW@contoso.onmicrosoft.com/messages?$top=1", 200, "Quarterly figures"),
        ("v1.0/users/AlexW@contoso.onmicrosoft.com/events", 403, "ErrorAccessDenied"),
        ("v1.0/users/AlexW@contoso.onmicrosoft.com/drive", 403, "accessDenied"),
        ("v1.0/users/LidiaH@fabrikam.com", 404, "Request_ResourceNotFound"),
        ("v1.0/applications", 403, "Authorization_RequestDenied"),
    ] {
        let answer = get(&rig, path, &token).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.body);
        assert!(answer.body.to_string().contains(word), "{path}: {}", answer.body);
    }
}
