//! Newtypes whose constructors hold the rules of the app registration.

/// Why a text is not such a value: what is wrong, and what would be right. Both without a full stop.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct ValueError {
    pub what: String,
    pub hint: String,
}

impl ValueError {
    fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { what: what.into(), hint: hint.into() }
    }
}

/// What all of them have that are text: they are read by `FromStr` and written by `Display`.
macro_rules! text_like {
    ($name:ident) => {
        impl TryFrom<String> for $name {
            type Error = ValueError;

            fn try_from(text: String) -> Result<Self, ValueError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }
    };
}

mod app_id_uri;
mod display_name;
mod guid;
mod host_port;
pub(crate) mod known;
mod origin;
pub(crate) mod redirect_uri;
mod scope_name;

pub use app_id_uri::AppIdUri;
pub use display_name::DisplayName;
pub(crate) use guid::guid;
pub use guid::{ClientId, ObjectId, TenantId};
pub use host_port::HostPort;
pub use origin::Origin;
pub use redirect_uri::RedirectPlatform;
pub use scope_name::ScopeName;
