//! What is kept of a registration without a place in the model.

use serde_json::{Map, Value};

use super::Registration;

impl Registration {
    /// Each object's `other` with what stands before its names: `api.`, `requiredResourceAccess[0].`. Left out are roles,
    /// certificates and optional claims, whose `other` rules look at, or nobody has to.
    pub fn others(&self) -> Vec<(String, &Map<String, Value>)> {
        let mut all = vec![(String::new(), &self.other), ("api.".to_owned(), &self.api.other)];
        all.push(("web.".to_owned(), &self.web.other));
        for (number, scope) in self.api.oauth2_permission_scopes.iter().enumerate() {
            all.push((format!("api.oauth2PermissionScopes[{number}]."), &scope.other));
        }
        for (number, client) in self.api.pre_authorized_applications.iter().enumerate() {
            all.push((format!("api.preAuthorizedApplications[{number}]."), &client.other));
        }
        for (number, resource) in self.required_resource_access.iter().enumerate() {
            let before = format!("requiredResourceAccess[{number}].");
            for (number, access) in resource.resource_access.iter().enumerate() {
                all.push((format!("{before}resourceAccess[{number}]."), &access.other));
            }
            all.push((before, &resource.other));
        }
        all
    }
}
