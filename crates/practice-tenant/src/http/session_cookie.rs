//! The cookie by which a browser is known again, so that `prompt=none` can be answered.

use axum::http::{HeaderMap, header};
use axum::response::Response;

use super::{Listener, Scheme};

impl Listener {
    /// Cookies know no port, and neither scheme may write over the other's: so the name tells them apart.
    fn session_cookie_name(&self) -> String {
        format!("practice-session-{}", self.port)
    }

    /// `SameSite=None` lets MSAL's hidden frame see it; browsers take that over https only.
    fn session_cookie(&self, value: &str) -> String {
        let same_site = match self.scheme {
            Scheme::Http => "SameSite=Lax",
            Scheme::Https => "SameSite=None; Secure",
        };
        format!("{}={value}; Path=/; HttpOnly; {same_site}", self.session_cookie_name())
    }

    pub fn session(&self, headers: &HeaderMap) -> Option<String> {
        let name = self.session_cookie_name();
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.to_owned())
    }

    /// `session`: a new one, if one began.
    pub fn with_session(&self, mut response: Response, session: Option<&str>) -> Response {
        if let Some(session) = session {
            super::set(&mut response, header::SET_COOKIE, &self.session_cookie(session));
        }
        response
    }

    pub fn without_session(&self, mut response: Response) -> Response {
        let cookie = format!("{}; Max-Age=0", self.session_cookie(""));
        super::set(&mut response, header::SET_COOKIE, &cookie);
        response
    }
}
