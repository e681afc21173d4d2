//! Call × scope × answer.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Answer, get, graph_token};
use crate::rig::Rig;

const ADELE: &str = "AdeleV@contoso.onmicrosoft.com";
const ALEX: &str = "AlexW@contoso.onmicrosoft.com";
const MEGAN: &str = "MeganB@contoso.onmicrosoft.com";
/// A guest of Contoso.
const IRVIN: &str = "IrvinS@fabrikam.com";

/// Who asks with which scopes, for what, and what comes: status, and a word of the answer (of a refusal its code).
type Row = (&'static str, &'static str, &'static str, u16, &'static str);

#[rustfmt::skip] // a row a line
const ROWS: &[Row] = &[
    // the profile
    (ADELE, "User.Read", "me", 200, "\"userPrincipalName\":\"AdeleV@"),
    (ADELE, "User.Read", "me?$select=id,userType,accountEnabled", 200, "\"accountEnabled\":true"),
    (ADELE, "User.Read", "me?$select=shoeSize", 400, "BadRequest"),
    (ADELE, "openid", "me", 403, "Authorization_RequestDenied"),
    (IRVIN, "User.Read", "me", 200, "#EXT#"),
    // people
    (ADELE, "User.Read", "users", 403, "Authorization_RequestDenied"),
    (ADELE, "User.Read", "users/AdeleV@contoso.onmicrosoft.com", 200, "Adele Vance"),
    (ADELE, "User.Read", "users/AlexW@contoso.onmicrosoft.com", 403, "Authorization_RequestDenied"),
    (ADELE, "User.ReadBasic.All", "users/AlexW@contoso.onmicrosoft.com", 200, "Alex Wilber"),
    (ADELE, "User.ReadBasic.All", "users?$filter=displayName eq 'Alex Wilber'", 200, "Alex Wilber"),
    (ADELE, "User.ReadBasic.All", "users/nobody", 404, "Request_ResourceNotFound"),
    (ADELE, "User.ReadBasic.All", "users?$skip=1", 400, "Request_BadRequest"),
    // the photo
    (ADELE, "User.Read", "me/photo", 200, "image/jpeg"),
    (ALEX, "User.Read", "me/photo/$value", 404, "ImageNotFound"),
    (ADELE, "Mail.Read", "me/photo/$value", 403, "ErrorAccessDenied"),
    // memberships
    (ADELE, "User.Read", "me/memberOf", 200, "\"displayName\":null"),
    (MEGAN, "Directory.Read.All", "me/memberOf", 200, "Global Administrator"),
    (ADELE, "Mail.Read", "me/memberOf", 403, "Authorization_RequestDenied"),
    // the tenant
    (ADELE, "User.Read", "organization?$select=id,displayName,verifiedDomains", 200, "contoso.onmicrosoft.com"),
    (ADELE, "Mail.Read", "organization", 403, "Authorization_RequestDenied"),
    // mail
    (ADELE, "Mail.Read", "me/messages?$top=1", 200, "bodyPreview"),
    (ADELE, "Mail.Read", "me/messages?$top=1&$select=subject", 200, "@odata.etag"),
    (ADELE, "Mail.Read", "me/messages?$select=shoeSize", 400, "RequestBroker--ParseUri"),
    (ADELE, "Mail.Read", "me/messages?$top=0", 400, "Request_BadRequest"),
    (ADELE, "Mail.Read", "me/messages?$search=x", 400, "notSupported"),
    (ADELE, "Mail.Read", "me/messages/none", 404, "ErrorItemNotFound"),
    (ADELE, "Mail.Read", "me/messages?$filter=subject eq 'Quarterly figures'&$count=true", 200, "\"@odata.count\":1"),
    (ADELE, "Mail.Read", "me/messages?$orderby=subject&$top=1", 200, "Draft of the contract"),
    (ADELE, "Mail.ReadBasic", "me/mailFolders", 200, "Inbox"),
    (ADELE, "Mail.ReadBasic", "me/mailFolders/inbox", 200, "\"totalItemCount\":12"),
    (ADELE, "Mail.ReadBasic", "me/mailFolders/junkemail/messages", 200, "\"value\":[]"),
    (ADELE, "Mail.ReadBasic", "me/mailFolders/inbox/messages?$top=1", 200, "Quarterly figures"),
    (ADELE, "User.Read", "me/messages", 403, "ErrorAccessDenied"),
    (ADELE, "User.Read", "me/mailFolders", 403, "ErrorAccessDenied"),
    (ADELE, "Mail.Read User.ReadBasic.All", "users/AlexW@contoso.onmicrosoft.com/messages", 403, "ErrorAccessDenied"),
    (IRVIN, "Mail.Read", "me/messages", 404, "MailboxNotEnabledForRESTAPI"),
    // calendar, contacts
    (ADELE, "Calendars.Read", "me/events?$top=5&$select=subject,start", 200, "\"timeZone\":\"UTC\""),
    (ADELE, "Calendars.Read", "me/calendar/events", 200, "Retrospective"),
    (ADELE, "Mail.Read", "me/events", 403, "ErrorAccessDenied"),
    (ADELE, "Contacts.Read", "me/contacts?$top=5", 200, "Alex Wilber"),
    (ADELE, "Mail.Read", "me/contacts", 403, "ErrorAccessDenied"),
    // OneDrive
    (ADELE, "Files.Read", "me/drive", 200, "\"driveType\":\"business\""),
    (ADELE, "Files.Read", "me/drive/root", 200, "childCount"),
    (ADELE, "Files.Read", "me/drive/root/children?$select=name&$top=10", 200, "Budget.xlsx"),
    (ADELE, "Sites.Read.All", "me/drive/root/children", 200, "Budget.xlsx"),
    (ADELE, "User.Read", "me/drive/root/children", 403, "accessDenied"),
    (ADELE, "User.Read", "me/drive", 403, "accessDenied"),
    (IRVIN, "Files.Read", "me/drive", 404, "ResourceNotFound"),
    // registrations
    (ADELE, "User.Read", "applications", 403, "Authorization_RequestDenied"),
    (ADELE, "User.Read", "servicePrincipals", 403, "Authorization_RequestDenied"),
    (ADELE, "User.Read", "oauth2PermissionGrants", 403, "Authorization_RequestDenied"),
    (MEGAN, "Application.Read.All", "applications", 200, "Contoso add-in"),
    (MEGAN, "Application.Read.All", "applications/x", 400, "Request_BadRequest"),
    (MEGAN, "Application.Read.All", "applications/00000000-0000-0000-0000-000000000000", 404, "Request_ResourceNotFound"),
    (MEGAN, "Application.Read.All", "servicePrincipals(appId='00000003-0000-0000-c000-000000000000')", 200, "User.ReadBasic.All"),
    (MEGAN, "DelegatedPermissionGrant.Read.All", "oauth2PermissionGrants", 200, "AllPrincipals"),
    // what is not there
    (ADELE, "User.Read", "me/joinedTeams", 400, "notSupported"),
    (ADELE, "User.Read", "groups", 400, "notSupported"),
    (ADELE, "User.Read", "$batch", 400, "notSupported"),
    (ADELE, "User.Read", "users/%zz", 400, "BadRequest"),
];

#[tokio::test]
async fn call_by_scope() {
    let rig = Rig::start().await;
    let mut tokens = BTreeMap::new();
    for (account, scope, path, status, word) in ROWS {
        if let Entry::Vacant(missing) = tokens.entry((account, scope)) {
            missing.insert(graph_token(&rig, account, scope).await);
        }
        let Answer { status: answered, body, .. } =
            get(&rig, &format!("v1.0/{path}"), &tokens[&(account, scope)]).await;
        let row = format!("{account} with {scope}: {path}");
        assert_eq!(answered, *status, "{row}: {body}");
        match body["error"]["code"].as_str() {
            Some(code) => assert_eq!(code, *word, "{row}"),
            None => assert!(body.to_string().contains(word), "{row}: {body}"),
        }
    }
}
