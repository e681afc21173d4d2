//! Where two values part: an address that differs in one character looks right to everybody who wrote it.

/// The character of `found`, from 1, from which on it is not `expected`; `None` where there is nothing to compare, or no
/// difference.
pub(super) fn position(found: Option<&str>, expected: Option<&str>) -> Option<usize> {
    let (found, expected) = (found?, expected?);
    (found != expected).then(|| common(found, expected) + 1)
}

/// `they differ from character 12 on`, from 1, in characters; empty if they have no beginning in common. A character that
/// looks like another, or like nothing, is named.
pub(super) fn first(found: &str, expected: &str) -> String {
    let same = common(found, expected);
    if same == 0 {
        return String::new();
    }
    let hidden = found.chars().nth(same).filter(|c| !c.is_ascii_graphic());
    let named = hidden.map(|c| format!(", which is U+{:04X}", u32::from(c))).unwrap_or_default();
    format!("; they differ from character {} on{named}", same + 1)
}

/// How many characters they begin with alike.
pub(super) fn common(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::{first, position};

    #[test]
    fn positions() {
        for (found, expected, text, at) in [
            ("abc", "abd", "; they differ from character 3 on", Some(3)),
            ("ab", "abc", "; they differ from character 3 on", Some(3)),
            ("äb", "äc", "; they differ from character 2 on", Some(2)),
            // Cyrillic а, and a blank that does not break.
            ("a\u{430}", "aa", "; they differ from character 2 on, which is U+0430", Some(2)),
            ("ab\u{a0}", "ab", "; they differ from character 3 on, which is U+00A0", Some(3)),
            ("x", "y", "", Some(1)),
            ("", "y", "", Some(1)),
        ] {
            assert_eq!(first(found, expected), text);
            assert_eq!(position(Some(found), Some(expected)), at);
        }
        assert_eq!(position(Some("a"), Some("a")), None);
        assert_eq!(position(None, Some("a")), None);
    }
}
