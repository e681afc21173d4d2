//! The manifest's own version.

use super::base::ROOT;
use super::outline::Outline;
use super::update::set_text;
use super::{Edit, Refusal, RefusalKind};

/// `Version` of the schema: one to four numbers of at most five digits. Its last one counts up, zeros before it stay.
fn next(version: &str) -> Option<String> {
    let parts = version.split('.').collect::<Vec<_>>();
    let number = |part: &&str| (1..=5).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.len() > 4 || !parts.iter().all(number) {
        return None;
    }
    let (last, before) = parts.split_last()?;
    let width = last.len();
    let counted = format!("{:0width$}", last.parse::<u32>().ok()? + 1);
    let parts = before.iter().copied().chain([counted.as_str()]).collect::<Vec<_>>();
    (counted.len() <= 5).then(|| parts.join("."))
}

/// The edits, and what the version is then.
pub(super) fn bump(outline: &Outline<'_>) -> Result<(Vec<Edit>, String), Refusal> {
    let refusal = |words: String, span| Refusal::new(RefusalKind::UncountableVersion(words), Some(span));
    let Some(node) = outline.child(ROOT, "Version") else {
        return Err(refusal("there is no Version".to_owned(), outline.node(ROOT).start_tag));
    };
    let text = &outline.node(node).text;
    let Some(next) = next(&text.value) else {
        let words = format!("{} is not one to four numbers of at most five digits, or ends with 99999", text.value);
        return Err(refusal(words, text.span));
    };
    Ok((set_text(outline, node, &next), next))
}

/// The version as it stands there.
pub(super) fn of<'o>(outline: &'o Outline<'_>) -> Option<&'o str> {
    outline.child(ROOT, "Version").map(|node| outline.node(node).text.value.as_str())
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn the_last_part_counts_up() {
        for (version, expected) in [
            ("1", Some("2")),
            ("1.0", Some("1.1")),
            ("1.0.0.0", Some("1.0.0.1")),
            ("1.0.0.9", Some("1.0.0.10")),
            ("1.0.0.09", Some("1.0.0.10")),
            ("1.2.3.99998", Some("1.2.3.99999")),
            ("1.2.3.99999", None),
            ("1.2.3.4.5", None),
            ("1..2", None),
            ("1.2-beta", None),
            ("1.123456", None),
            ("$version$", None),
            ("", None),
        ] {
            assert_eq!(next(version).as_deref(), expected, "{version}");
        }
    }
}
