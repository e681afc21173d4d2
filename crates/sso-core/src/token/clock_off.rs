use std::fmt;

use jiff::{SignedDuration, Unit};

use super::time::words;
use super::{CheckId, TokenReport, Verdict};
use crate::plan::SKEW;

/// A machine's clock that differs from the server's by more than a network or Entra's own tolerance explains. Every time
/// that is judged by it is judged wrongly, and no error code says that it is the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockOff {
    ahead: SignedDuration,
}

impl ClockOff {
    /// What to do, without a full stop.
    pub const FIX: &str = "set this machine's clock: turn on automatic time";

    /// `ahead`: of the server; negative where it is behind. `None` up to five minutes.
    pub fn of(ahead: SignedDuration) -> Option<Self> {
        (ahead.abs() > SKEW).then_some(Self { ahead })
    }
}

/// A clause in lower case.
impl fmt::Display for ClockOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An answer says its time to the second, and takes its time.
        let off = words(self.ahead.round(Unit::Minute).unwrap_or(self.ahead));
        let direction = if self.ahead.is_negative() { "behind" } else { "ahead of" };
        write!(f, "this machine's clock is {off} {direction} the server's")
    }
}

impl TokenReport {
    /// Says in the check of the lifetime that it was made by a clock that is wrong. A check that passed becomes a
    /// warning.
    pub fn with_clock_off(mut self, clock: ClockOff) -> Self {
        if let Some(check) = self.checks.iter_mut().find(|check| check.id == CheckId::Lifetime)
            && check.verdict != Verdict::Skipped
        {
            check.detail = format!("{}; {clock}, and this is by its time", check.detail);
            check.fix = Some(format!("{}, then check again", ClockOff::FIX));
            if check.verdict == Verdict::Pass {
                check.verdict = Verdict::Warn;
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ScopeName;
    use crate::token::{Expected, check};

    fn off(seconds: i64) -> Option<String> {
        ClockOff::of(SignedDuration::from_secs(seconds)).map(|clock| clock.to_string())
    }

    #[test]
    fn from_five_minutes_on() {
        for (seconds, told) in [
            (0, None),
            (300, None),
            (-300, None),
            (301, Some("this machine's clock is 5 min ahead of the server's")),
            (7_199, Some("this machine's clock is 2 h ahead of the server's")),
            (-7_201, Some("this machine's clock is 2 h behind the server's")),
            (-86_400 * 400, Some("this machine's clock is 400 days behind the server's")),
        ] {
            assert_eq!(off(seconds).as_deref(), told, "{seconds}");
        }
    }

    #[test]
    fn what_was_judged_by_it_is_doubted() {
        let expected = Expected {
            client_id: "c6c1f32b-5e55-4997-881a-753cc1d563b7".parse().unwrap(),
            app_id_uris: Vec::new(),
            issuer: String::new(),
            tenants: Vec::new(),
            scope: ScopeName::access_as_user(),
            skew: SKEW,
        };
        // `{"exp":3600,"nbf":0,"iat":0}`, with no signature: the lifetime is all that counts here.
        let token = "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjM2MDAsIm5iZiI6MCwiaWF0IjowfQ.AAAA";
        for (now, verdict) in [(60, Verdict::Warn), (7_200, Verdict::Fail)] {
            let now = jiff::Timestamp::from_second(now).unwrap();
            let report = check(token, None, &expected, now).unwrap();
            let report = report.with_clock_off(ClockOff::of(SignedDuration::from_hours(2)).unwrap());
            let lifetime = report.check(CheckId::Lifetime).unwrap();
            assert_eq!(lifetime.verdict, verdict);
            assert!(lifetime.detail.contains("clock is 2 h ahead"), "{}", lifetime.detail);
            assert_eq!(lifetime.fix.as_deref().map(|fix| fix.starts_with(ClockOff::FIX)), Some(true));
        }
    }
}
