//! The registration, up to its permissions.

use super::{Action, PlannedValue, Row, client_id, none, planned, tenant};
use crate::plan::registration::DESKTOP_REDIRECT_URI;
use crate::plan::{AccountTypes, Plan, PortalPage};

pub(super) fn values(plan: &Plan) -> Vec<PlannedValue> {
    let rows = [general(plan), redirect_uris(plan), credential_and_permissions(plan)];
    let rows = rows.into_iter().flatten().map(|row| planned(plan, row));
    rows.chain([tenant::consent(plan)]).collect()
}

fn general(plan: &Plan) -> Vec<Row<'static>> {
    let facts = &plan.facts;
    let (account_types, authority) = match facts.account_types {
        AccountTypes::SingleTenant => (
            "Accounts in this organizational directory only",
            "decides which authority a sign-in may use: only the one with the tenant ID",
        ),
        AccountTypes::MultiTenant => (
            "Accounts in any organizational directory",
            "decides which authority a sign-in may use: organizations, common or one with a tenant ID",
        ),
        AccountTypes::MultiTenantAndPersonal => (
            "Accounts in any organizational directory and personal Microsoft accounts",
            "decides which authority a sign-in may use: common, consumers or one with a tenant ID",
        ),
    };
    vec![
        Row {
            action: Action::Enter,
            page: Some(PortalPage::NewRegistration),
            name: "Name",
            value: facts.name.clone(),
            place: "Register an application",
            property: "displayName",
            reason: "people see it on the consent page",
        },
        Row {
            action: Action::Enter,
            page: Some(PortalPage::NewRegistration),
            name: "Supported account types",
            value: account_types.to_owned(),
            place: "Register an application",
            property: "signInAudience",
            reason: authority,
        },
        Row {
            action: Action::Copy,
            page: Some(PortalPage::Overview),
            name: "Application (client) ID",
            value: client_id(facts),
            place: "Overview",
            property: "appId",
            reason: match facts.auth.has_legacy_sso() {
                true => "Entra assigns it; it goes to the manifest's Id and to the end of Resource",
                false => "Entra assigns it; MSAL in the task pane needs it",
            },
        },
        Row {
            action: Action::Copy,
            page: Some(PortalPage::Overview),
            name: "Object ID",
            value: "<Object ID>".to_owned(),
            place: "Overview",
            property: "id",
            reason: "Entra assigns it; only Graph asks for it, and it is not the client ID",
        },
        Row {
            action: Action::Copy,
            page: Some(PortalPage::Overview),
            name: "Directory (tenant) ID",
            value: facts.tenant_id.map_or_else(|| "<Directory (tenant) ID>".to_owned(), |id| id.to_string()),
            place: "Overview",
            property: "tenant",
            reason: match facts.account_types {
                AccountTypes::SingleTenant => "names the authority and the issuer of tokens",
                _ => "the tenant that the app is registered in; people of others come with the ID of their own",
            },
        },
    ]
}

fn redirect_uris(plan: &Plan) -> Vec<Row<'static>> {
    let naa = plan.facts.auth.has_naa();
    let spa = |name, value, reason| Row {
        action: Action::Enter,
        page: Some(PortalPage::Authentication),
        name,
        value,
        place: "Authentication",
        property: "spa.redirectUris",
        reason,
    };
    let mut rows = vec![spa(
        "Redirect URI, single-page application",
        plan.fallback_dialog(),
        "the page of your fallback dialog, where Office cannot sign in; dialog.html is the documentation's name for it",
    )];
    if naa && plan.task_pane() != plan.fallback_dialog() {
        rows.push(spa(
            "Redirect URI, single-page application, of the task pane",
            plan.task_pane(),
            "Word, Excel and PowerPoint on the web sign in with the browser's own flow",
        ));
    }
    if naa {
        rows.push(spa(
            "Redirect URI, single-page application, of Office's broker",
            plan.broker(),
            "Office answers the add-in there: the origin without its scheme, no path; not the first in the list, which \
             admin consent takes. Where the page refuses it, add it to spa in the Manifest",
        ));
    }
    let rest = |action, name, value: &str, property, reason| Row {
        action,
        page: Some(PortalPage::Authentication),
        name,
        value: value.to_owned(),
        place: "Authentication",
        property,
        reason,
    };
    rows.extend([
        rest(
            Action::Enter,
            "Redirect URI, mobile and desktop",
            DESKTOP_REDIRECT_URI,
            "publicClient.redirectUris",
            "for signing in with Hallpass; Entra ignores its port",
        ),
        rest(
            Action::Check,
            "Implicit grant and hybrid flows",
            "no box is ticked",
            "web.implicitGrantSettings",
            "nothing of the add-in needs it; Microsoft's own tool for Office add-ins ticks both",
        ),
        rest(
            Action::Check,
            "Allow public client flows",
            "No",
            "isFallbackPublicClient",
            "only the device code flow needs it",
        ),
    ]);
    rows
}

fn credential_and_permissions(plan: &Plan) -> Vec<Row<'static>> {
    let names = plan.manifest_scopes().join(" ");
    let secret = match plan.needs_secret() {
        true => Row {
            action: Action::Enter,
            page: Some(PortalPage::Credentials),
            name: "Client secret",
            value: "<the Value of a new client secret>".to_owned(),
            place: "Certificates & secrets",
            property: "passwordCredentials",
            reason: "the server needs it for On-Behalf-Of; copy its Value, not its Secret ID, and keep it out of files",
        },
        false => Row {
            action: Action::Omit,
            page: Some(PortalPage::Credentials),
            name: "Client secret",
            value: none(),
            place: "Certificates & secrets",
            property: "passwordCredentials",
            reason: "nested app authentication needs none: the task pane gets its tokens from Office, and keeps no secret",
        },
    };
    vec![
        secret,
        Row {
            action: Action::Enter,
            page: Some(PortalPage::ApiPermissions),
            name: "API permissions",
            value: names,
            place: "API permissions, Microsoft Graph, delegated",
            property: "requiredResourceAccess",
            reason: match plan.facts.auth.has_legacy_sso() {
                true => "profile is what Office itself asks for; the rest is for On-Behalf-Of",
                false => "what the add-in's tokens for Microsoft Graph may do",
            },
        },
    ]
}
