//! Over all properties of a JSON value, at any depth.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::NotARegistration;
use super::json::{items, members};
use super::text::SAVE_AGAIN;
use crate::shown::VALUE;

/// Objects and lists in one another. A registration goes five deep.
const MOST_DEEP: usize = 32;

/// A property, or an entry of a list, on the way. Its path is put together only where it is asked for: names may be long, and many.
pub(super) struct Visited<'t, 'a> {
    pub value: &'a str,
    /// The object or list that it is in.
    pub object: &'a str,
    /// Whether the object has had this name once before, capital letters aside.
    pub again: bool,
    trail: &'t Trail<'t>,
}

impl Visited<'_, '_> {
    /// Its name, then that of each property around it, outwards; lists have none of their own.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let trails = std::iter::successors(Some(self.trail), |trail| trail.before);
        trails.map(|trail| trail.name).filter(|name| !name.is_empty())
    }

    /// Dotted, in the names of the file; one that is longer than any real one is cut.
    pub fn property(&self) -> String {
        let mut steps = std::iter::successors(Some(self.trail), |trail| trail.before).collect::<Vec<_>>();
        steps.reverse();
        let mut property = String::new();
        for Trail { name, entry, .. } in steps {
            if !name.is_empty() {
                property.push_str(if property.is_empty() { "" } else { "." });
                property.extend(name.chars().take(VALUE));
            }
            if let Some(entry) = entry {
                // Writing into a string does not fail.
                let _ = write!(property, "[{entry}]");
            }
        }
        property
    }
}

struct Trail<'t> {
    before: Option<&'t Self>,
    /// Empty for an entry of a list.
    name: &'t str,
    entry: Option<usize>,
}

/// Visits each property, and each entry of a list, in the order of the text, the outer one first.
pub(super) fn walk<'a>(value: &'a str, visit: &mut dyn FnMut(&Visited<'_, 'a>)) -> Result<(), NotARegistration> {
    inside(value, None, 0, visit)
}

fn inside<'a>(
    value: &'a str,
    before: Option<&Trail<'_>>,
    depth: usize,
    visit: &mut dyn FnMut(&Visited<'_, 'a>),
) -> Result<(), NotARegistration> {
    if depth > MOST_DEEP {
        let words = format!("objects and lists are nested more than {MOST_DEEP} deep, which no registration is");
        return Err(NotARegistration::of_all(words, SAVE_AGAIN));
    }
    let (mut names, mut twice) = (BTreeSet::new(), BTreeSet::new());
    for member in members(value) {
        let trail = Trail { before, name: &member.name, entry: None };
        let plain = member.name.to_ascii_lowercase();
        let again = names.contains(&plain) && twice.insert(plain.clone());
        names.insert(plain);
        visit(&Visited { value: member.value, object: value, again, trail: &trail });
        inside(member.value, Some(&trail), depth + 1, visit)?;
    }
    for (number, item) in items(value).into_iter().enumerate() {
        let trail = Trail { before, name: "", entry: Some(number) };
        visit(&Visited { value: item, object: value, again: false, trail: &trail });
        inside(item, Some(&trail), depth + 1, visit)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_property_and_entry_with_its_path() {
        let text = r#"[{"a": {"b": [[{"c": 1}]]}, "A": 2, "a": 3}]"#;
        let mut seen = Vec::new();
        walk(text, &mut |visited| {
            let names = visited.names().collect::<Vec<_>>().join("<");
            seen.push((visited.property(), names, visited.again));
        })
        .unwrap();
        let seen = seen.iter().map(|(path, names, again)| (path.as_str(), names.as_str(), *again));
        assert_eq!(
            seen.collect::<Vec<_>>(),
            [
                ("[0]", "", false),
                ("[0].a", "a", false),
                ("[0].a.b", "b<a", false),
                ("[0].a.b[0]", "b<a", false),
                ("[0].a.b[0][0]", "b<a", false),
                ("[0].a.b[0][0].c", "c<b<a", false),
                ("[0].A", "A", true),
                ("[0].a", "a", false)
            ]
        );
        let deep = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
        assert!(walk(&deep(MOST_DEEP), &mut |_| ()).is_ok());
        assert!(walk(&deep(100_000), &mut |_| ()).is_err());
    }
}
