use serde::Serialize;

use super::{AccountTypes, Plan, value};
use crate::token::version_one_issuer;

/// Audience and issuer by which a server takes a token of one version as meant for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TokenExpectation {
    /// Of the token, 1 or 2: its `ver`.
    pub version: u8,
    /// Whether the planned registration yields tokens of this version.
    pub planned: bool,
    /// Each good as `aud`. What is not known yet is a name in angle brackets.
    pub audiences: Vec<String>,
    /// `iss`; with `{tenantid}` where people of several tenants may come, or the tenant is not known. `None` where the
    /// authority is not known.
    pub issuer: Option<String>,
    /// What `{tenantid}` of the issuer stands for. `None` where it has none.
    pub issuer_tenant: Option<String>,
    pub reason: String,
}

impl Plan {
    /// What the server must expect, the planned version first. Whatever endpoint Office asks, the registration's access
    /// token version decides.
    ///
    /// Facts: Microsoft's access token claims reference; the version 1 issuers of the national clouds are those in use in
    /// public code.
    pub fn server_expectations(&self) -> Vec<TokenExpectation> {
        let facts = &self.facts;
        let client_id = value::client_id(facts);
        let (tenant, meaning) = match (facts.account_types, facts.tenant_id) {
            (AccountTypes::SingleTenant, Some(tenant)) => (tenant.to_string(), None),
            (AccountTypes::SingleTenant, None) => (PLACEHOLDER.to_owned(), Some("your Directory (tenant) ID")),
            _ => (PLACEHOLDER.to_owned(), Some("the tid of the token, which is that of a tenant that you let in")),
        };
        let issuer_tenant = meaning.filter(|_| facts.cloud.authority().is_some()).map(str::to_owned);
        let version_two = facts.cloud.authority().map(|authority| format!("{authority}/{tenant}/v2.0"));
        let version_one = version_two.as_ref().map(|issuer| version_one_issuer(issuer, &tenant));
        let mut version_one_audiences = vec![client_id.clone()];
        if facts.auth.has_legacy_sso() {
            version_one_audiences.insert(0, format!("api://{}/{client_id}", facts.domain));
        }
        vec![
            TokenExpectation {
                version: 2,
                planned: true,
                audiences: vec![client_id],
                issuer: version_two,
                issuer_tenant: issuer_tenant.clone(),
                reason: "the registration's access token version is 2; aud is the client ID then, whatever the \
                    Application ID URI is"
                    .to_owned(),
            },
            TokenExpectation {
                version: 1,
                planned: false,
                audiences: version_one_audiences,
                issuer: version_one,
                issuer_tenant,
                reason: "only where the registration's access token version is 1 or not set".to_owned(),
            },
        ]
    }
}

/// As Entra's own metadata writes it.
const PLACEHOLDER: &str = "{tenantid}";

#[cfg(test)]
mod tests {
    use super::super::tests::{drawn, facts};
    use super::*;
    use crate::Cloud;
    use crate::plan::Facts;

    #[test]
    fn audience_and_issuer_by_version_and_cloud() {
        const T: &str = "5c6c1f32-5e55-4997-881a-753cc1d563b7";
        use AccountTypes::{MultiTenant, SingleTenant};
        for (cloud, account_types, two, one) in [
            (Cloud::Public, SingleTenant, "https://login.microsoftonline.com/T/v2.0", "https://sts.windows.net/T/"),
            (
                Cloud::Public,
                MultiTenant,
                "https://login.microsoftonline.com/{tenantid}/v2.0",
                "https://sts.windows.net/{tenantid}/",
            ),
            (Cloud::UsGov, SingleTenant, "https://login.microsoftonline.us/T/v2.0", "https://sts.windows.net/T/"),
            (Cloud::UsGovDod, SingleTenant, "https://login.microsoftonline.us/T/v2.0", "https://sts.windows.net/T/"),
            (
                Cloud::China,
                SingleTenant,
                "https://login.partner.microsoftonline.cn/T/v2.0",
                "https://sts.chinacloudapi.cn/T/",
            ),
        ] {
            let facts = Facts { cloud, account_types, tenant_id: T.parse().ok(), ..facts() };
            let expectations = Plan::new(facts, drawn()).server_expectations();
            let issuers: Vec<_> = expectations.iter().map(|one| one.issuer.clone().unwrap().replace(T, "T")).collect();
            assert_eq!(issuers, [two, one]);
            let id = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
            assert_eq!(expectations[0].audiences, [id]);
            assert_eq!(expectations[1].audiences, [format!("api://localhost:3000/{id}"), id.to_owned()]);
        }
        for (account_types, tenant_id, meaning) in [
            (SingleTenant, T.parse().ok(), None),
            (SingleTenant, None, Some("your Directory (tenant) ID")),
            (MultiTenant, T.parse().ok(), Some("the tid of the token, which is that of a tenant that you let in")),
        ] {
            let plan = Plan::new(Facts { account_types, tenant_id, ..facts() }, drawn());
            for expectation in plan.server_expectations() {
                assert_eq!(expectation.issuer_tenant.as_deref(), meaning);
                assert_eq!(expectation.issuer.unwrap().contains("{tenantid}"), meaning.is_some());
            }
        }
        let practice = Plan::new(Facts { cloud: Cloud::Practice, ..facts() }, drawn());
        assert_eq!(practice.server_expectations()[0].issuer, None);
    }
}
