//! What single sign-on asks of an app registration: its API side. Redirect URIs, credentials, permissions and nested app
//! authentication have rooms of their own beside this one, with rules of the same type.

#[cfg(test)]
mod law;
#[cfg(test)]
pub(in crate::rules) mod testing;

use jiff::Timestamp;

use super::Rule;
use crate::plan::Plan;
use crate::registration::{Document, Registration, ServicePrincipal};
use crate::shown::{VALUE, shown};
use crate::{Evidence, Finding, Place, Source};

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
}

/// A rule over one registration.
pub(super) struct RegistrationRule {
    pub words: Rule,
    /// Every finding names evidence. Most rules have at most one.
    pub check: fn(&Subject<'_>, &Rule) -> Vec<Finding>,
}

/// In the order of [`crate::Code::ALL`].
pub(super) const RULES: &[RegistrationRule] = &[];

/// All findings of one registration, the worst first, then in the order of the rules. Places are properties.
pub fn check_registration(subject: &Subject<'_>) -> Vec<Finding> {
    let rules = RULES.iter().chain(super::redirect::RULES).chain(super::secret::RULES);
    let rules = rules.chain(super::consent::RULES).chain(super::naa::RULES);
    let mut findings = rules.flat_map(|rule| (rule.check)(subject, &rule.words)).collect::<Vec<_>>();
    findings.sort_by_key(|finding| finding.severity);
    findings
}

/// As [`check_registration`], of a text: places have line and column of it too.
pub fn check_document(document: &Document, plan: Option<&Plan>, now: Timestamp) -> Vec<Finding> {
    let service_principal = document.service_principal.as_ref();
    let subject = Subject { registration: &document.registration, service_principal, plan, now };
    check_registration(&subject)
}
