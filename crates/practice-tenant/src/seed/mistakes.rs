//! An application for each typical mistake, named after it. Each is the healthy add-in with one thing wrong.

use jiff::Timestamp;
use sso_core::registration::{Registration, ResourceAccess, SignInAudience};
use sso_core::token::ClientSecret;
use sso_core::{ClientId, GraphPermission, HostPort};
use uuid::Uuid;

use super::{CONTOSO, Seed, SeedApplication, SeedSecret};

/// The same for all of them, so that one line of settings is enough to try the next.
pub const SECRET: &str = "practice-secret-of-every-mistake";

type Mistake = fn(&mut SeedApplication, &HostPort);

/// The name that people see, which also says what comes of it, and what is wrong. The place in the list is part of the
/// client ID: new ones come last.
const MISTAKES: &[(&str, Mistake)] = &[
    ("Expired client secret (7000222)", |app, _| {
        let end = Some(Timestamp::UNIX_EPOCH);
        app.secrets = vec![SeedSecret { value: ClientSecret::new(SECRET), end }];
    }),
    ("Office is not pre-authorized (13005, 65001)", |app, _| {
        app.registration.api.pre_authorized_applications.clear();
    }),
    ("Version 1 tokens (the server expects version 2)", |app, _| {
        app.registration.api.requested_access_token_version = None;
    }),
    ("Single tenant, settings say common (50194)", |_, _| {}),
    ("Dialog registered under Web (9002326, 7000218)", |app, _| {
        app.registration.web.redirect_uris = std::mem::take(&mut app.registration.spa.redirect_uris);
    }),
    ("Dialog registered with a slash at its end (50011)", |app, _| {
        app.registration.spa.redirect_uris.iter_mut().for_each(|uri| uri.push('/'));
    }),
    ("Graph permission not listed, no consent (65001)", |app, _| {
        app.registration.required_resource_access.clear();
        app.admin_consent = false;
    }),
    ("Graph permission listed, no consent (65001)", |app, _| app.admin_consent = false),
    ("Assignment required (50105)", |app, _| app.assignment_required = true),
    ("Sign-in disabled (7000112)", |app, _| app.sign_in_enabled = false),
    ("Permission for administrators only (90094)", |app, _| {
        let permission = GraphPermission::by_name("Directory.Read.All").into_iter();
        let listed = permission.map(|permission| ResourceAccess::new(permission.id, "Scope"));
        app.registration.required_resource_access.iter_mut().for_each(|of| of.resource_access.extend(listed.clone()));
        app.admin_consent = false;
    }),
    ("Scope disabled (650053)", |app, _| {
        app.registration.api.oauth2_permission_scopes.iter_mut().for_each(|scope| scope.is_enabled = false);
    }),
    ("App ID URI of another port (13004, 500011)", |app, host| {
        let other = if host.port() == Some(3001) { "localhost:3002" } else { "localhost:3001" };
        let client_id = app.registration.app_id.map(|id| id.to_string()).unwrap_or_default();
        app.registration.identifier_uris = vec![format!("api://{other}/{client_id}")];
    }),
    ("No redirect URI (500113)", |app, _| {
        app.registration.spa.redirect_uris.clear();
        app.registration.public_client.redirect_uris.clear();
    }),
    ("Personal accounts, version 1 tokens (500201)", |app, _| {
        app.registration.sign_in_audience = SignInAudience::AzureADandPersonalMicrosoftAccount;
        app.registration.api.requested_access_token_version = None;
    }),
    ("Device code without public client flows (7000218)", |app, _| {
        app.registration.is_fallback_public_client = Some(false);
    }),
    ("Healthy: multi-tenant and personal accounts", |app, _| {
        app.registration.sign_in_audience = SignInAudience::AzureADandPersonalMicrosoftAccount;
    }),
    ("Healthy: device code", |app, _| app.registration.is_fallback_public_client = Some(true)),
];

/// All of them, for an add-in whose pages are at `host`.
pub fn mistakes(host: &HostPort) -> Vec<SeedApplication> {
    MISTAKES.iter().zip(1..).map(|((name, mistake), number)| make(name, *mistake, number, host)).collect()
}

fn make(name: &str, mistake: Mistake, number: u64, host: &HostPort) -> SeedApplication {
    let healthy = Seed::add_in_registration(host);
    // add10000-0000-4000-8000-0000000001nn
    let id = |kind: u64| Uuid::from_u64_pair(0xadd1_0000_0000_4000, 0x8000_0000_0000_0000 + kind * 256 + number);
    let client_id = ClientId::from_uuid(id(1));
    let scope_id = id(3);
    let mut registration = Registration {
        id: Some(id(2)),
        app_id: Some(client_id),
        display_name: name.to_owned(),
        identifier_uris: vec![format!("api://{host}/{client_id}")],
        ..healthy
    };
    registration.api.oauth2_permission_scopes.iter_mut().for_each(|scope| scope.id = scope_id);
    for authorized in &mut registration.api.pre_authorized_applications {
        authorized.delegated_permission_ids = vec![scope_id];
    }
    let mut application = SeedApplication::new(CONTOSO, registration);
    application.admin_consent = true;
    application.secrets = vec![SeedSecret { value: ClientSecret::new(SECRET), end: None }];
    mistake(&mut application, host);
    application
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_has_an_id_and_a_name_of_its_own_and_differs_from_the_healthy_one() {
        let all = mistakes(&"localhost:3000".parse().unwrap());
        let ids: BTreeSet<_> = all.iter().map(|app| app.registration.app_id).collect();
        let names: BTreeSet<_> = all.iter().map(|app| &app.registration.display_name).collect();
        assert_eq!((ids.len(), names.len()), (MISTAKES.len(), MISTAKES.len()));
        assert_eq!(all[0].registration.app_id.unwrap().to_string(), "add10000-0000-4000-8000-000000000101");
    }
}
