//! What an element is to a manifest.

use std::borrow::Cow;

use super::order;
use super::read::Reading;
use super::resources::ResourceKind;

/// `usize` is an index in `overrides`, in `requirement_sets` or in `web_application_info`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    OfficeApp,
    AddInId,
    Version,
    Hosts,
    AppDomains,
    AppDomain,
    /// `Requirements` of the base manifest or of a `VersionOverrides`, and the `Sets` in it.
    Requirements,
    Sets,
    Set(usize),
    SourceLocation,
    /// An icon or a page of support, by its name.
    Link(&'static str),
    Overrides(usize),
    Resources,
    ResourceList(ResourceKind),
    ResourceItem(ResourceKind),
    Runtime,
    /// Its `SourceLocation` names a JSON file, not a page.
    Metadata,
    Info(usize),
    ClientId(usize),
    Resource(usize),
    Scopes(usize),
    Scope(usize),
    Obsolete(usize, &'static str),
    Other,
}

impl Role {
    pub fn has_text(self) -> bool {
        matches!(
            self,
            Self::AddInId | Self::Version | Self::AppDomain | Self::ClientId(_) | Self::Resource(_) | Self::Scope(_)
        )
    }
}

impl<S> Reading<'_, S> {
    /// The sequence of the element's children, where the schema has one that matters here.
    pub fn sequence(&self, role: Role) -> Option<Cow<'static, [&'static str]>> {
        match role {
            Role::OfficeApp => Some(order::of_base(self.manifest.app_type).into()),
            Role::Overrides(index) => Some(order::sequence(self.manifest.overrides[index].kind).into()),
            Role::Info(_) => Some((&order::OF_INFO).into()),
            _ => None,
        }
    }
}
