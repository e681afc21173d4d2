//! Versions: numbers with dots between.

/// Part by part; a part that is missing is 0. What is no version is none.
pub(super) fn is_at_least(version: &str, least: &str) -> bool {
    let (Some(version), Some(least)) = (parts(version.trim()), parts(least)) else { return false };
    let part = |parts: &[u32], at: usize| parts.get(at).copied().unwrap_or_default();
    let count = version.len().max(least.len());
    (0..count).map(|at| part(&version, at)).ge((0..count).map(|at| part(&least, at)))
}

fn parts(version: &str) -> Option<Vec<u32>> {
    version.split('.').map(number).collect()
}

/// At most nine digits and nothing else.
fn number(part: &str) -> Option<u32> {
    let digits = !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| part.parse().ok()).flatten()
}

/// With its last part counted up: `1.0.9` becomes `1.0.10`. Two to four parts.
pub(super) fn next(version: &str) -> Option<String> {
    crate::edit::version::next(version, 2..=4, 9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_number() {
        for (version, least, expected) in [
            ("1.3", "1.3", true),
            ("1.10", "1.3", true),
            ("1.2", "1.3", false),
            ("1", "1.3", false),
            ("1.3.0", "1.3", true),
            ("2", "1.3", true),
            (" 1.3", "1.3", true),
            ("x", "1.3", false),
            ("", "1.3", false),
        ] {
            assert_eq!(is_at_least(version, least), expected, "{version}");
        }
    }

    #[test]
    fn the_last_part_is_counted_up() {
        for (version, expected) in [
            ("1.0.0", Some("1.0.1")),
            ("1.0", Some("1.1")),
            ("1.0.0.9", Some("1.0.0.10")),
            ("01.0.099", Some("01.0.100")),
            ("1", None),
            ("1.0.0.0.0", None),
            ("1.0.", None),
            ("1.0.0-beta", None),
            ("1.+1", None),
            ("1.9999999999", None),
            ("${{VERSION}}", None),
        ] {
            assert_eq!(next(version).as_deref(), expected, "{version}");
        }
    }
}
