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
