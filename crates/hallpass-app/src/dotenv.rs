//! Lines of a `.env` file that Node's dotenv and a shell read alike.

pub(crate) mod settings;

/// Names that projects give the client secret in their environment.
///
/// Sources: the templates of `yo office` and the samples of the Office Add-ins documentation; Microsoft 365 Agents Toolkit
/// and its server library; `EnvironmentCredential` of Azure Identity; the section `AzureAd` of ASP.NET Core as variables.
const CLIENT_SECRET: [&str; 6] = [
    "CLIENT_SECRET",
    "AAD_APP_CLIENT_SECRET",
    "SECRET_AAD_APP_CLIENT_SECRET",
    "M365_CLIENT_SECRET",
    "AZURE_CLIENT_SECRET",
    "AzureAd__ClientSecret",
];

/// Names of the Application (client) ID, of the same sources.
const CLIENT_ID: [&str; 5] =
    ["CLIENT_ID", "AAD_APP_CLIENT_ID", "M365_CLIENT_ID", "AZURE_CLIENT_ID", "AzureAd__ClientId"];

/// Whether a variable of this name holds the client secret. Case does not matter: neither Windows nor .NET minds it.
pub(crate) fn is_client_secret(name: &str) -> bool {
    CLIENT_SECRET.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a variable of this name holds the Application (client) ID.
pub(crate) fn is_client_id(name: &str) -> bool {
    CLIENT_ID.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// What a setting that is no secret says of single sign-on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    ClientId,
    /// A tenant by its ID or name, or whose people may sign in: `common`.
    TenantId,
    /// An address with the tenant as its first part.
    Authority,
    AppIdUri,
    /// Of the add-in's own API; in older templates permissions of Graph.
    Scope,
    /// Permissions of Graph, between blanks or commas.
    GraphScopes,
    /// On which the server listens.
    Port,
    /// Of the pages: an origin or a host with its port.
    Domain,
}

impl Meaning {
    /// By the names of the sources of [`CLIENT_SECRET`].
    pub fn of(name: &str) -> Option<Self> {
        if is_client_id(name) || name == "APPLICATION_ID" {
            return Some(Self::ClientId);
        }
        Some(match name {
            "TENANT_ID" | "AAD_APP_TENANT_ID" | "M365_TENANT_ID" | "AZURE_TENANT_ID" | "AzureAd__TenantId" => {
                Self::TenantId
            }
            "AUTHORITY" | "AAD_APP_OAUTH_AUTHORITY" => Self::Authority,
            "APP_ID_URI" | "M365_APPLICATION_ID_URI" => Self::AppIdUri,
            "SCOPE" => Self::Scope,
            "GRAPH_SCOPES" => Self::GraphScopes,
            "PORT" => Self::Port,
            "SERVER_SOURCE" | "TAB_ENDPOINT" | "ADDIN_ENDPOINT" | "TAB_DOMAIN" | "ADDIN_DOMAIN" => Self::Domain,
            _ => return None,
        })
    }
}

/// `NAME='value'`: between single quotes nothing has a meaning of its own. A value with a single quote or a line's end
/// stands between double quotes, with what has a meaning there escaped.
pub fn line(name: &str, value: &str) -> String {
    if !value.contains(['\'', '\n', '\r']) {
        return format!("{name}='{value}'");
    }
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '\\' | '"' | '$' | '`' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            _ => escaped.push(character),
        }
    }
    format!("{name}=\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_quoted_for_what_they_hold() {
        for (value, written) in [
            ("plain", "A='plain'"),
            (r"D:\new\ca.pem", r"A='D:\new\ca.pem'"),
            (r#"a "b$HOME`"#, r#"A='a "b$HOME`'"#),
            ("it's $5", r#"A="it's \$5""#),
            ("two\nlines", r#"A="two\nlines""#),
        ] {
            assert_eq!(line("A", value), written);
        }
    }
}
