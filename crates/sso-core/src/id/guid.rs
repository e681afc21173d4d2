use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{ValueError, known};

macro_rules! guid {
    ($(#[$doc:meta])* $name:ident, $words:literal, $hint:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Uuid);

        impl $name {
            /// For a GUID that was drawn or that Entra assigned. Text from people goes through `FromStr`.
            pub const fn from_uuid(id: Uuid) -> Self {
                Self(id)
            }

            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl FromStr for $name {
            type Err = ValueError;

            fn from_str(text: &str) -> Result<Self, ValueError> {
                guid(text, $words, $hint).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = ValueError;

            fn try_from(text: String) -> Result<Self, ValueError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    };
}

guid!(
    /// Application (client) ID.
    ClientId,
    "client ID",
    "copy Application (client) ID from the app's Overview in the portal"
);
guid!(
    /// Directory (tenant) ID.
    TenantId,
    "tenant ID",
    "copy Directory (tenant) ID from the app's Overview in the portal"
);
guid!(
    /// Object ID of an application or service principal; not the client ID.
    ObjectId,
    "object ID",
    "copy Object ID from the app's Overview in the portal"
);

/// A GUID in its plain form, `8-4-4-4-12`: Entra accepts others here and there, Office does not.
pub(crate) fn guid(text: &str, name: &str, hint: &str) -> Result<Uuid, ValueError> {
    let shown = || text.chars().take(60).collect::<String>();
    let plain = text.len() == 36;
    match Uuid::try_parse(text) {
        Ok(id) if id.is_nil() => Err(ValueError::new(format!("the {name} is all zeros"), hint)),
        Ok(id) if plain => Ok(id),
        Ok(id) => Err(ValueError::new(
            format!("the {name} is not written plainly: {}", shown()),
            format!("write {}", id.hyphenated()),
        )),
        Err(_) => Err(ValueError::new(format!("the {name} is not a GUID: {}", shown()), hint)),
    }
}

impl TenantId {
    /// The tenant of all personal Microsoft accounts.
    pub const PERSONAL_ACCOUNTS: Self = Self(uuid::uuid!("9188040d-6c67-4c5b-b112-36a304b66dad"));

    /// That of the developer's own tenant, as a fact of a plan.
    ///
    /// # Errors
    /// As its `FromStr`; and for a GUID of Microsoft's, which people copy in its place.
    pub fn of_own_tenant(text: &str) -> Result<Self, ValueError> {
        own(text.parse()?, Self::uuid, "tenant ID", "copy Directory (tenant) ID from the app's Overview in the portal")
    }
}

impl ClientId {
    /// That of the add-in's own registration, as a fact of a plan.
    ///
    /// # Errors
    /// As its `FromStr`; and for a GUID of Microsoft's, which people copy in its place: Office's client IDs, Microsoft
    /// Graph's and those of its permissions, the tenant of personal accounts.
    pub fn of_own_app(text: &str) -> Result<Self, ValueError> {
        own(
            text.parse()?,
            Self::uuid,
            "client ID",
            "copy Application (client) ID from the app's Overview in the portal",
        )
    }
}

fn own<T: Copy>(id: T, uuid: impl Fn(T) -> Uuid, name: &str, hint: &str) -> Result<T, ValueError> {
    match known::not_own(uuid(id)) {
        None => Ok(id),
        Some(of) => Err(ValueError::new(format!("the {name} is that of {of}, not your own: {}", uuid(id)), hint)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";

    #[test]
    fn client_ids() {
        for (text, what) in [
            ("c6c1f32b-5e55-4997-881a-753cc1d563b7", None),
            ("C6C1F32B-5E55-4997-881A-753CC1D563B7", None),
            ("{c6c1f32b-5e55-4997-881a-753cc1d563b7}", Some("the client ID is not written plainly")),
            ("c6c1f32b5e554997881a753cc1d563b7", Some("the client ID is not written plainly")),
            ("00000000-0000-0000-0000-000000000000", Some("the client ID is all zeros")),
            ("{client ID}", Some("the client ID is not a GUID: {client ID}")),
            ("", Some("the client ID is not a GUID")),
        ] {
            match (text.parse::<ClientId>(), what) {
                (Ok(id), None) => assert_eq!(id.to_string(), ID),
                (Err(error), Some(what)) => assert!(error.what.starts_with(what), "{text}: {error}"),
                (got, want) => panic!("{text}: {got:?}, expected {want:?}"),
            }
        }
    }

    #[test]
    fn guids_of_the_wrong_thing() {
        for (text, of) in [
            ("ea5a67f6-b6f3-4338-b240-c655ddc3cc8e", "Microsoft Office (all endpoints)"),
            ("D3590ED6-52B3-4102-AEFF-AAD2292AB01C", "Microsoft Office"),
            ("00000003-0000-0000-c000-000000000000", "Microsoft Graph"),
            ("04b07795-8ddb-461a-bbee-02f9e1bf7b46", "the Azure CLI"),
            ("9188040d-6c67-4c5b-b112-36a304b66dad", "the tenant of all personal Microsoft accounts"),
            ("e1fe6dd8-ba31-4d61-89e7-88639da4683d", "the permission User.Read"),
        ] {
            let id = text.to_lowercase();
            let client = ClientId::of_own_app(text).unwrap_err();
            assert_eq!(client.what, format!("the client ID is that of {of}, not your own: {id}"));
            let tenant = TenantId::of_own_tenant(text).unwrap_err();
            assert_eq!(tenant.what, format!("the tenant ID is that of {of}, not your own: {id}"));
        }
        assert_eq!(ClientId::of_own_app(ID).unwrap().to_string(), ID);
        assert_eq!(TenantId::of_own_tenant(ID).unwrap().to_string(), ID);
        assert!(ClientId::of_own_app("x").unwrap_err().what.starts_with("the client ID is not a GUID"));
    }
}
