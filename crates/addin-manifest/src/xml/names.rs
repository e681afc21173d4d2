//! Namespaces and types of the add-in only manifest. Namespace decides, never a prefix.
//!
//! Source: the schemas of [MS-OWEMXML].

use crate::{AppType, OverridesKind};

pub(crate) const XML_SCHEMA_INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What a namespace is to a manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// `<OfficeApp>`, version 1.0 or 1.1.
    Base,
    /// `bt:`
    BasicTypes,
    Overrides(OverridesKind),
    /// No namespace of a manifest, or none at all.
    Other,
}

impl Space {
    pub fn of(uri: &str) -> Self {
        match uri {
            "http://schemas.microsoft.com/office/appforoffice/1.1"
            | "http://schemas.microsoft.com/office/appforoffice/1.0" => Self::Base,
            "http://schemas.microsoft.com/office/officeappbasictypes/1.0" => Self::BasicTypes,
            "http://schemas.microsoft.com/office/taskpaneappversionoverrides" => {
                Self::Overrides(OverridesKind::TaskPane1_0)
            }
            "http://schemas.microsoft.com/office/contentappversionoverrides" => {
                Self::Overrides(OverridesKind::Content1_0)
            }
            "http://schemas.microsoft.com/office/mailappversionoverrides" => Self::Overrides(OverridesKind::Mail1_0),
            "http://schemas.microsoft.com/office/mailappversionoverrides/1.1" => {
                Self::Overrides(OverridesKind::Mail1_1)
            }
            _ => Self::Other,
        }
    }
}

/// Whether an element `WebApplicationInfo` is the manifest's own and not that of a foreign vocabulary: it is in a
/// namespace of manifests, or in that of the manifest around it, whatever that is.
pub(crate) fn is_of_manifest(space: Space, namespace: &str, around: &str) -> bool {
    space != Space::Other || namespace == around
}

/// `xsi:type` is a qualified name; a prefix says nothing here.
pub(crate) fn local(qualified: &str) -> &str {
    // Names are short: a search that is built for long texts costs more than this.
    qualified.bytes().rposition(|byte| byte == b':').map_or(qualified, |at| &qualified[at + 1..])
}

impl AppType {
    pub(crate) fn of_xsi_type(value: &str) -> Option<Self> {
        match local(value) {
            "TaskPaneApp" => Some(Self::TaskPane),
            "ContentApp" => Some(Self::Content),
            "MailApp" => Some(Self::Mail),
            _ => None,
        }
    }
}

impl OverridesKind {
    /// The `xsi:type` (without a prefix) that belongs to the namespace; `None` for an unknown one.
    pub fn xsi_type(self) -> Option<&'static str> {
        match self {
            Self::TaskPane1_0 | Self::Content1_0 | Self::Mail1_0 => Some("VersionOverridesV1_0"),
            Self::Mail1_1 => Some("VersionOverridesV1_1"),
            Self::Unknown => None,
        }
    }

    /// The `xsi:type` of `<OfficeApp>` that may hold it; `None` for an unknown one.
    pub fn app_type(self) -> Option<AppType> {
        match self {
            Self::TaskPane1_0 => Some(AppType::TaskPane),
            Self::Content1_0 => Some(AppType::Content),
            Self::Mail1_0 | Self::Mail1_1 => Some(AppType::Mail),
            Self::Unknown => None,
        }
    }
}
