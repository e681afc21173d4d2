//! Where two values part: an address that differs in one character looks right to everybody who wrote it.

/// `they differ from character 12 on`, from 1, in characters; empty if they have no beginning in common.
pub(super) fn first(found: &str, expected: &str) -> String {
    let same = found.chars().zip(expected.chars()).take_while(|(a, b)| a == b).count();
    match same {
        0 => String::new(),
        _ => format!("; they differ from character {} on", same + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn positions() {
        for (found, expected, text) in [
            ("abc", "abd", "; they differ from character 3 on"),
            ("ab", "abc", "; they differ from character 3 on"),
            ("äb", "äc", "; they differ from character 2 on"),
            ("x", "y", ""),
            ("", "y", ""),
        ] {
            assert_eq!(first(found, expected), text);
        }
    }
}
