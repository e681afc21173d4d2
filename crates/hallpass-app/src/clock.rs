//! A clock that is wrong: no answer says that it is the clock, so what fails over a time asks here.

use entra_client::EntraClient;
use sso_core::token::ClockOff;

use crate::{App, AppError};

/// What Entra, or TLS, refuses where a time is wrong, be it the clock's or not.
const OVER_TIMES: &[&str] = &["AADSTS50027", "AADSTS500133", "AADSTS700024", "tls-certificate-not-valid"];

/// By the server that answered this client last. `None` where the clock is right, or nobody said their time.
pub fn off(app: &App, client: &EntraClient) -> Option<ClockOff> {
    ClockOff::of(client.clock_ahead(app.now())?)
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
    use jiff::SignedDuration;
    use sso_core::catalogue;

    use super::*;

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
