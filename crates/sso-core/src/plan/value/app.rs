//! The registration, up to its permissions.

use super::{Action, PlannedValue, Row, client_id, none, planned, tenant};
use crate::plan::registration::DESKTOP_REDIRECT_URI;
use crate::plan::{AccountTypes, Plan, PortalPage};
use crate::registration::OptionalClaim;

pub(super) fn values(plan: &Plan) -> Vec<PlannedValue> {
    let rows = match plan.facts.client_id {
        None => [named(plan), assigned(plan)].concat(),
        Some(_) => [assigned(plan), named(plan)].concat(),
    };
    let rows = [rows, redirect_uris(plan), vec![secret(plan)], optional_claims(plan), vec![permissions(plan)]].concat();
    let rows = rows.into_iter().map(|row| planned(plan, row));
    rows.chain([tenant::consent(plan)]).collect()
}

/// What people see and who they may be. A new registration is asked for both at once; of one that is there they are on pages of
/// their own, and what nobody stated stays.
fn named(plan: &Plan) -> Vec<Row<'static>> {
    let facts = &plan.facts;
    let stated = plan.stated_for_what_is_there();
    let [name_page, account_types_page] = match facts.client_id {
        None => [PortalPage::NewRegistration; 2],
        Some(_) => [PortalPage::Branding, PortalPage::Authentication],
    };
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
    let name = Row {
        action: Action::Enter,
        page: Some(name_page),
        name: "Name",
        value: facts.name.clone(),
        place: name_page.name(),
        property: "displayName",
        reason: "people see it on the consent page",
    };
    let account_types = Row {
        action: Action::Enter,
        page: Some(account_types_page),
        name: "Supported account types",
        value: account_types.to_owned(),
        place: account_types_page.name(),
        property: "signInAudience",
        reason: authority,
    };
    let rows = [(stated.name, name), (stated.account_types, account_types)];
    rows.into_iter().filter_map(|(is_stated, row)| is_stated.then_some(row)).collect()
}

/// What Entra assigns.
fn assigned(plan: &Plan) -> Vec<Row<'static>> {
    let facts = &plan.facts;
    vec![
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
        place: "Authentication, Add a platform or Add Redirect URI, Single-page application",
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
    let look = |name, value: &str, property, reason| Row {
        action: Action::Check,
        page: Some(PortalPage::Authentication),
        name,
        value: value.to_owned(),
        place: "Authentication",
        property,
        reason,
    };
    rows.extend([
        Row {
            action: Action::Enter,
            page: Some(PortalPage::Authentication),
            name: "Redirect URI, mobile and desktop",
            value: DESKTOP_REDIRECT_URI.to_owned(),
            place: "Authentication, Add a platform or Add Redirect URI, Mobile and desktop applications",
            property: "publicClient.redirectUris",
            reason: "optional: only signing in with Hallpass needs it; Entra ignores its port",
        },
        look(
            "Implicit grant and hybrid flows",
            "no box is ticked",
            "web.implicitGrantSettings",
            "nothing of the add-in needs it; Microsoft's own tool for Office add-ins ticks both",
        ),
        look("Allow public client flows", "No", "isFallbackPublicClient", "only the device code flow needs it"),
    ]);
    rows
}

fn secret(plan: &Plan) -> Row<'static> {
    match plan.needs_secret() {
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
    }
}

fn optional_claims(plan: &Plan) -> Vec<Row<'static>> {
    let claims = plan.registration().optional_claims.unwrap_or_default().access_token;
    let row = |claim: OptionalClaim| Row {
        action: Action::Enter,
        page: Some(PortalPage::TokenConfiguration),
        name: "Optional claim",
        value: claim.name,
        place: "Token configuration, Add optional claim, Access",
        property: "optionalClaims.accessToken",
        reason: "by it the server tells an app-only token from one of a person",
    };
    claims.into_iter().map(row).collect()
}

fn permissions(plan: &Plan) -> Row<'static> {
    Row {
        action: Action::Enter,
        page: Some(PortalPage::ApiPermissions),
        name: "API permissions",
        value: plan.manifest_scopes().join("\n"),
        place: "API permissions, Add a permission, Microsoft Graph, Delegated permissions",
        property: "requiredResourceAccess",
        reason: match plan.facts.auth.has_legacy_sso() {
            true => "`profile` is what Office itself asks for; the rest is for On-Behalf-Of",
            false => "what the add-in's tokens for Microsoft Graph may do",
        },
    }
}
