//! The children of `<OfficeApp>`: where each belongs, and how a new one is put there.

use super::Edit;
use super::layout::Layout;
use super::outline::{Node, Outline};
use super::write::put_in;

/// The `xs:sequence` of each type of add-in in one list: what only one type has does not disturb the others.
///
/// Source: the schema `OfficeAppManifestV1_1` of [MS-OWEMXML]; `ExtendedOverrides` behind `VersionOverrides` from
/// Microsoft's page on the order of manifest elements. `Capabilities` and the settings by form factor are those of
/// `appforoffice/1.0`.
const SEQUENCE: [&str; 27] = [
    "Id",
    "AlternateId",
    "Version",
    "ProviderName",
    "DefaultLocale",
    "DisplayName",
    "Description",
    "IconUrl",
    "HighResolutionIconUrl",
    "SupportUrl",
    "AppDomains",
    "Capabilities",
    "Hosts",
    "Requirements",
    "DefaultSettings",
    "FormSettings",
    "DesktopSettings",
    "TabletSettings",
    "PhoneSettings",
    "Permissions",
    "Rule",
    "DisableEntityHighlighting",
    "Dictionary",
    "AllowSnapshot",
    "VersionOverrides",
    "ExtendedOverrides",
    "Signature",
];

fn rank(name: &str) -> Option<usize> {
    SEQUENCE.iter().position(|known| *known == name)
}

pub(super) const ROOT: usize = 0;

/// The last child of the root that comes before one of this name.
fn last_before<'o, 'a>(outline: &'o Outline<'a>, name: &str) -> Option<&'o Node<'a>> {
    let rank_of_new = rank(name)?;
    outline.children(ROOT).rfind(|child| rank(child.local).is_some_and(|rank| rank < rank_of_new))
}

/// A new child of the root; `render` writes it, without the line before it.
pub(super) fn insert(outline: &Outline<'_>, name: &str, render: impl Fn(&Layout) -> String) -> Edit {
    let anchor = last_before(outline, name);
    let layout = Layout::of_child(outline, ROOT, anchor.into_iter().chain(outline.children(ROOT)));
    put_in(outline, ROOT, anchor, layout.line(0) + &render(&layout))
}
