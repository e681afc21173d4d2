//! The `claims` parameter (OpenID Connect Core §5.5): with it a client hands on what a claims challenge demanded, and
//! says that it understands challenges.

use std::collections::BTreeSet;

use serde_json::Value;
use uuid::Uuid;

use super::Form;
use super::authentication_context::AuthenticationContext;
use super::session::Authentication;
use crate::rules::{Refusal, malformed_request};

/// What a client demands of the sign-in, beside who it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Demanded {
    /// Conditional Access policies to be satisfied.
    pub policies: BTreeSet<Uuid>,
    /// Authentication contexts. What is called otherwise asks for nothing that there is.
    pub contexts: BTreeSet<AuthenticationContext>,
    /// Multi-factor authentication by its own name (`amr`).
    pub mfa: bool,
}

impl Demanded {
    pub fn read(form: &Form) -> Result<Self, Refusal> {
        let Some(text) = form.get("claims").filter(|text| !text.is_empty()) else { return Ok(Self::default()) };
        let claims: Value = serde_json::from_str(text).map_err(|_| malformed_request::refusal())?;
        if !claims.is_object() {
            return Err(malformed_request::refusal());
        }
        let mut demanded = Self::default();
        for token in ["access_token", "id_token"] {
            let values = |name: &str| values(&claims[token][name]);
            demanded
                .policies
                .extend(values("polids").chain(values("capolids")).filter_map(|id| Uuid::try_parse(id).ok()));
            demanded.contexts.extend(values("acrs").filter_map(AuthenticationContext::by_name));
            demanded.mfa |= values("amr").any(|method| method == "mfa");
        }
        Ok(demanded)
    }

    /// What has no policy behind it. The policies are the tenant's to look up.
    pub fn is_met_by(&self, authentication: &Authentication) -> bool {
        (authentication.mfa || !self.mfa) && self.contexts.is_subset(&authentication.contexts)
    }
}

/// Whether a token request says that its client handles claims challenges: `xms_cc` with `cp1`, in any case. What cannot
/// be read says nothing: clients send more in `claims` than is known here.
pub(super) fn handles_challenges(form: &Form) -> bool {
    let claims: Value = form.get("claims").and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    values(&claims["access_token"]["xms_cc"]).any(|capability| capability.eq_ignore_ascii_case(CHALLENGES))
}

/// The client capability of this name.
pub(super) const CHALLENGES: &str = "cp1";

/// `value` or `values` of one requested claim.
fn values(claim: &Value) -> impl Iterator<Item = &str> {
    let many = claim["values"].as_array().map(Vec::as_slice).unwrap_or_default();
    many.iter().chain(std::iter::once(&claim["value"])).filter_map(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(claims: &str) -> Result<Demanded, Refusal> {
        let encoded: String =
            url::form_urlencoded::Serializer::new(String::new()).append_pair("claims", claims).finish();
        Demanded::read(&Form::parse(encoded.as_bytes()).unwrap())
    }

    #[test]
    fn reads_what_challenges_contain() {
        let id = Uuid::from_u128(7);
        for (claims, expected) in [
            (String::new(), Demanded::default()),
            ("{}".to_owned(), Demanded::default()),
            (r#"{"access_token":{"xms_cc":{"values":["cp1"]}}}"#.to_owned(), Demanded::default()),
            (
                format!(r#"{{"access_token":{{"polids":{{"essential":true,"values":["{id}","no GUID"]}}}}}}"#),
                Demanded { policies: BTreeSet::from([id]), ..Demanded::default() },
            ),
            (
                r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#.to_owned(),
                Demanded {
                    contexts: AuthenticationContext::by_name("c1").into_iter().collect(),
                    ..Demanded::default()
                },
            ),
            (r#"{"access_token":{"acrs":{"values":["c0","c100","anything"]}}}"#.to_owned(), Demanded::default()),
            (r#"{"id_token":{"amr":{"values":["mfa"]}}}"#.to_owned(), Demanded { mfa: true, ..Demanded::default() }),
        ] {
            assert_eq!(read(&claims), Ok(expected), "{claims}");
        }
        for wrong in ["{", "[]", "\"text\"", "null"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
