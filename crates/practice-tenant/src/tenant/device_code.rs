//! The device authorization grant (RFC 8628): a program without a browser shows a code, a person types it elsewhere.

use jiff::{SignedDuration, Timestamp};
use sso_core::{ClientId, TenantId};

use super::authorization::AnswerTo;
use super::claims_request::Demanded;
use super::client_authentication::Client;
use super::conditional_access::Challenged;
use super::interaction::Standing;
use super::scope::Scopes;
use super::session::{Authentication, SignedIn};
use super::token::Issue;
use super::view::{Authorization, Next};
use super::{
    Asked, AuthorizationRequest, Form, Platform, Prompt, Segment, Tenant, TokenRequest, UnsignedResponse, after,
};
use crate::rules::{
    Refusal, consent_declined, device_code_expired, device_code_pending, device_code_unknown, parameter_missing,
    resource_parameter, user_code_expired,
};
use crate::{Account, FaultTarget};

/// A device code that was given out.
pub(super) struct DeviceCode {
    client_id: ClientId,
    segment: Segment,
    scopes: Scopes,
    user_code: String,
    expires: Timestamp,
    /// Seconds between two questions.
    interval: i64,
    /// When the client asked last.
    asked: Option<Timestamp>,
    outcome: Outcome,
}

enum Outcome {
    Pending,
    Declined,
    Granted { tenant: TenantId, account: Account, authentication: Authentication },
}

/// The answer of the device authorization endpoint.
pub struct DeviceAuthorization {
    pub device_code: String,
    pub user_code: String,
    /// Seconds.
    pub expires_in: i64,
    /// Seconds.
    pub interval: i64,
}

const LIFE: SignedDuration = SignedDuration::from_mins(15);
const INTERVAL: i64 = 5;
/// Clocks and networks jitter: only who asks at least so much too early is told to slow down.
const TOLERANCE: i64 = 1;

impl Tenant {
    pub fn device_authorization(&mut self, asked: Asked<'_>, form: &Form) -> Result<DeviceAuthorization, Refusal> {
        let segment = self.segment(asked.segment)?;
        self.struck(FaultTarget::DeviceCode, form.get("client_id"))?;
        let application = self.client(parameter_missing::require(form, "client_id")?, segment)?;
        super::client_authentication::check_audience(&application.registration, segment)?;
        resource_parameter::check(form)?;
        let client_id = application.client_id;
        let scopes = self.scopes(application, segment, parameter_missing::require(form, "scope")?)?;
        let (device_code, user_code) = (self.chance.text::<96>(), self.chance.user_code());
        let entry = DeviceCode {
            client_id,
            segment,
            scopes,
            user_code: user_code.clone(),
            expires: after(self.now(), LIFE),
            interval: INTERVAL,
            asked: None,
            outcome: Outcome::Pending,
        };
        self.device_codes.insert(device_code.clone(), entry);
        Ok(DeviceAuthorization { device_code, user_code, expires_in: LIFE.as_secs(), interval: INTERVAL })
    }

    /// What a person typed on the page. `session`: the browser's cookie.
    pub fn enter_user_code(&mut self, typed: &str, session: Option<&str>) -> Authorization {
        let next = match self.pending_device(typed) {
            Ok(request) => self.ask_for_account(request, session, None),
            Err(problem) => Next::UserCode { problem: Some(problem) },
        };
        Authorization { next, new_session: None }
    }

    /// The code's letters, in any case and spacing.
    fn pending_device(&self, typed: &str) -> Result<AuthorizationRequest, Refusal> {
        let typed: String = typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
        let (device_code, known) = self
            .device_codes
            .iter()
            .find(|(_, known)| known.user_code == typed && matches!(known.outcome, Outcome::Pending))
            .ok_or_else(device_code_unknown::refusal)?;
        if self.now() >= known.expires {
            return Err(user_code_expired::refusal());
        }
        Ok(AuthorizationRequest {
            client_id: known.client_id,
            segment: known.segment,
            scopes: known.scopes.clone(),
            prompt: Prompt::SelectAccount,
            login_hint: None,
            domain_hint: None,
            demanded: Demanded::default(),
            answer: AnswerTo::Device { device_code: device_code.to_owned(), confirmed: false },
        })
    }

    pub(super) fn grant_device(&mut self, device_code: &str, signed_in: &SignedIn, standing: &Standing) -> Next {
        let now = self.now();
        let Some(known) = self.device_codes.get_mut(device_code).filter(|known| now < known.expires) else {
            return Next::Refused(user_code_expired::refusal());
        };
        known.outcome = Outcome::Granted {
            tenant: standing.tenant,
            account: signed_in.account,
            authentication: signed_in.authentication.clone(),
        };
        let client_id = known.client_id;
        let application = self.application(client_id).map(|a| a.name().to_owned()).unwrap_or_default();
        Next::DeviceDone { application, signed_in: true }
    }

    pub(super) fn decline_device(&mut self, device_code: &str) {
        if let Some(known) = self.device_codes.get_mut(device_code) {
            known.outcome = Outcome::Declined;
        }
    }

    /// `grant_type=urn:ietf:params:oauth:grant-type:device_code`, or `device_code` for short.
    pub(super) fn redeem_device_code(
        &mut self,
        asked: Asked<'_>,
        client: Client,
        request: &TokenRequest,
    ) -> Result<UnsignedResponse, Refusal> {
        let device_code = parameter_missing::require(&request.form, "device_code")?;
        let application = self.application(client.id).ok_or_else(device_code_unknown::refusal)?;
        let is_public = application.registration.is_fallback_public_client == Some(true);
        let platform = if is_public { Platform::PublicClient } else { Platform::Web };
        let proof = self.authenticate(asked, application, platform, request)?;
        let now = self.now();
        let known = self.device_codes.get_mut(device_code).filter(|known| known.client_id == client.id);
        let known = known.ok_or_else(device_code_unknown::refusal)?;
        if now >= known.expires {
            return Err(device_code_expired::refusal());
        }
        let (tenant, account, authentication) = match &known.outcome {
            Outcome::Pending => return Err(known.pending(now)),
            Outcome::Declined => return Err(consent_declined::on_device()),
            Outcome::Granted { tenant, account, authentication } => (*tenant, *account, authentication.clone()),
        };
        let scopes = known.scopes.first_resource();
        let segment = Segment::of(tenant);
        let application = self.application(client.id).ok_or_else(device_code_unknown::refusal)?;
        let (directory, person) = self.user_for(segment, application, account)?;
        self.require_consent(directory, application, person, &scopes)?;
        self.require_access(directory, person, &scopes, &authentication, Challenged::ByGrant)?;
        let issue = Issue {
            client_id: client.id,
            proof,
            tenant,
            person: person.clone(),
            platform,
            authentication,
            nonce: None,
        };
        let response = self.issue(asked, &issue, &scopes, request)?;
        self.device_codes.remove(device_code);
        Ok(response)
    }
}

impl DeviceCode {
    /// Who asks too soon has to wait longer from then on (RFC 8628 §3.5).
    fn pending(&mut self, now: Timestamp) -> Refusal {
        let waited = self.asked.map(|asked| now.duration_since(asked).as_secs());
        self.asked = Some(now);
        let is_too_soon = waited.is_some_and(|waited| waited < self.interval - TOLERANCE);
        if is_too_soon {
            self.interval += INTERVAL;
        }
        device_code_pending::refusal(is_too_soon)
    }
}
