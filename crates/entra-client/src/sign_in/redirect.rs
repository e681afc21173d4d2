use oauth2::AuthorizationCode;
use url::form_urlencoded;

use super::page::Page;
use crate::OAuthError;

/// What the browser brought back (RFC 6749 §4.1.2, RFC 9207 §2).
pub(super) struct Redirect {
    pub(super) iss: Option<String>,
    pub(super) outcome: Outcome,
}

pub(super) enum Outcome {
    Code(AuthorizationCode),
    Refused(Box<OAuthError>),
    Neither,
}

impl Redirect {
    /// The state, and the rest. `None` without a state, or where a parameter that counts comes twice. Others are
    /// ignored.
    pub(super) fn of_query(query: &str) -> Option<(String, Self)> {
        let (mut state, mut code, mut iss, mut error, mut description, mut subcode) =
            (None, None, None, None, None, None);
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let place = match name.as_ref() {
                "state" => &mut state,
                "code" => &mut code,
                "iss" => &mut iss,
                "error" => &mut error,
                "error_description" => &mut description,
                "error_subcode" => &mut subcode,
                _ => continue,
            };
            if place.replace(value.into_owned()).is_some() {
                return None;
            }
        }
        let outcome = match (error, code) {
            (Some(error), _) => Outcome::Refused(Box::new(
                OAuthError { error, error_description: description, suberror: subcode, ..OAuthError::default() }
                    .completed_by_description(),
            )),
            (None, Some(code)) => Outcome::Code(AuthorizationCode::new(code)),
            (None, None) => Outcome::Neither,
        };
        Some((state?, Self { iss, outcome }))
    }

    pub(super) fn page(&self) -> Page {
        match self.outcome {
            Outcome::Code(_) => Page::Received,
            Outcome::Refused(_) | Outcome::Neither => Page::Refused,
        }
    }
}
