//! A requirement set in the base manifest.

use quick_xml::escape::escape;

use super::attributes::{Attribute, attributes, quote};
use super::base::{self, ROOT};
use super::layout::Layout;
use super::outline::Outline;
use super::write::{element, put_in};
use super::{Edit, Refusal, RefusalKind};

/// What `Set` without a `MinVersion` has, in `Sets` without a `DefaultMinVersion`. Source: the schema.
const DEFAULT: Version = Version { major: 1, minor: 1 };

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Version {
    major: u32,
    minor: u32,
}

impl Version {
    /// `ShortVersion` of the schema: two numbers of at most five digits.
    fn of(text: &str) -> Option<Self> {
        let number = |text: &str| {
            let digits = (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse().ok()).flatten()
        };
        let (major, minor) = text.split_once('.')?;
        Some(Self { major: number(major)?, minor: number(minor)? })
    }
}

pub(super) fn require_set(outline: &Outline<'_>, name: &str, min_version: &str) -> Result<Vec<Edit>, Refusal> {
    let root = outline.node(ROOT);
    let Some(wanted) = Version::of(min_version) else {
        let words = format!("the version of a requirement set is two numbers, such as 1.3, not {min_version}");
        return Err(Refusal::new(RefusalKind::UnfitValue(words), None));
    };
    if outline.is_mail() {
        return Err(Refusal::new(RefusalKind::NotForMail, Some(root.start_tag)));
    }
    if outline.app_type.is_none() && outline.target().is_err() {
        return Err(Refusal::new(RefusalKind::UnknownAppType, Some(root.start_tag)));
    }
    root.has_base_1_1("Requirements")?;

    let new = NewSet { name, min_version, prefix: root.prefix() };
    let Some(requirements) = outline.child(ROOT, "Requirements") else {
        let render = |layout: &Layout| {
            let sets = new.sets(outline, &layout.deeper());
            element(new.prefix, "Requirements", &(layout.line(1) + &sets + &layout.line(0)))
        };
        return Ok(vec![base::insert(outline, "Requirements", render)]);
    };
    let Some(sets) = outline.child(requirements, "Sets") else {
        // First of all: `Methods` comes behind it.
        let layout = Layout::of_child(outline, requirements, outline.children(requirements));
        let sets = layout.line(0) + &new.sets(outline, &layout);
        return Ok(vec![put_in(outline, requirements, None, sets)]);
    };
    Ok(new.in_sets(outline, sets, wanted))
}

struct NewSet<'a> {
    name: &'a str,
    min_version: &'a str,
    prefix: &'a str,
}

impl NewSet<'_> {
    fn set(&self, quote: char, end: &str) -> String {
        let Self { name, min_version, prefix } = self;
        format!("<{prefix}Set Name={quote}{}{quote} MinVersion={quote}{min_version}{quote}{end}", escape(*name))
    }

    fn sets(&self, outline: &Outline<'_>, layout: &Layout) -> String {
        let set = self.set(quote(outline.bytes, outline.node(ROOT).start_tag), "/>");
        element(self.prefix, "Sets", &[layout.line(1), set, layout.line(0)].concat())
    }

    fn in_sets(&self, outline: &Outline<'_>, sets: usize, wanted: Version) -> Vec<Edit> {
        let bytes = outline.bytes;
        let default = attributes(bytes, outline.node(sets).start_tag);
        let default = named(&default, "DefaultMinVersion").map_or(Some(DEFAULT), |text| Version::of(&text.value));
        let mut lower = None;
        for set in outline.children(sets).filter(|node| node.local == "Set") {
            let attributes = attributes(bytes, set.start_tag);
            let Some(name) = named(&attributes, "Name").filter(|name| name.value == self.name) else { continue };
            let min_version = named(&attributes, "MinVersion");
            if min_version.map_or(default, |text| Version::of(&text.value)) >= Some(wanted) {
                return Vec::new();
            }
            lower.get_or_insert_with(|| match min_version {
                Some(text) => Edit::replace(text.span, self.min_version),
                None => {
                    let quote = char::from(bytes[name.span.end]);
                    Edit::insert(name.span.end + 1, format!(" MinVersion={quote}{}{quote}", self.min_version))
                }
            });
        }
        if let Some(edit) = lower {
            return vec![edit];
        }
        let last = outline.children(sets).next_back();
        let layout = Layout::of_child(outline, sets, last.into_iter().chain(outline.children(sets)));
        let like = last.map_or(outline.node(ROOT).start_tag, |last| last.start_tag);
        let end = if like.of(bytes).ends_with(b" />") { " />" } else { "/>" };
        vec![put_in(outline, sets, last, layout.line(0) + &self.set(quote(bytes, like), end))]
    }
}

fn named<'l, 'a>(attributes: &'l [Attribute<'a>], key: &str) -> Option<&'l Attribute<'a>> {
    attributes.iter().find(|attribute| attribute.key == key)
}
