//! Who and what is there at the start. People are the field's own fictions.

use sso_core::TenantId;
use sso_core::registration::Registration;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// `oid`
    pub id: Uuid,
    pub display_name: String,
    pub user_principal_name: String,
    pub mail: Option<String>,
    pub is_admin: bool,
}

#[derive(Debug, Clone)]
pub struct Seed {
    pub tenant_id: TenantId,
    pub tenant_name: String,
    pub people: Vec<Person>,
    pub registrations: Vec<Registration>,
}

impl Seed {
    /// Contoso with its people and no registration.
    pub fn contoso() -> Self {
        todo!()
    }
}
