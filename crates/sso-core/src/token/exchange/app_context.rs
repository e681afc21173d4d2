use serde_json::{Map, Value};

use crate::token::json;

/// The claim `appctx`, read: a JSON object, or a string that holds one. The pages show the first, tokens of real servers
/// are said to have the second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppContext {
    /// The account: a GUID, or `GUID@host`.
    pub msexchuid: String,
    pub version: String,
    /// The address of the metadata document, as written.
    pub amurl: String,
}

/// Why there is no context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAppContext {
    Absent,
    /// Neither an object nor a string with one, or one of its three members is missing or no string.
    NotReadable,
}

impl AppContext {
    pub fn read(claim: Option<&Value>) -> Result<Self, NoAppContext> {
        match claim {
            None => Err(NoAppContext::Absent),
            Some(Value::Object(members)) => Self::of(members),
            Some(Value::String(text)) => {
                // The same strict reading as that of the token: of two equal keys none is taken.
                Self::of(&json::object(text.as_bytes()).map_err(|_| NoAppContext::NotReadable)?)
            }
            Some(_) => Err(NoAppContext::NotReadable),
        }
    }

    fn of(members: &Map<String, Value>) -> Result<Self, NoAppContext> {
        let text = |name: &str| match members.get(name) {
            Some(Value::String(text)) if !text.is_empty() => Ok(text.clone()),
            _ => Err(NoAppContext::NotReadable),
        };
        Ok(Self { msexchuid: text("msexchuid")?, version: text("version")?, amurl: text("amurl")? })
    }
}
