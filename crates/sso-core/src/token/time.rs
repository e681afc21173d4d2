//! Times of tokens: seconds of Unix time, and how long it is until then.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

/// A NumericDate (RFC 7519 §2). Entra writes whole seconds; a fraction is cut off. `None`: no number, or no time
/// between the years -9999 and 9999, such as one in milliseconds.
pub(super) fn numeric_date(value: &Value) -> Option<Timestamp> {
    let seconds = match value.as_i64() {
        Some(seconds) => seconds,
        // Saturates where it does not fit, and no timestamp is there either.
        None => value.as_f64()?.floor() as i64,
    };
    Timestamp::from_second(seconds).ok()
}

/// Its two largest units: `54 min`, `2 h 5 min`, `3 days 4 h`. Without a sign.
pub(super) fn words(duration: SignedDuration) -> String {
    let seconds = duration.as_secs().unsigned_abs();
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    let two = |large: String, small: u64, unit: &str| {
        if small == 0 { large } else { format!("{large} {small} {unit}") }
    };
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3_600 => format!("{minutes} min"),
        3_600..86_400 => two(format!("{hours} h"), minutes, "min"),
        86_400..172_800 => two("1 day".to_owned(), hours, "h"),
        _ => two(format!("{days} days"), hours, "h"),
    }
}

/// `in 54 min`, `12 min ago`, `just now`.
pub(super) fn relative(time: Timestamp, now: Timestamp) -> String {
    let left = time.duration_since(now);
    match left.as_secs() {
        0 => "just now".to_owned(),
        1.. => format!("in {}", words(left)),
        _ => format!("{} ago", words(left)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn durations() {
        for (seconds, text) in [
            (0, "0 s"),
            (59, "59 s"),
            (-61, "1 min"),
            (3_599, "59 min"),
            (3_600, "1 h"),
            (7_500, "2 h 5 min"),
            (86_400, "1 day"),
            (90_000, "1 day 1 h"),
            (273_600, "3 days 4 h"),
        ] {
            assert_eq!(words(SignedDuration::from_secs(seconds)), text);
        }
    }

    #[test]
    fn numeric_dates() {
        for (value, time) in [
            (json!(0), Some("1970-01-01T00:00:00Z")),
            (json!(1_700_000_000), Some("2023-11-14T22:13:20Z")),
            (json!(1_700_000_000.9), Some("2023-11-14T22:13:20Z")),
            (json!(1_700_000_000_000_i64), None),
            (json!(u64::MAX), None),
            (json!(1e300), None),
            (json!("1700000000"), None),
            (json!(null), None),
        ] {
            assert_eq!(numeric_date(&value).map(|time| time.to_string()).as_deref(), time, "{value}");
        }
    }
}
