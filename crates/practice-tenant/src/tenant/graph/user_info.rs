//! `/oidc/userinfo`: OpenID Connect's endpoint, which stands on Graph's host.

use serde_json::{Value, json};
use sso_core::{ClientId, GRAPH_APP_ID};

use super::{Access, GraphRefusal, Tenant, Workload};
use crate::tenant::claims::pairwise_subject;

const OPEN_ID: Access = Access { workload: Workload::Directory, scopes: &["openid"], roles: &[] };

impl Tenant {
    /// `bearer`: what stood behind `Authorization: Bearer`.
    pub fn user_info(&self, bearer: Option<&str>) -> Result<Value, GraphRefusal> {
        let caller = self.caller(bearer)?;
        caller.check(&OPEN_ID)?;
        let (directory, person) = self.person_of(caller.user()?)?;
        let (given, family) = person.names();
        let mut claims = json!({
            "sub": pairwise_subject(directory, person, ClientId::from_uuid(GRAPH_APP_ID)),
            "name": person.display_name,
            "given_name": given,
            "family_name": family,
        });
        if let Some(mail) = person.mail.as_deref().filter(|_| caller.has_scope(&["email"])) {
            claims["email"] = mail.into();
        }
        Ok(claims)
    }
}
