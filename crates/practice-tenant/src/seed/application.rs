use std::collections::BTreeSet;

use jiff::Timestamp;
use sso_core::TenantId;
use sso_core::registration::Registration;
use sso_core::token::ClientSecret;
use uuid::Uuid;

/// An application, with what an administrator of its own tenant did about it.
#[derive(Debug, Clone)]
pub struct SeedApplication {
    /// The tenant in which it is registered.
    pub home: TenantId,
    pub registration: Registration,
    pub secrets: Vec<SeedSecret>,
    /// For everything that the registration lists.
    pub admin_consent: bool,
    /// *Enabled for users to sign-in*.
    pub sign_in_enabled: bool,
    /// *Assignment required*.
    pub assignment_required: bool,
    /// Object IDs of users.
    pub assigned_to: BTreeSet<Uuid>,
}

/// A client secret whose value is known, so that a program's settings stay right from run to run. It opens nothing but
/// the practice tenant.
#[derive(Debug, Clone)]
pub struct SeedSecret {
    pub value: ClientSecret,
    /// `None`: as long as Graph gives one, from the start on.
    pub end: Option<Timestamp>,
}

impl SeedApplication {
    /// As the portal leaves it: no consent, no secret, open to everybody.
    pub fn new(home: TenantId, registration: Registration) -> Self {
        Self {
            home,
            registration,
            secrets: Vec::new(),
            admin_consent: false,
            sign_in_enabled: true,
            assignment_required: false,
            assigned_to: BTreeSet::new(),
        }
    }
}
