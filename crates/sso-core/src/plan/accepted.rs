//! Facts that do not go together, or that Entra would not take.

use uuid::uuid;

use super::{AccountTypes, Facts};
use crate::{ClientId, GRAPH_APP_ID, OfficeClient, TenantId, ValueError};

impl Facts {
    /// Whether a plan can be made of them: each value is good by its type already, this is about all of them together.
    ///
    /// # Errors
    /// The first that is not accepted, in one sentence that names it, and what would be right. Limits: Entra's page on
    /// validation differences by supported account types, and its page on redirect URIs.
    pub fn check(&self) -> Result<(), ValueError> {
        self.check_name()?;
        self.check_ids()?;
        self.check_accounts()?;
        self.check_uris()
    }

    fn has_personal_accounts(&self) -> bool {
        self.account_types == AccountTypes::MultiTenantAndPersonal
    }

    fn check_name(&self) -> Result<(), ValueError> {
        if self.name.trim().is_empty() {
            return Err(refused("the name is empty", "leave it out, or write what people may see on the consent page"));
        }
        if self.name.chars().any(char::is_control) {
            return Err(refused("the name has a character that is not printed", "write it in one line"));
        }
        let (longest, whose) = match self.has_personal_accounts() {
            true => (90, " with personal accounts"),
            false => (120, ""),
        };
        let length = self.name.chars().count();
        if length > longest {
            let what = format!("the name has {length} characters, and Entra takes {longest}{whose}");
            return Err(refused(what, format!("write at most {longest} characters")));
        }
        Ok(())
    }

    fn check_ids(&self) -> Result<(), ValueError> {
        const HINT: &str = "copy Application (client) ID from the app's Overview in the portal";
        if let Some(name) = self.client_id.and_then(microsofts) {
            return Err(refused(format!("the client ID is that of {name}, not of your app"), HINT));
        }
        if self.client_id.map(ClientId::uuid).is_some_and(|id| self.tenant_id.map(TenantId::uuid) == Some(id)) {
            return Err(refused("the client ID and the tenant ID are the same", HINT));
        }
        if self.tenant_id == Some(TenantId::PERSONAL_ACCOUNTS) {
            return Err(refused(
                "the tenant ID is that of all personal accounts, where nobody registers apps",
                "copy Directory (tenant) ID from the app's Overview in the portal",
            ));
        }
        Ok(())
    }

    fn check_accounts(&self) -> Result<(), ValueError> {
        if !self.has_personal_accounts() {
            return Ok(());
        }
        if self.cloud.is_national() {
            return Err(refused(
                format!("the account types have personal accounts, and there are none in {}", self.cloud.name()),
                "take multi-tenant or single-tenant there",
            ));
        }
        let permissions = super::permissions(&self.permissions).len();
        if permissions > MOST_PERMISSIONS_WITH_PERSONAL_ACCOUNTS {
            return Err(refused(
                format!("there are {permissions} permissions, and with personal accounts Entra takes 30 of one API"),
                "ask for fewer, or take multi-tenant",
            ));
        }
        Ok(())
    }

    fn check_uris(&self) -> Result<(), ValueError> {
        let longest = if self.has_personal_accounts() { 120 } else { 255 };
        let length = format!("api://{}/{GRAPH_APP_ID}", self.domain).len();
        if self.auth.has_legacy_sso() && length > longest {
            return Err(refused(
                format!("with this domain the Application ID URI has {length} characters, and Entra takes {longest}"),
                "take a shorter domain",
            ));
        }
        for (what, page) in [("dialog", &self.pages.dialog), ("task pane", &self.pages.task_pane)] {
            self.check_page(what, page)?;
        }
        Ok(())
    }

    fn check_page(&self, what: &str, page: &str) -> Result<(), ValueError> {
        let shown = page.chars().take(80).collect::<String>();
        let hint = "write a path on the add-in's domain without a leading slash, such as dialog.html";
        let refuse = |why: &str| Err(refused(format!("the page of the {what} {why}: {shown}"), hint));
        if page.is_empty() {
            return Err(refused(format!("the page of the {what} is empty"), hint));
        }
        if page.contains("://") {
            return refuse("has a scheme");
        }
        if page.starts_with('/') {
            return refuse("begins with a slash");
        }
        if page.contains(['?', '#']) {
            return refuse("has a query or a fragment");
        }
        if let Some(character) = page.chars().find(|c| !c.is_ascii_alphanumeric() && !"-._~/%@:&=+".contains(*c)) {
            return refuse(&format!("has a character that redirect URIs do not have ({character:?})"));
        }
        // A browser goes to another address than the one that is written: `..`, `%2e`.
        let uri = format!("{}/{page}", self.domain.https_origin());
        if url::Url::parse(&uri).map_or(true, |url| url.as_str() != uri) {
            return refuse("is not the address that a browser makes of it");
        }
        if uri.len() > LONGEST_REDIRECT_URI {
            return refuse(&format!("makes a redirect URI of {} characters, and Entra takes 256", uri.len()));
        }
        Ok(())
    }
}

const LONGEST_REDIRECT_URI: usize = 256;
const MOST_PERMISSIONS_WITH_PERSONAL_ACCOUNTS: usize = 30;

/// Apps of Microsoft's whose IDs developers have at hand, and take for their own.
fn microsofts(id: ClientId) -> Option<&'static str> {
    if let Some(client) = OfficeClient::by_id(id) {
        return Some(client.name);
    }
    [
        (GRAPH_APP_ID, "Microsoft Graph"),
        (uuid!("00000002-0000-0000-c000-000000000000"), "Azure AD Graph"),
        (uuid!("00000003-0000-0ff1-ce00-000000000000"), "SharePoint Online"),
        (uuid!("04b07795-8ddb-461a-bbee-02f9e1bf7b46"), "the Azure CLI"),
        (uuid!("de8bc8b5-d9f9-48b1-a8ad-b748da725064"), "Graph Explorer"),
        (uuid!("14d82eec-204b-4c2f-b7e8-296a70dab67e"), "Microsoft Graph Command Line Tools"),
    ]
    .into_iter()
    .find_map(|(known, name)| (known == id.uuid()).then_some(name))
}

fn refused(what: impl Into<String>, hint: impl Into<String>) -> ValueError {
    ValueError { what: what.into(), hint: hint.into() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::plan::{Auth, Pages, generated};
    use crate::{Cloud, GraphPermission};

    type Row = (fn(&mut Facts), &'static str);

    fn said(change: fn(&mut Facts)) -> String {
        let mut facts = crate::plan::tests::facts();
        change(&mut facts);
        facts.check().map_or_else(|error| error.what, |()| "accepted".to_owned())
    }

    #[test]
    fn facts_that_do_not_go_together() {
        use AccountTypes::{MultiTenant, MultiTenantAndPersonal as Personal};
        fn dialog(facts: &mut Facts, page: &str) {
            facts.pages = Pages { dialog: page.to_owned(), ..Pages::default() };
        }
        let rows: &[Row] = &[
            (|_| (), "accepted"),
            (|facts| facts.name = " ".into(), "the name is empty"),
            (|facts| facts.name = "two\nlines".into(), "the name has a character that is not printed"),
            (|facts| facts.name = "日".repeat(120), "accepted"),
            (|facts| facts.name = "日".repeat(121), "the name has 121 characters, and Entra takes 120"),
            (
                |facts| (facts.name, facts.account_types) = ("n".repeat(91), Personal),
                "the name has 91 characters, and Entra takes 90 with personal accounts",
            ),
            (
                |facts| facts.client_id = Some(OfficeClient::ALL.id),
                "the client ID is that of Microsoft Office (all endpoints), not of your app",
            ),
            (
                |facts| facts.client_id = "00000003-0000-0000-c000-000000000000".parse().ok(),
                "the client ID is that of Microsoft Graph, not of your app",
            ),
            (
                |facts| facts.tenant_id = facts.client_id.map(|id| TenantId::from_uuid(id.uuid())),
                "the client ID and the tenant ID are the same",
            ),
            (
                |facts| facts.tenant_id = Some(TenantId::PERSONAL_ACCOUNTS),
                "the tenant ID is that of all personal accounts, where nobody registers apps",
            ),
            (
                |facts| (facts.cloud, facts.account_types) = (Cloud::UsGov, Personal),
                "the account types have personal accounts, and there are none in US Government GCC High",
            ),
            (
                |facts| (facts.cloud, facts.account_types) = (Cloud::China, Personal),
                "the account types have personal accounts, and there are none in China (21Vianet)",
            ),
            (|facts| (facts.cloud, facts.account_types) = (Cloud::China, MultiTenant), "accepted"),
            (|facts| (facts.cloud, facts.account_types) = (Cloud::Practice, Personal), "accepted"),
            (
                |facts| {
                    facts.account_types = Personal;
                    facts.permissions = GraphPermission::known().into_iter().take(31).collect();
                },
                "there are 31 permissions, and with personal accounts Entra takes 30 of one API",
            ),
            (|facts| facts.permissions = GraphPermission::known().into_iter().collect(), "accepted"),
            (
                |facts| {
                    facts.account_types = Personal;
                    facts.domain = format!("{}.{}", "a".repeat(60), "b".repeat(18)).parse().unwrap();
                },
                "with this domain the Application ID URI has 122 characters, and Entra takes 120",
            ),
            (
                |facts| {
                    (facts.account_types, facts.auth) = (Personal, Auth::Naa);
                    facts.domain = format!("{}.{}", "a".repeat(60), "b".repeat(18)).parse().unwrap();
                },
                "accepted",
            ),
            (|facts| dialog(facts, ""), "the page of the dialog is empty"),
            (
                |facts| dialog(facts, "https://localhost:3000/a"),
                "the page of the dialog has a scheme: https://localhost:3000/a",
            ),
            (|facts| dialog(facts, "/a.html"), "the page of the dialog begins with a slash: /a.html"),
            (|facts| dialog(facts, "a.html?x=1"), "the page of the dialog has a query or a fragment: a.html?x=1"),
            (
                |facts| dialog(facts, "a b.html"),
                "the page of the dialog has a character that redirect URIs do not have (' '): a b.html",
            ),
            (
                |facts| dialog(facts, "a(1).html"),
                "the page of the dialog has a character that redirect URIs do not have ('('): a(1).html",
            ),
            (
                |facts| dialog(facts, "a/../b.html"),
                "the page of the dialog is not the address that a browser makes of it: a/../b.html",
            ),
            (
                |facts| dialog(facts, "%2e%2e/b.html"),
                "the page of the dialog is not the address that a browser makes of it: %2e%2e/b.html",
            ),
            (|facts| dialog(facts, "Auth/sign%20in.html"), "accepted"),
            (
                |facts| facts.pages.task_pane = "*".into(),
                "the page of the task pane has a character that redirect URIs do not have ('*'): *",
            ),
        ];
        for (change, answer) in rows {
            assert_eq!(said(*change), *answer);
        }
        let long = said(|facts| dialog(facts, &"a".repeat(250)));
        assert!(long.contains("makes a redirect URI of 273 characters"), "{long}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_generated_is_accepted(facts in generated::facts()) {
            prop_assert_eq!(facts.check(), Ok(()));
        }
    }
}
