//! A clock that is wrong: no answer says that it is the clock, so what fails over a time asks here.

use entra_client::EntraClient;
use sso_core::Timestamp;
use sso_core::token::ClockOff;

use crate::{App, AppError};

/// What Entra, or TLS, refuses where a time is wrong, be it the clock's or not.
const OVER_TIMES: &[&str] = &["AADSTS50027", "AADSTS500133", "AADSTS700024", "tls-certificate-not-valid"];

/// By the server that answered this client last. `None` where the clock is right, or nobody said their time.
pub fn off(app: &App, client: &EntraClient) -> Option<ClockOff> {
    ClockOff::of(client.clock_ahead(app.now())?)
}

/// The time by which the server will judge: the clock's, put right where it is off. For what is foreseen of a request, and
/// for a client assertion, which would else fail over nothing but the clock.
pub fn right(app: &App, client: &EntraClient) -> Timestamp {
    let now = app.now();
    let ahead = client.clock_ahead(now).filter(|ahead| ClockOff::of(*ahead).is_some());
    ahead.and_then(|ahead| now.checked_sub(ahead).ok()).unwrap_or(now)
}

/// The error with the clock in it, where it is off and the error is over a time.
pub fn told(error: AppError, off: Option<ClockOff>) -> AppError {
    match off {
        Some(clock) if OVER_TIMES.contains(&error.code.as_str()) => {
            let hint = [ClockOff::FIX.to_owned()].into_iter().chain(error.hint).collect::<Vec<_>>().join("; ");
            let message = format!("{}; {clock}", error.message.trim_end_matches('.'));
            AppError { message, hint: Some(hint), ..error }
        }
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use entra_client::Trust;
    use jiff::SignedDuration;
    use sso_core::catalogue;

    use super::*;
    use crate::{Folders, practice};

    /// By the `Date` of an answer over a socket; the tenant's HTTP server takes the true time.
    #[tokio::test]
    async fn put_right_by_whoever_answered() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::on_this_machine(Folders::under(folder.path()));
        let tenant = practice::start_own(&app).await.unwrap();
        for (hours, told) in [
            (2, Some("this machine's clock is 2 h ahead of the server's")),
            (-2, Some("this machine's clock is 2 h behind the server's")),
            (0, None),
        ] {
            let clock = app.clock.clone();
            let app = App { clock: Arc::new(move || clock() + SignedDuration::from_hours(hours)), ..app.clone() };
            let client = EntraClient::new(&Trust::Only(tenant.ca_certificate().to_owned())).unwrap();
            assert_eq!((off(&app, &client), right(&app, &client) <= app.now()), (None, true), "nobody answered yet");
            client.discover(tenant.http_authority(), "organizations").await.unwrap();
            assert_eq!(off(&app, &client).map(|clock| clock.to_string()).as_deref(), told);
            let ahead = app.now().duration_since(right(&app, &client)).round(jiff::Unit::Minute).unwrap();
            assert_eq!(ahead, SignedDuration::from_hours(hours));
        }
    }

    #[test]
    fn an_error_over_a_time_names_the_clock() {
        let clock = ClockOff::of(SignedDuration::from_hours(2));
        let error =
            |code: &str| AppError::failed(code, "The assertion is outside its valid time.").with_hint("renew it");
        for code in OVER_TIMES {
            let told = told(error(code), clock);
            assert_eq!(
                told.message,
                "The assertion is outside its valid time; this machine's clock is 2 h ahead of the server's"
            );
            assert_eq!(told.hint.as_deref(), Some("set this machine's clock: turn on automatic time; renew it"));
        }
        assert_eq!(told(error("AADSTS65001"), clock), error("AADSTS65001"));
        assert_eq!(told(error("AADSTS500133"), None), error("AADSTS500133"));
    }

    #[test]
    fn entras_numbers_are_in_the_catalogue() {
        for code in OVER_TIMES.iter().filter_map(|code| code.strip_prefix("AADSTS")) {
            assert!(catalogue::aadsts(code.parse().unwrap()).is_some(), "{code}");
        }
    }
}
