use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{ClientId, HostPort, ScopeName, ValueError};

/// `api://<host[:port]>/<client ID>`: the form that Office requires, compared by Office with the pages' host.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AppIdUri {
    host: HostPort,
    client_id: ClientId,
}

impl AppIdUri {
    pub fn new(host: HostPort, client_id: ClientId) -> Self {
        Self { host, client_id }
    }

    pub fn host(&self) -> &HostPort {
        &self.host
    }

    pub fn client_id(&self) -> ClientId {
        self.client_id
    }

    /// A scope of this API as clients ask for it.
    pub fn scope(&self, name: &ScopeName) -> String {
        format!("{self}/{name}")
    }
}

impl FromStr for AppIdUri {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let hint =
            "write api://<host[:port]>/<client ID>, such as api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7";
        let shown = text.chars().take(120).collect::<String>();
        let Some(rest) = text.strip_prefix("api://") else {
            return Err(ValueError::new(format!("the Application ID URI does not begin with api://: {shown}"), hint));
        };
        let Some((host, id)) = rest.split_once('/') else {
            let what = if rest.parse::<ClientId>().is_ok() { "host" } else { "client ID" };
            return Err(ValueError::new(format!("the Application ID URI has no {what}: {shown}"), hint));
        };
        if id.ends_with('/') {
            return Err(ValueError::new(format!("the Application ID URI ends with a slash: {shown}"), hint));
        }
        if id.contains('/') {
            return Err(ValueError::new(format!("the Application ID URI goes on after the client ID: {shown}"), hint));
        }
        let uri = Self { host: host.parse()?, client_id: id.parse()? };
        if id.bytes().any(|b| b.is_ascii_uppercase()) {
            return Err(ValueError::new(
                format!("the Application ID URI has capital letters: {shown}"),
                format!("write {}; capital letters end in AADSTS500131", text.to_ascii_lowercase()),
            ));
        }
        Ok(uri)
    }
}

impl fmt::Display for AppIdUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "api://{}/{}", self.host, self.client_id)
    }
}

text_like!(AppIdUri);

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";

    #[test]
    fn app_id_uris() {
        for (text, answer) in [
            (format!("api://localhost:3000/{ID}"), None),
            (format!("https://localhost:3000/{ID}"), Some("the Application ID URI does not begin with api://")),
            (format!("api://{ID}"), Some("the Application ID URI has no host")),
            ("api://localhost:3000".to_owned(), Some("the Application ID URI has no client ID")),
            (format!("api://localhost:3000/{ID}/"), Some("the Application ID URI ends with a slash")),
            (format!("api://localhost:3000/{ID}/access_as_user"), Some("the Application ID URI goes on")),
            (format!("api://Localhost:3000/{ID}"), Some("the domain has capital letters")),
            (format!("api://localhost:3000/{}", ID.to_uppercase()), Some("the Application ID URI has capital letters")),
            ("api://localhost:3000/{client ID}".to_owned(), Some("the client ID is not a GUID")),
        ] {
            match (text.parse::<AppIdUri>(), answer) {
                (Ok(got), None) => assert_eq!(got.to_string(), text),
                (Err(error), Some(want)) => assert!(error.what.starts_with(want), "{text}: {error}"),
                (got, want) => panic!("{text}: {got:?}, expected {want:?}"),
            }
        }
    }
}
