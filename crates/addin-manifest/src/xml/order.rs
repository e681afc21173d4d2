//! The order of the children of `OfficeApp`, of `VersionOverrides` and of `WebApplicationInfo`, each an `xs:sequence` in
//! which an element stands once at most.
//!
//! Source: [MS-OWEMXML] and Microsoft's page on the order of manifest elements. Where the reference page of
//! `WebApplicationInfo` says that it comes last of all, the schema wins.

use crate::{AppType, OverridesKind};

pub(crate) const WEB_APPLICATION_INFO: &str = "WebApplicationInfo";

const ALL: &[AppType] = &[AppType::TaskPane, AppType::Content, AppType::Mail];

/// The children of `OfficeApp`, each with the types of add-in that have it: the sequence of each type is in this order.
/// `ExtendedOverrides` behind `VersionOverrides` is from Microsoft's page; `Capabilities` and the settings by form factor
/// are those of `appforoffice/1.0`.
const BASE: [(&str, &[AppType]); 27] = [
    ("Id", ALL),
    ("AlternateId", ALL),
    ("Version", ALL),
    ("ProviderName", ALL),
    ("DefaultLocale", ALL),
    ("DisplayName", ALL),
    ("Description", ALL),
    ("IconUrl", ALL),
    ("HighResolutionIconUrl", ALL),
    ("SupportUrl", ALL),
    ("AppDomains", ALL),
    ("Capabilities", &[]),
    ("Hosts", ALL),
    ("Requirements", ALL),
    ("DefaultSettings", &[AppType::TaskPane, AppType::Content]),
    ("FormSettings", &[AppType::Mail]),
    ("DesktopSettings", &[]),
    ("TabletSettings", &[]),
    ("PhoneSettings", &[]),
    ("Permissions", ALL),
    ("Rule", &[AppType::Mail]),
    ("DisableEntityHighlighting", &[AppType::Mail]),
    ("Dictionary", &[AppType::TaskPane]),
    ("AllowSnapshot", &[AppType::Content]),
    ("VersionOverrides", ALL),
    ("ExtendedOverrides", &[AppType::TaskPane]),
    ("Signature", &[]),
];

/// Of `OfficeApp`. Of an unknown type those that all types have.
pub(super) fn of_base(app_type: Option<AppType>) -> Vec<&'static str> {
    let has = |types: &[AppType]| app_type.map_or(types == ALL, |app_type| types.contains(&app_type));
    BASE.iter().filter(|(_, types)| has(types)).map(|(name, _)| *name).collect()
}

/// The position of a child of `OfficeApp`, whatever its type: what only one type has does not disturb the others.
pub(crate) fn base_rank(name: &str) -> Option<usize> {
    BASE.iter().position(|(known, _)| *known == name)
}

/// Of `WebApplicationInfo`; `MsaId` and `Authorizations` are obsolete.
pub(crate) const OF_INFO: [&str; 5] = ["Id", "MsaId", "Resource", "Scopes", "Authorizations"];

/// Of `VersionOverrides`; empty for an unknown one.
pub(crate) fn sequence(kind: OverridesKind) -> &'static [&'static str] {
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
