//! The order of the children of `OfficeApp`, of `VersionOverrides` and of `WebApplicationInfo`, each an `xs:sequence` in
//! which an element stands once at most.
//!
//! Source: [MS-OWEMXML] and Microsoft's page on the order of manifest elements. Where the reference page of
//! `WebApplicationInfo` says that it comes last of all, the schema wins.

use crate::{AppType, OverridesKind};

pub(crate) const WEB_APPLICATION_INFO: &str = "WebApplicationInfo";

/// Of `OfficeApp`. Of an unknown type those that all types have.
pub(super) fn of_base(app_type: Option<AppType>) -> &'static [&'static str] {
    match app_type {
        Some(AppType::TaskPane) => TASK_PANE,
        Some(AppType::Content) => CONTENT,
        Some(AppType::Mail) => MAIL,
        None => COMMON,
    }
}

macro_rules! base {
    ($($name:literal),*) => {
        &[
            "Id", "AlternateId", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "IconUrl",
            "HighResolutionIconUrl", "SupportUrl", "AppDomains", "Hosts", $($name),*
        ]
    };
}

const COMMON: &[&str] = base!();
const TASK_PANE: &[&str] =
    base!("Requirements", "DefaultSettings", "Permissions", "Dictionary", "VersionOverrides", "ExtendedOverrides");
const CONTENT: &[&str] = base!("Requirements", "DefaultSettings", "Permissions", "AllowSnapshot", "VersionOverrides");
const MAIL: &[&str] =
    base!("Requirements", "FormSettings", "Permissions", "Rule", "DisableEntityHighlighting", "VersionOverrides");

/// Of `WebApplicationInfo`; `MsaId` and `Authorizations` are obsolete.
pub(super) const OF_INFO: &[&str] = &["Id", "MsaId", "Resource", "Scopes", "Authorizations"];

/// Of `VersionOverrides`; empty for an unknown one.
pub(super) fn sequence(kind: OverridesKind) -> &'static [&'static str] {
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
