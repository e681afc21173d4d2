//! The manifest's own version.

use std::ops::RangeInclusive;

use super::base::ROOT;
use super::outline::Outline;
use super::update::set_text;
use super::{Edit, Refusal, RefusalKind};

/// Of numbers with dots between, each of at most `digits` digits, with the last one counted up; zeros before it stay.
pub(super) fn next(version: &str, count: RangeInclusive<usize>, digits: usize) -> Option<String> {
    let parts = version.split('.').collect::<Vec<_>>();
    let number = |part: &&str| (1..=digits).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !count.contains(&parts.len()) || !parts.iter().all(number) {
        return None;
    }
    let (last, before) = parts.split_last()?;
    let width = last.len();
    let counted = format!("{:0width$}", last.parse::<u32>().ok()? + 1);
    let parts = before.iter().copied().chain([counted.as_str()]).collect::<Vec<_>>();
    (counted.len() <= digits).then(|| parts.join("."))
}

/// `Version` of the schema: one to four numbers of at most five digits.
fn next_of_schema(version: &str) -> Option<String> {
    next(version, 1..=4, 5)
}

/// The edits, and what the version is then.
pub(super) fn bump(outline: &Outline<'_>) -> Result<(Vec<Edit>, String), Refusal> {
    let refusal = |words: String, span| Refusal::new(RefusalKind::UncountableVersion(words), Some(span));
    let Some(node) = outline.child(ROOT, "Version") else {
        return Err(refusal("there is no Version".to_owned(), outline.node(ROOT).start_tag));
    };
    let text = &outline.node(node).text;
    let Some(next) = next_of_schema(&text.value) else {
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
    use super::next_of_schema;

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
            assert_eq!(next_of_schema(version).as_deref(), expected, "{version}");
        }
    }
}
