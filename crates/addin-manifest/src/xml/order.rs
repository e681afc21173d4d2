//! The order of the children of `VersionOverrides`, each an `xs:sequence`.
//!
//! Source: [MS-OWEMXML] and Microsoft's page on the order of manifest elements. Where the reference page of
//! `WebApplicationInfo` says that it comes last of all, the schema wins.

use crate::OverridesKind;

pub(crate) const WEB_APPLICATION_INFO: &str = "WebApplicationInfo";

fn sequence(kind: OverridesKind) -> &'static [&'static str] {
    match kind {
        OverridesKind::TaskPane1_0 => &[
            "Description",
            "Requirements",
            "Hosts",
            "Resources",
            WEB_APPLICATION_INFO,
            "EquivalentAddins",
            "ConnectedServiceControls",
        ],
        OverridesKind::Mail1_0 => &["Description", "Requirements", "Hosts", "Resources", "VersionOverrides"],
        OverridesKind::Mail1_1 => &[
            "Description",
            "Requirements",
            "Hosts",
            "Resources",
            WEB_APPLICATION_INFO,
            "EquivalentAddins",
            "ConnectedServiceControls",
            "ExtendedPermissions",
            "VersionOverrides",
        ],
        OverridesKind::Content1_0 => &[WEB_APPLICATION_INFO],
        OverridesKind::Unknown => &[],
    }
}

/// Whether the schema puts the child before or after `WebApplicationInfo`; `None` for that element itself, for a child
/// that the schema does not know there, and for every child where it knows no `WebApplicationInfo`.
pub(crate) fn side(kind: OverridesKind, child: &str) -> Option<Side> {
    let sequence = sequence(kind);
    let info = sequence.iter().position(|name| *name == WEB_APPLICATION_INFO)?;
    match sequence.iter().position(|name| *name == child)? {
        at if at < info => Some(Side::Before),
        at if at > info => Some(Side::After),
        _ => None,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    After,
}

/// Which of the elements among `sides` stand where the schema has `WebApplicationInfo`: behind all that come before it,
/// ahead of all that come after it. Answers for a position in `sides`.
pub(crate) fn standing_right(sides: &[Option<Side>]) -> impl Fn(usize) -> bool + use<> {
    let last_before = sides.iter().rposition(|side| *side == Some(Side::Before));
    let first_after = sides.iter().position(|side| *side == Some(Side::After));
    move |at| last_before.is_none_or(|before| before < at) && first_after.is_none_or(|after| at < after)
}
