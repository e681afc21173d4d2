//! Facts that do not go together, or that Entra would not take.

use super::{AccountTypes, Facts};
use crate::id::known::not_own;
use crate::limit::{Limits, REDIRECT_URI};
use crate::{ClientId, GRAPH_APP_ID, HostPort, TenantId, ValueError};

impl Facts {
    /// Whether a plan can be made of them: each value is good by its type already, this is about all of them together.
    ///
    /// # Errors
    /// The first that is not accepted, in one sentence that names it, and what would be right.
    pub fn check(&self) -> Result<(), ValueError> {
        self.check_name()?;
        self.check_cloud()?;
        self.check_ids()?;
        self.check_permissions()?;
        self.check_accounts()?;
        self.check_uris()
    }

    /// As [`Self::check`], for a registration that is yet to be made: with legacy SSO its Application ID URI has the domain in
    /// it, so that this one must not be Microsoft's.
    ///
    /// # Errors
    /// As those of [`Self::check`], and of [`HostPort::for_registration`].
    pub fn check_for_registration(&self) -> Result<(), ValueError> {
        self.check()?;
        if self.auth.has_legacy_sso() {
            HostPort::for_registration(&self.domain.to_string())?;
        }
        Ok(())
    }

    fn has_personal_accounts(&self) -> bool {
        self.account_types == AccountTypes::MultiTenantAndPersonal
    }

    fn limits(&self) -> &'static Limits {
        Limits::of(self.has_personal_accounts())
    }

    fn check_name(&self) -> Result<(), ValueError> {
        if self.name.trim().is_empty() {
            return Err(refused("the name is empty", "leave it out, or write what people may see on the consent page"));
        }
        if self.name.chars().any(char::is_control) {
            return Err(refused("the name has a character that is not printed", "write it in one line"));
        }
        let Limits { name: longest, whose, .. } = self.limits();
        let length = self.name.chars().count();
        if length > *longest {
            let what = format!("the name has {length} characters, and Entra takes {longest}{whose}");
            return Err(refused(what, format!("write at most {longest} characters")));
        }
        Ok(())
    }

    /// It stands in comments of scripts and in the text of requests.
    fn check_cloud(&self) -> Result<(), ValueError> {
        match self.cloud.name().chars().any(char::is_control) {
            true => Err(refused("the name of the cloud has a character that is not printed", "write it in one line")),
            false => Ok(()),
        }
    }

    fn check_ids(&self) -> Result<(), ValueError> {
        const CLIENT: &str = "copy Application (client) ID from the app's Overview in the portal";
        const TENANT: &str = "copy Directory (tenant) ID from the app's Overview in the portal";
        let (client, tenant) = (self.client_id.map(ClientId::uuid), self.tenant_id.map(TenantId::uuid));
        for (what, id, hint) in [("client", client, CLIENT), ("tenant", tenant, TENANT)] {
            if let Some(of) = id.and_then(not_own) {
                return Err(refused(format!("the {what} ID is that of {of}, not your own"), hint));
            }
        }
        if client.is_some() && client == tenant {
            return Err(refused("the client ID and the tenant ID are the same", CLIENT));
        }
        Ok(())
    }

    /// One name, one GUID.
    fn check_permissions(&self) -> Result<(), ValueError> {
        for (number, one) in self.permissions.iter().enumerate() {
            for other in self.permissions.iter().skip(number + 1) {
                match (one.id == other.id, one.name.eq_ignore_ascii_case(&other.name)) {
                    (true, false) => {
                        let what = format!("two permissions have the same GUID: {} and {}", one.name, other.name);
                        return Err(refused(what, "give each its own GUID, or leave one out"));
                    }
                    (false, true) => {
                        let what = format!("the permission {} has two GUIDs: {} and {}", one.name, one.id, other.id);
                        return Err(refused(what, "leave one out"));
                    }
                    _ => {}
                }
            }
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
        if let Some(most) = self.limits().permissions_of_an_api.filter(|most| permissions > *most) {
            return Err(refused(
                format!(
                    "there are {permissions} permissions, and with personal accounts Entra takes {most} of one API"
                ),
                "ask for fewer, or take multi-tenant",
            ));
        }
        Ok(())
    }

    fn check_uris(&self) -> Result<(), ValueError> {
        let longest = self.limits().app_id_uri;
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

    /// With the path that was meant, where it can be told from what was written.
    fn refuse_page_for(&self, what: &str, why: &str, page: &str, hint: &str) -> Result<(), ValueError> {
        let shown = page.chars().take(80).collect::<String>();
        let base = url::Url::parse(&self.domain.https_origin());
        let meant = base.and_then(|base| base.join(page)).map(|url| url.path().trim_start_matches('/').to_owned());
        let meant = meant.ok().filter(|path| !path.contains("://") && self.check_page(what, path).is_ok());
        let hint = meant.map_or_else(|| hint.to_owned(), |path| format!("write {path}"));
        Err(refused(format!("the page of the {what} {why}: {shown}"), hint))
    }

    fn check_page(&self, what: &str, page: &str) -> Result<(), ValueError> {
        let shown = page.chars().take(80).collect::<String>();
        let hint = "write a path on the add-in's domain without a leading slash, such as dialog.html";
        let refuse = |why: &str| Err(refused(format!("the page of the {what} {why}: {shown}"), hint));
        if page.is_empty() {
            return Err(refused(format!("the page of the {what} is empty"), hint));
        }
        if page.contains("://") {
            let meant = url::Url::parse(page).ok();
            return match meant.filter(|url| HostPort::of_url(url.as_str()).is_some_and(|host| host != self.domain)) {
                Some(_) => refuse(&format!("is on another host than the add-in's pages, {}", self.domain)),
                None => self.refuse_page_for(what, "has a scheme", page, hint),
            };
        }
        if page.starts_with('/') {
            return self.refuse_page_for(what, "begins with a slash", page, hint);
        }
        if page.contains(['?', '#']) {
            return self.refuse_page_for(what, "has a query or a fragment", page, hint);
        }
        if let Some(character) = page.chars().find(|c| !c.is_ascii_alphanumeric() && !"-._~/%@:&=+".contains(*c)) {
            return refuse(&format!("has a character that redirect URIs do not have ({character:?})"));
        }
        // A browser goes to another address than the one that is written: `..`, `%2e`.
        let uri = format!("{}/{page}", self.domain.https_origin());
        if url::Url::parse(&uri).map_or(true, |url| url.as_str() != uri) {
            return refuse("is not the address that a browser makes of it");
        }
        if uri.len() > REDIRECT_URI {
            return refuse(&format!(
                "makes a redirect URI of {} characters, and Entra takes {REDIRECT_URI}",
                uri.len()
            ));
        }
        Ok(())
    }
}

fn refused(what: impl Into<String>, hint: impl Into<String>) -> ValueError {
    ValueError { what: what.into(), hint: hint.into() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::plan::generated::custom_cloud;
    use crate::plan::{Auth, Pages, generated};
    use crate::{Cloud, GraphPermission, OfficeClient};

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
            (
                |facts| facts.cloud = custom_cloud("two\nlines"),
                "the name of the cloud has a character that is not printed",
            ),
            (|facts| facts.name = "日".repeat(120), "accepted"),
            (|facts| facts.name = "日".repeat(121), "the name has 121 characters, and Entra takes 120"),
            (
                |facts| (facts.name, facts.account_types) = ("n".repeat(91), Personal),
                "the name has 91 characters, and Entra takes 90 with personal accounts",
            ),
            (
                |facts| facts.client_id = Some(OfficeClient::ALL.id),
                "the client ID is that of Microsoft Office (all endpoints), not your own",
            ),
            (
                |facts| facts.client_id = "00000003-0000-0000-c000-000000000000".parse().ok(),
                "the client ID is that of Microsoft Graph, not your own",
            ),
            (
                |facts| facts.client_id = "5b3a4e4a-e55e-45ba-820b-ea16efbe3d5f".parse().ok(),
                "the client ID is that of the scope that Microsoft's template makes, not your own",
            ),
            (
                |facts| facts.tenant_id = "00000003-0000-0000-c000-000000000000".parse().ok(),
                "the tenant ID is that of Microsoft Graph, not your own",
            ),
            (
                |facts| facts.tenant_id = facts.client_id.map(|id| TenantId::from_uuid(id.uuid())),
                "the client ID and the tenant ID are the same",
            ),
            (
                |facts| facts.tenant_id = Some(TenantId::PERSONAL_ACCOUNTS),
                "the tenant ID is that of the tenant of all personal Microsoft accounts, not your own",
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

    #[test]
    fn a_domain_of_microsofts_is_no_fact_for_office() {
        let mut facts = crate::plan::tests::facts();
        facts.domain = "addin.azurestaticapps.net".parse().unwrap();
        for (auth, accepted) in [(Auth::LegacySso, false), (Auth::Both, false), (Auth::Naa, true)] {
            facts.auth = auth;
            assert_eq!((facts.check().is_ok(), facts.check_for_registration().is_ok()), (true, accepted), "{auth:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_generated_is_accepted(facts in generated::facts()) {
            prop_assert_eq!(facts.check_for_registration(), Ok(()));
        }
    }
}
