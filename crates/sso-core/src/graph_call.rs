//! Calls that show whether the whole chain works: which permission each needs at least, and what it proves.
//!
//! Source: the Microsoft Graph v1.0 reference.

use serde::Serialize;

/// A GET of Microsoft Graph that is offered to the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct GraphCall {
    /// Beginning with the version; it may have a query.
    pub path: &'static str,
    /// Delegated permissions, the least one first; any one of them is enough.
    pub any_of: &'static [&'static str],
    /// What an answer shows, without a full stop.
    pub proves: &'static str,
    /// What an answer other than 200 may mean although nothing is wrong with single sign-on, without a full stop.
    pub may_be_absent: Option<&'static str>,
}

const fn call(path: &'static str, any_of: &'static [&'static str], proves: &'static str) -> GraphCall {
    GraphCall { path, any_of, proves, may_be_absent: None }
}

const USER: &[&str] = &[
    "User.Read",
    "User.ReadWrite",
    "User.ReadBasic.All",
    "User.Read.All",
    "Directory.Read.All",
    "Directory.AccessAsUser.All",
];
const USER_OR_DIRECTORY: &[&str] = &["User.Read", "User.Read.All", "Directory.Read.All"];
const MAIL_BASIC: &[&str] = &["Mail.ReadBasic", "Mail.Read", "Mail.ReadWrite"];
const MAIL: &[&str] = &["Mail.Read", "Mail.ReadWrite"];
const CALENDAR: &[&str] = &["Calendars.Read", "Calendars.ReadWrite"];
const CONTACTS: &[&str] = &["Contacts.Read", "Contacts.ReadWrite"];
const FILES: &[&str] = &[
    "Files.Read",
    "Files.ReadWrite",
    "Files.Read.All",
    "Files.ReadWrite.All",
    "Sites.Read.All",
    "Sites.ReadWrite.All",
];

const NO_MAILBOX: &str = "MailboxNotEnabledForRESTAPI says that the user has no mailbox in Exchange Online";
const NO_DRIVE: &str = "404 says that the user's OneDrive is not there yet; opening it once in the browser makes it";

/// All that are offered, the simplest first.
pub const GRAPH_CALLS: &[GraphCall] = &[
    call(
        "/v1.0/me?$select=id,displayName,userPrincipalName,mail",
        USER,
        "the whole chain works: id is the token's oid",
    ),
    GraphCall {
        may_be_absent: Some("404 ImageNotFound says that the user has no photo"),
        ..call("/v1.0/me/photo/$value", USER, "the user's photo")
    },
    call("/v1.0/me/memberOf", USER_OR_DIRECTORY, "groups of the user; names need GroupMember.Read.All"),
    call(
        "/v1.0/organization?$select=id,displayName,verifiedDomains",
        USER_OR_DIRECTORY,
        "the tenant, and its verified domains for the Application ID URI",
    ),
    GraphCall { may_be_absent: Some(NO_MAILBOX), ..call("/v1.0/me/mailFolders", MAIL_BASIC, "the mailbox is reached") },
    GraphCall {
        may_be_absent: Some(NO_MAILBOX),
        ..call("/v1.0/me/messages?$top=5&$select=subject,from,receivedDateTime", MAIL, "the newest messages")
    },
    GraphCall {
        may_be_absent: Some(NO_MAILBOX),
        ..call("/v1.0/me/events?$top=5&$select=subject,start", CALENDAR, "the calendar")
    },
    GraphCall { may_be_absent: Some(NO_MAILBOX), ..call("/v1.0/me/contacts?$top=5", CONTACTS, "the contacts") },
    GraphCall {
        may_be_absent: Some(NO_DRIVE),
        ..call(
            "/v1.0/me/drive/root/children?$select=name&$top=10",
            FILES,
            "files, as the samples of Office ask for them",
        )
    },
    GraphCall { may_be_absent: Some(NO_DRIVE), ..call("/v1.0/me/drive", FILES, "OneDrive is there") },
    call("/oidc/userinfo", &["openid"], "who the user is, and nothing more"),
];

impl GraphCall {
    /// By the path alone, with or without the slash before it, whatever the query: `None` for a call that is not offered, whose permissions are not known here.
    pub fn of(target: &str) -> Option<&'static Self> {
        let path =
            |text: &str| text.split('?').next().unwrap_or_default().trim().trim_matches('/').to_ascii_lowercase();
        let wanted = path(target);
        GRAPH_CALLS.iter().find(|call| path(call.path) == wanted)
    }

    /// The permission to ask for.
    pub fn least(&self) -> &'static str {
        self.any_of.first().copied().unwrap_or_default()
    }

    /// Whether scopes as a token response or `scp` names them allow the call; names ignore case, as Entra does. A scope may
    /// have its resource in front.
    pub fn is_covered_by<'a>(&self, scopes: impl IntoIterator<Item = &'a str>) -> bool {
        let short = |scope: &'a str| scope.rsplit('/').next().unwrap_or(scope);
        scopes.into_iter().map(short).any(|scope| self.any_of.iter().any(|of| of.eq_ignore_ascii_case(scope)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_one_of_its_permissions_is_enough() {
        let messages = GraphCall::of("/v1.0/me/messages").unwrap();
        assert_eq!(messages.least(), "Mail.Read");
        for (scopes, covered) in [
            ("openid profile User.Read", false),
            ("Mail.ReadBasic", false),
            ("mail.read", true),
            ("https://graph.microsoft.com/Mail.ReadWrite openid", true),
            ("", false),
        ] {
            assert_eq!(messages.is_covered_by(scopes.split(' ')), covered, "{scopes}");
        }
    }

    #[test]
    fn found_by_path_with_any_query() {
        for (target, path) in [
            ("/v1.0/me?$select=id", Some("/v1.0/me?$select=id,displayName,userPrincipalName,mail")),
            ("/v1.0/ME/drive/", Some("/v1.0/me/drive")),
            ("v1.0/me/drive", Some("/v1.0/me/drive")),
            (" oidc/userinfo", Some("/oidc/userinfo")),
            ("/v1.0/users", None),
            ("", None),
        ] {
            assert_eq!(GraphCall::of(target).map(|call| call.path), path, "{target}");
        }
    }

    #[test]
    fn each_names_permissions_that_exist() {
        for call in GRAPH_CALLS {
            assert!(!call.any_of.is_empty(), "{}", call.path);
            for name in call.any_of {
                assert!(crate::GraphPermission::by_name(name).is_some(), "{name}");
            }
            assert_eq!(GraphCall::of(call.path), Some(call), "{}: another call has its path", call.path);
        }
    }
}
