//! What single sign-on asks of an app registration: its API side. Redirect URIs, credentials, permissions and nested app
//! authentication have rooms of their own beside this one, with rules of the same type.

mod access_as_user_admin_only;
mod access_as_user_disabled;
mod access_as_user_missing;
mod access_as_user_misspelt;
mod account_types_differ_from_plan;
mod account_types_in_national_cloud;
mod account_types_personal_only;
mod app_id_uri_client_id_mismatch;
mod app_id_uri_default_port;
mod app_id_uri_domain_of_microsoft;
mod app_id_uri_duplicate;
mod app_id_uri_host_differs_from_plan;
mod app_id_uri_missing;
mod app_id_uri_not_api;
mod app_id_uri_refused_form;
mod app_id_uri_too_long;
mod app_id_uri_too_many;
mod app_id_uri_trailing;
mod app_id_uri_unverified_domain;
mod app_id_uri_upper_case;
mod app_id_uri_without_host;
mod app_roles_with_personal_accounts;
mod clients;
mod mapped_claims_accepted;
mod name_missing;
mod name_too_long;
mod office_not_pre_authorized;
mod optional_claim_idtyp_missing;
mod permission_scope_duplicate;
mod permission_scope_name_too_long;
mod permission_scope_texts_missing;
mod permission_scope_type_unknown;
mod permission_scopes_too_many;
mod permissions_too_many;
mod pre_authorized;
mod pre_authorized_client_duplicate;
mod pre_authorized_client_not_needed;
mod pre_authorized_client_unknown;
mod pre_authorized_for_another_scope;
mod pre_authorized_own_client;
mod pre_authorized_platforms_left_out;
mod pre_authorized_scope_unknown;
mod pre_authorized_too_many;
mod registration_differs_from_plan;
mod registration_disabled_by_microsoft;
mod registration_property_unreadable;
mod registration_too_large;
mod registration_unreadable;
mod scopes;
mod token_version_1;
mod token_version_unknown;
mod uris;

#[cfg(test)]
mod law;
#[cfg(test)]
mod samples;
#[cfg(test)]
pub(in crate::rules) mod testing;
#[cfg(test)]
mod unread;

use jiff::Timestamp;

use super::redirect::uris::{RedirectUri, all as all_redirect_uris};
use super::{Rule, SHOWN, UPDATE};
use crate::limit::Limits;
use crate::plan::Plan;
use crate::registration::{Document, Registration, ServicePrincipal, SignInAudience, Unread};
use crate::shown::{VALUE, shown};
use crate::{ClientId, Code, Evidence, Finding, Place, Source};

pub use registration_unreadable::not_a_registration;

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    pub registration: &'a Registration,
    /// Of the tenant in which people sign in; `None` where nobody looked.
    pub service_principal: Option<&'a ServicePrincipal>,
    /// What is meant, where it is known.
    pub plan: Option<&'a Plan>,
    /// For the end dates of credentials.
    pub now: Timestamp,
}

impl Subject<'_> {
    /// Evidence out of the registration. `property` in Graph's words, dotted, an entry of a list by its number from 0:
    /// `spa.redirectUris[1]`; of the service principal with `servicePrincipal.` in front. A long text is cut.
    pub(super) fn value(&self, property: impl Into<String>, text: impl AsRef<str>) -> Evidence {
        let place = Place { path: Some(property.into()), line: None, column: None };
        Evidence { source: Source::Registration, place, text: shown(text.as_ref(), VALUE) }
    }

    /// Of this registration; the plan's where an excerpt leaves it out.
    pub(super) fn client_id(&self) -> Option<ClientId> {
        self.registration.app_id.or_else(|| self.plan?.facts.client_id)
    }

    /// Whether it is for personal Microsoft accounts, alone or among others, or is to be: Entra allows such an app less of
    /// many things, and refuses the account types as long as one of them stands in the way.
    pub(super) fn takes_personal_accounts(&self) -> bool {
        self.has_personal_accounts() || self.planned_account_types().is_some_and(SignInAudience::has_personal_accounts)
    }

    /// Those of the plan, where somebody stated them: else an application that is there keeps its own.
    pub(super) fn planned_account_types(&self) -> Option<SignInAudience> {
        self.plan.filter(|plan| plan.stated.account_types).map(Plan::sign_in_audience)
    }

    /// Those of the rule, with [`UPDATE`] only where an update would mend it: what nobody stated it leaves.
    pub(super) fn steps<'r>(&self, rule: &'r Rule, is_stated: bool) -> impl Iterator<Item = &'r str> {
        rule.fix.iter().copied().filter(move |step| is_stated || *step != UPDATE)
    }

    /// How much Entra takes of it, or is to.
    pub(super) fn limits(&self) -> &'static Limits {
        Limits::of(self.takes_personal_accounts())
    }

    /// As [`Self::takes_personal_accounts`], of what is there alone.
    pub(super) fn has_personal_accounts(&self) -> bool {
        self.registration.sign_in_audience.has_personal_accounts()
    }

    /// What comes of a limit of personal accounts that is passed: `now`, where it is for them already.
    pub(super) fn with_personal_accounts(&self, now: &'static str) -> &'static str {
        match self.takes_personal_accounts() && !self.has_personal_accounts() {
            true => {
                "The plan adds personal accounts: mend it before the account types change, or Entra may refuse those."
            }
            false => now,
        }
    }

    /// Whether Office asks for tokens of this app's own API. Where no plan says so, and the app has a redirect URI of nested
    /// app authentication, it does only if something is there that only Office needs: a client of Office's that is
    /// authorized, or an Application ID URI of its form. An API of the add-in's own has neither.
    pub(super) fn has_legacy_sso(&self) -> bool {
        match self.plan {
            Some(plan) => plan.facts.auth.has_legacy_sso(),
            None => !self.has_nested_app_authentication() || uris::is_for_office(self) || clients::has_office(self),
        }
    }

    /// Whether the add-in uses nested app authentication: the plan says so, or where there is none, a redirect URI of it
    /// under any platform.
    pub(super) fn has_nested_app_authentication(&self) -> bool {
        match self.plan {
            Some(plan) => plan.facts.auth.has_naa(),
            None => all_redirect_uris(self).iter().any(RedirectUri::is_brokered),
        }
    }
}

const ACCOUNT_TYPES: &str = "signInAudience";

/// A rule over one registration.
pub(super) struct RegistrationRule {
    pub words: Rule,
    /// Every finding names evidence. Most rules have at most one.
    pub check: fn(&Subject<'_>, &Rule) -> Vec<Finding>,
}

/// In the order of [`crate::Code::ALL`].
pub(super) const RULES: &[RegistrationRule] = &[
    registration_unreadable::RULE,
    registration_property_unreadable::RULE,
    registration_disabled_by_microsoft::RULE,
    registration_differs_from_plan::RULE,
    registration_too_large::RULE,
    name_missing::RULE,
    name_too_long::RULE,
    account_types_personal_only::RULE,
    account_types_differ_from_plan::RULE,
    account_types_in_national_cloud::RULE,
    token_version_1::RULE,
    token_version_unknown::RULE,
    app_id_uri_missing::RULE,
    app_id_uri_not_api::RULE,
    app_id_uri_without_host::RULE,
    app_id_uri_client_id_mismatch::RULE,
    app_id_uri_host_differs_from_plan::RULE,
    app_id_uri_trailing::RULE,
    app_id_uri_upper_case::RULE,
    app_id_uri_default_port::RULE,
    app_id_uri_domain_of_microsoft::RULE,
    app_id_uri_unverified_domain::RULE,
    app_id_uri_refused_form::RULE,
    app_id_uri_too_long::RULE,
    app_id_uri_too_many::RULE,
    app_id_uri_duplicate::RULE,
    access_as_user_missing::RULE,
    access_as_user_misspelt::RULE,
    access_as_user_disabled::RULE,
    access_as_user_admin_only::RULE,
    permission_scope_type_unknown::RULE,
    permission_scope_texts_missing::RULE,
    permission_scope_duplicate::RULE,
    permission_scope_name_too_long::RULE,
    permission_scopes_too_many::RULE,
    office_not_pre_authorized::RULE,
    pre_authorized_platforms_left_out::RULE,
    pre_authorized_scope_unknown::RULE,
    pre_authorized_for_another_scope::RULE,
    pre_authorized_client_duplicate::RULE,
    pre_authorized_own_client::RULE,
    pre_authorized_client_not_needed::RULE,
    pre_authorized_client_unknown::RULE,
    pre_authorized_too_many::RULE,
    mapped_claims_accepted::RULE,
    optional_claim_idtyp_missing::RULE,
    app_roles_with_personal_accounts::RULE,
    permissions_too_many::RULE,
];

/// All findings of one registration, the worst first, then in the order of the rules. Places are properties. The step
/// [`UPDATE`] is among the fixes only where a plan is known: without one it would write another.
pub fn check_registration(subject: &Subject<'_>) -> Vec<Finding> {
    let rules = RULES.iter().chain(super::redirect::RULES).chain(super::secret::RULES);
    let rules = rules.chain(super::consent::RULES).chain(super::naa::RULES);
    let mut findings = rules.flat_map(|rule| (rule.check)(subject, &rule.words)).collect::<Vec<_>>();
    if subject.plan.is_none() {
        findings.iter_mut().for_each(|finding| finding.fix.retain(|step| step != UPDATE));
    }
    findings.sort_by_key(|finding| finding.severity);
    findings
}

/// As [`check_registration`], of a text: what of it could not be read is found too, and places have line and column.
/// Properties are named as the text names them. Of what could not be read nothing else is found.
pub fn check_document(document: &Document, plan: Option<&Plan>, now: Timestamp) -> Vec<Finding> {
    let service_principal = document.service_principal.as_ref();
    let subject = Subject { registration: &document.registration, service_principal, plan, now };
    let mut findings = registration_property_unreadable::of_document(document).collect::<Vec<_>>();
    let unread = document.unread();
    // Such a file never has one: Agents Toolkit makes it when it makes the registration.
    let is_template = registration_property_unreadable::is_template(document);
    let is_left_out =
        |finding: &Finding| is_template && finding.code == Code::ClientCredentialMissing || is_guess(finding, &unread);
    for mut finding in check_registration(&subject).into_iter().filter(|finding| !is_left_out(finding)) {
        for Evidence { place, source, .. } in &mut finding.evidence {
            if let (Source::Registration, Some(property)) = (*source, &place.path) {
                *place = document.place(property);
            }
        }
        findings.push(finding);
    }
    findings.sort_by_key(|finding| finding.severity);
    findings
}

/// Whether a finding is about a default that stands where the text was not read.
fn is_guess(finding: &Finding, unread: &Unread<'_>) -> bool {
    let properties = finding.evidence.iter().filter_map(|evidence| evidence.place.path.as_deref());
    // An entry names a scope; whether there is one, the list of scopes says.
    let scopes = (finding.code == Code::PreAuthorizedScopeUnknown).then_some("api.oauth2PermissionScopes");
    properties
        .chain(scopes)
        .any(|property| unread.concerns(property) || property == ACCOUNT_TYPES && unread.is_left_out(property))
}
