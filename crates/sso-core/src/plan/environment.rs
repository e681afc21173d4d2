use crate::ScopeName;

use super::{AccountTypes, Plan};

impl Plan {
    /// Settings of the add-in's server, or of the task pane where that signs in by itself, as names and values for a `.env`
    /// file. What is not known yet is empty. The client secret is not among them: it has no place in a file.
    ///
    /// With nested app authentication alone there is no API of the add-in's own, so that its URI and scope are left out.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let facts = &self.facts;
        let tenant_id = facts.tenant_id.map(|id| id.to_string()).unwrap_or_default();
        let mut names = vec![
            ("AUTHORITY", self.authority().unwrap_or_default()),
            ("TENANT_ID", tenant_id),
            ("CLIENT_ID", facts.client_id.map(|id| id.to_string()).unwrap_or_default()),
        ];
        if facts.auth.has_legacy_sso() {
            let uri = self.app_id_uri();
            names.push(("APP_ID_URI", uri.as_ref().map(ToString::to_string).unwrap_or_default()));
            names.push(("SCOPE", uri.map(|uri| uri.scope(&ScopeName::access_as_user())).unwrap_or_default()));
        }
        names.push(("GRAPH_SCOPES", self.graph_scopes().join(" ")));
        names
    }

    /// The address at which people sign in, with the tenant; `None` where one of the two is not known.
    pub fn authority(&self) -> Option<String> {
        Some(format!("{}/{}", self.facts.cloud.authority()?, self.authority_tenant()?))
    }

    /// What stands behind the authority's origin. A tenant's own takes people of that tenant alone.
    fn authority_tenant(&self) -> Option<String> {
        match self.facts.account_types {
            AccountTypes::SingleTenant => self.facts.tenant_id.map(|tenant| tenant.to_string()),
            AccountTypes::MultiTenant => Some("organizations".to_owned()),
            AccountTypes::MultiTenantAndPersonal => Some("common".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{drawn, facts};
    use super::*;
    use crate::Cloud;
    use crate::plan::{Auth, Facts};

    #[test]
    fn of_each_way_and_cloud() {
        let tenant_id = "5c6c1f32-5e55-4997-881a-753cc1d563b7".parse().ok();
        let text = |facts: Facts| {
            let names = Plan::new(facts, drawn()).environment();
            names.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("\n")
        };
        insta::assert_snapshot!(text(Facts { tenant_id, ..facts() }), @"
        AUTHORITY=https://login.microsoftonline.com/5c6c1f32-5e55-4997-881a-753cc1d563b7
        TENANT_ID=5c6c1f32-5e55-4997-881a-753cc1d563b7
        CLIENT_ID=c6c1f32b-5e55-4997-881a-753cc1d563b7
        APP_ID_URI=api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7
        SCOPE=api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7/access_as_user
        GRAPH_SCOPES=User.Read Mail.Read
        ");
        insta::assert_snapshot!(text(Facts { auth: Auth::Naa, cloud: Cloud::UsGov, tenant_id, ..facts() }), @"
        AUTHORITY=https://login.microsoftonline.us/5c6c1f32-5e55-4997-881a-753cc1d563b7
        TENANT_ID=5c6c1f32-5e55-4997-881a-753cc1d563b7
        CLIENT_ID=c6c1f32b-5e55-4997-881a-753cc1d563b7
        GRAPH_SCOPES=User.Read Mail.Read
        ");
        let account_types = AccountTypes::MultiTenant;
        insta::assert_snapshot!(text(Facts { auth: Auth::Both, cloud: Cloud::China, account_types, ..facts() }), @"
        AUTHORITY=https://login.partner.microsoftonline.cn/organizations
        TENANT_ID=
        CLIENT_ID=c6c1f32b-5e55-4997-881a-753cc1d563b7
        APP_ID_URI=api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7
        SCOPE=api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7/access_as_user
        GRAPH_SCOPES=User.Read Mail.Read
        ");
        insta::assert_snapshot!(text(Facts { cloud: Cloud::Practice, client_id: None, ..facts() }), @"
        AUTHORITY=
        TENANT_ID=
        CLIENT_ID=
        APP_ID_URI=
        SCOPE=
        GRAPH_SCOPES=User.Read Mail.Read
        ");
    }
}
