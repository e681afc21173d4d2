//! Unified differences: what a person was shown must be what was written.

/// Panics unless `difference` turns `before` into `after`. Lines count without their ends, which a terminal does not
/// show.
#[track_caller]
pub fn assert_turns(before: &[u8], difference: &str, after: &[u8]) {
    let before = lines(&String::from_utf8_lossy(before));
    let after = lines(&String::from_utf8_lossy(after));
    // Tools that apply a difference pass over what stands before its header.
    let told: Vec<String> = lines(difference).into_iter().skip_while(|line| line.starts_with("# ")).collect();
    assert!(
        matches!(&told[..], [old, new, hunk, ..] if old.starts_with("--- ") && new.starts_with("+++ ") && hunk.starts_with("@@ ")),
        "no unified difference:\n{difference}"
    );
    let mut out = Vec::new();
    let mut at = 0;
    for line in &told[2..] {
        if let Some(hunk) = line.strip_prefix("@@ -") {
            let from: usize = hunk.split([',', ' ']).next().and_then(|n| n.parse().ok()).expect("a line number");
            let from = from.saturating_sub(1);
            out.extend_from_slice(&before[at..from]);
            at = from;
        } else if let Some(added) = line.strip_prefix('+') {
            out.push(added.to_owned());
        } else if let Some(kept_or_taken) = line.strip_prefix([' ', '-']) {
            assert_eq!(before[at], kept_or_taken, "line {} of the original is told wrongly", at + 1);
            if line.starts_with(' ') {
                out.push(before[at].clone());
            }
            at += 1;
        } else {
            assert!(line.starts_with('\\') || line.is_empty(), "no line of a difference: {line}");
        }
    }
    out.extend_from_slice(&before[at..]);
    assert!(out == after, "the difference does not lead to what was written:\n{difference}");
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(ToOwned::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIFFERENCE: &str = "--- a\n+++ b\n@@ -2,2 +2,2 @@\n two\n-three\n+3\n\\ No newline at end of file\n";

    #[test]
    fn a_true_one_passes() {
        assert_turns(b"one\r\ntwo\r\nthree", DIFFERENCE, b"one\r\ntwo\r\n3");
    }

    #[test]
    #[should_panic(expected = "does not lead to what was written")]
    fn more_written_than_shown_is_seen() {
        assert_turns(b"one\ntwo\nthree", DIFFERENCE, b"ONE\ntwo\n3");
    }

    #[test]
    #[should_panic(expected = "told wrongly")]
    fn another_original_is_seen() {
        assert_turns(b"one\ntwo!\nthree", DIFFERENCE, b"one\ntwo!\n3");
    }
}
