use aws_lc_rs::digest;
use jiff::{SignedDuration, Timestamp};
use sso_core::registration::{PasswordCredential, Registration, SignInAudience};
use sso_core::token::ClientSecret;
use sso_core::{ClientId, TenantId};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::Tenant;
use crate::SeedApplication;
use crate::rules::{Refusal, client_secret_expired, client_secret_wrong, redirect_uri_not_registered};

/// What `addPassword` answers, once.
#[derive(Debug, Clone)]
pub struct IssuedSecret {
    pub credential: PasswordCredential,
    pub value: ClientSecret,
}

/// A registration with what belongs to it and does not leave its tenant. What others may do with it there is the
/// service principal's affair.
pub(super) struct Application {
    pub client_id: ClientId,
    /// The tenant in which it is registered.
    pub home: TenantId,
    pub registration: Registration,
    secrets: Vec<Secret>,
}

/// The value itself is not kept, as Entra does not keep it.
struct Secret {
    credential: PasswordCredential,
    digest: digest::Digest,
}

/// What Graph gives a secret for which no end was named: two years.
const SECRET_LIFE: SignedDuration = SignedDuration::from_hours(2 * 365 * 24);

impl Application {
    pub fn name(&self) -> &str {
        &self.registration.display_name
    }

    /// Whether a tenant can know it: its own, or any if it is multi-tenant.
    pub fn may_be_in(&self, tenant: TenantId) -> bool {
        self.home == tenant || self.registration.sign_in_audience != SignInAudience::AzureADMyOrg
    }

    /// Says something else about the secret of the same ID, such as another end.
    pub fn describe_secret(&mut self, credential: &PasswordCredential) {
        let kept = self.secrets.iter_mut().map(|secret| &mut secret.credential);
        let shown = &mut self.registration.password_credentials;
        kept.chain(shown)
            .filter(|known| known.key_id == credential.key_id)
            .for_each(|known| *known = credential.clone());
    }

    /// False if there is no secret of this ID.
    pub fn forget_secret(&mut self, key_id: uuid::Uuid) -> bool {
        let before = self.secrets.len();
        self.secrets.retain(|secret| secret.credential.key_id != key_id);
        self.registration.password_credentials.retain(|credential| credential.key_id != key_id);
        self.secrets.len() != before
    }

    /// Whether `value` is a secret of this application that has not ended.
    pub fn check_secret(&self, value: &ClientSecret, now: Timestamp) -> Result<(), Refusal> {
        let sent = digest::digest(&digest::SHA256, value.expose().as_bytes());
        let known = self
            .secrets
            .iter()
            .find(|secret| bool::from(secret.digest.as_ref().ct_eq(sent.as_ref())))
            .ok_or_else(|| client_secret_wrong::refusal(self.client_id))?;
        client_secret_expired::check(self.client_id, known.credential.end_date_time, now)
    }

    /// Takes over one secret of what this application was before, if it had it.
    pub fn keep_secret(&mut self, before: Self, key_id: Uuid) {
        let known = before.secrets.into_iter().find(|secret| secret.credential.key_id == key_id);
        if let Some(secret) = known {
            self.registration.password_credentials.push(secret.credential.clone());
            self.secrets.push(secret);
        }
    }
}

impl Tenant {
    pub(super) fn application(&self, client_id: ClientId) -> Option<&Application> {
        self.applications.get(&client_id)
    }

    /// The tenant in which it is registered.
    pub fn home_of(&self, client_id: ClientId) -> Option<TenantId> {
        self.application(client_id).map(|application| application.home)
    }

    pub fn registration(&self, client_id: ClientId) -> Option<&Registration> {
        self.application(client_id).map(|application| &application.registration)
    }

    /// Whether any application may be answered there.
    pub fn is_registered_redirect_uri(&self, uri: &str) -> bool {
        self.applications.values().any(|a| redirect_uri_not_registered::check(&a.registration, uri).is_ok())
    }

    /// Keeps a registration under the client ID that it names, or a new one, and answers it as kept. A client ID that is
    /// known keeps its tenant and secrets; a new one is at home in `home`, without a service principal.
    pub fn register(&mut self, home: TenantId, registration: Registration) -> Registration {
        let client_id = registration.app_id.unwrap_or_else(|| ClientId::from_uuid(self.chance.guid()));
        let earlier = self.applications.remove(&client_id);
        let mut registration = registration;
        registration.app_id = Some(client_id);
        registration.id = registration
            .id
            .or(earlier.as_ref().and_then(|earlier| earlier.registration.id))
            .or_else(|| Some(self.chance.guid()));
        let (home, secrets) = earlier.map_or((home, Vec::new()), |earlier| (earlier.home, earlier.secrets));
        // As with Graph, `addPassword` is the only way to a secret.
        registration.password_credentials = secrets.iter().map(|secret| secret.credential.clone()).collect();
        let kept = registration.clone();
        self.applications.insert(client_id, Application { client_id, home, registration, secrets });
        kept
    }

    /// Answers those of which the administrator is to consent.
    pub(super) fn register_seed(&mut self, seed: SeedApplication) -> Option<(ClientId, TenantId)> {
        let client_id = self.register(seed.home, seed.registration).app_id?;
        self.add_service_principal(seed.home, client_id);
        if let Some(principal) =
            self.directory_mut(seed.home).and_then(|home| home.service_principals.get_mut(&client_id))
        {
            principal.account_enabled = seed.sign_in_enabled;
            principal.app_role_assignment_required = seed.assignment_required;
            principal.assigned_to = seed.assigned_to;
        }
        for secret in seed.secrets {
            self.keep_secret(client_id, "seed", &secret.value, secret.end);
        }
        seed.admin_consent.then_some((client_id, seed.home))
    }

    /// Graph's `addPassword`; `None` if there is no such application.
    pub fn add_password(&mut self, client_id: ClientId, display_name: &str) -> Option<IssuedSecret> {
        let value = ClientSecret::new(self.chance.secret_value());
        let credential = self.keep_secret(client_id, display_name, &value, None)?;
        Some(IssuedSecret { credential, value })
    }

    /// `end`: or two years from now.
    fn keep_secret(
        &mut self,
        client_id: ClientId,
        display_name: &str,
        value: &ClientSecret,
        end: Option<Timestamp>,
    ) -> Option<PasswordCredential> {
        let (now, key_id) = (self.now(), self.chance.guid());
        let application = self.applications.get_mut(&client_id)?;
        let credential = PasswordCredential {
            key_id,
            display_name: Some(display_name.to_owned()),
            hint: Some(value.expose().chars().take(3).collect()),
            start_date_time: Some(now),
            end_date_time: end.or_else(|| now.checked_add(SECRET_LIFE).ok()),
        };
        let digest = digest::digest(&digest::SHA256, value.expose().as_bytes());
        application.registration.password_credentials.push(credential.clone());
        application.secrets.push(Secret { credential: credential.clone(), digest });
        Some(credential)
    }
}
