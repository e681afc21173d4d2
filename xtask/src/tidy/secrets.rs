//! That secrets and tokens do not print, and leave their types in few places.

use super::rooms::outside;
use super::tree::{has_word, without_visibility, File, Tree};
use super::{Invariant, Violation};

pub const INVARIANTS: &[Invariant] = &[
    Invariant {
        says: "a type named as a secret has no Serialize and no Display, and no Debug over plain text",
        because: "whoever prints or stores what holds it would print or store the secret",
        find: types,
    },
    Invariant {
        says: "a field named as a secret is no plain text in a type with Debug or Serialize",
        because: "sso_core::token and secrecy have types for it that do not print",
        find: fields,
    },
    Invariant {
        says: "the text of a secret is taken only where it is sent, kept or compared",
        because: "each further place is one more that could log it",
        find: exposed,
    },
];

/// Types that look like a secret, or hold one in the open: file, type, why it may.
const MAY_PRINT: &[(&str, &str, &str)] = &[
    ("crates/hallpass-cli/src/args/mod.rs", "Token", "the words of `hallpass token`; a token comes by standard input"),
    ("crates/hallpass-cli/src/args/secret.rs", "Secret", "the words of `hallpass secret`, which take no secret"),
    ("crates/sso-core/src/registration.rs", "PasswordCredential", "Graph's metadata of a secret, without its value"),
    ("crates/entra-client/src/token_response.rs", "OpenIdConnect", "oauth2 asks for Serialize; the field is skipped"),
    ("crates/hallpass-app/src/practice/run_file.rs", "Stored", "the one form of the control token on disk, 0600"),
    (
        "crates/hallpass-app/src/practice/client.rs",
        "Environment",
        "printed when asked for; opens the practice tenant alone",
    ),
    (
        "crates/hallpass-app/src/practice/mint.rs",
        "MintedToken",
        "printed when asked for; opens the practice tenant alone",
    ),
];

/// Where `expose` may be called: module, why.
const MAY_EXPOSE: &[(&str, &str)] = &[
    ("crates/sso-core/src/token", "defines the types, and decodes"),
    ("crates/sso-core/src/rules/on_behalf_of", "looks at what would be sent: the assertion, and the shape of a secret"),
    ("crates/entra-client/src", "sends them to Entra and Graph"),
    ("crates/practice-tenant/src", "is the other side: issues and compares them"),
    ("crates/hallpass-app/src/vault", "hands them to the keyring"),
    ("crates/hallpass-app/src/practice", "keeps the practice tenant's keys, and asks its control endpoint"),
    ("crates/hallpass-app/src/use_case", "hands them to sso-core's checks, and compares"),
];

/// The macro that makes the types themselves.
const HOME: &str = "crates/sso-core/src/token/secret.rs";

/// A struct or an enum as it is written.
struct Type<'a> {
    line: usize,
    name: &'a str,
    attributes: String,
    body: Vec<(usize, &'a str)>,
}

fn types(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.product() {
        for one in types_of(file).iter().filter(|one| is_secret_type(file, one.name) && !may_print(file, one.name)) {
            let plain = one.body.iter().any(|(_, line)| is_plain(line));
            if has_word(&one.attributes, "Serialize") || has_word(&one.attributes, "Debug") && plain {
                found.push(Violation::at(&file.path, one.line, one.name));
            }
        }
        for (at, line) in file.code() {
            let implemented = ["Serialize for ", "Display for "].iter().filter_map(|before| line.split_once(before));
            for name in implemented.map(|(_, rest)| name(rest)) {
                if line.trim_start().starts_with("impl") && is_secret_type(file, name) && !may_print(file, name) {
                    found.push(Violation::at(&file.path, at, line.trim()));
                }
            }
        }
    }
    found
}

fn fields(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.product() {
        let prints = |one: &&Type| ["Debug", "Serialize"].iter().any(|word| has_word(&one.attributes, word));
        for one in types_of(file).iter().filter(prints).filter(|one| !may_print(file, one.name)) {
            for (at, line) in &one.body {
                // A variant may hold its fields in one line.
                let mut parts =
                    line.split(['{', '}', ',']).filter_map(|part| without_visibility(part).split_once(": "));
                if parts.any(|(name, kind)| is_secret_field(name) && is_plain(kind)) {
                    found.push(Violation::at(&file.path, *at, line.trim()));
                }
            }
        }
    }
    found
}

fn exposed(tree: &Tree) -> Vec<Violation> {
    let may: Vec<&str> = MAY_EXPOSE.iter().map(|(module, _)| *module).collect();
    outside(tree, &may, |_, line| {
        let names = [".expose(", ".expose_secret(", "::expose", "ExposeSecret"];
        names.iter().find(|name| line.contains(*name)).map(|name| (*name).to_owned())
    })
}

fn is_secret_type(file: &File, name: &str) -> bool {
    let endings = ["Token", "Secret", "Assertion", "Verifier", "Jwt", "PrivateKey"];
    let of_macro = file.path == HOME && name.starts_with('$');
    of_macro || name.contains("Password") || endings.iter().any(|ending| name.ends_with(ending))
}

fn is_secret_field(name: &str) -> bool {
    let endings = ["token", "secret", "password", "assertion", "verifier", "jwt", "private_key", "signing_key"];
    endings.iter().any(|ending| name == *ending || name.ends_with(&format!("_{ending}")))
}

fn is_plain(text: &str) -> bool {
    let mut words = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    words.any(|word| ["String", "str"].contains(&word)) || text.contains("Vec<u8>") || text.contains("[u8")
}

fn may_print(file: &File, name: &str) -> bool {
    MAY_PRINT.iter().any(|(path, known, _)| file.path == *path && name == *known)
}

fn types_of(file: &File) -> Vec<Type<'_>> {
    let lines: Vec<(usize, &str)> = file.code().collect();
    let mut found = Vec::new();
    for (at, (line, text)) in lines.iter().enumerate() {
        let declared = without_visibility(text);
        let rest = match declared.strip_prefix("struct ").or_else(|| declared.strip_prefix("enum ")) {
            Some(rest) => rest,
            None => continue,
        };
        // What stands above it, back to the end of what came before.
        let is_end = |line: &str| line.trim().is_empty() || line.ends_with(['{', '}', ';']);
        let above = lines[..at].iter().rev().take_while(|(_, line)| !is_end(line)).map(|(_, line)| *line);
        let indent = &text[..text.len() - text.trim_start().len()];
        let whole = text.ends_with([';', '}']);
        let end = lines[at..].iter().position(|(_, line)| line.strip_prefix(indent) == Some("}"));
        let end = if whole { at + 1 } else { end.map_or(lines.len(), |length| at + length) };
        found.push(Type {
            line: *line,
            name: name(rest),
            attributes: above.collect::<Vec<_>>().join("\n"),
            body: lines[at..end].to_vec(),
        });
    }
    found
}

fn name(text: &str) -> &str {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(found: &[Violation]) -> Vec<(&str, usize)> {
        found.iter().map(|violation| (violation.path.as_str(), violation.line)).collect()
    }

    #[test]
    fn a_secret_that_prints_is_found() {
        let healthy = "#[derive(Debug)]\npub struct IssuedSecret {\n    pub value: ClientSecret,\n}\n\
            #[derive(Clone)]\nstruct ApiToken(String);\n\
            #[derive(Serialize)]\npub enum TokenKind {\n    Opaque,\n}\n\
            impl fmt::Debug for ApiToken {}\nimpl Display for SecretName {}\n";
        let registration = "#[derive(Debug, Serialize)]\npub struct PasswordCredential {\n    hint: String,\n}\n";
        let tree = Tree::of(&[
            ("crates/a/src/healthy.rs", healthy),
            ("crates/sso-core/src/registration.rs", registration),
            ("crates/a/src/b.rs", "#[derive(Clone, Serialize)]\npub(crate) struct ApiToken(SecretString);\n"),
            ("crates/a/src/c.rs", "#[derive(Debug)]\nstruct ApiSecret(String);\n#[derive(Debug)]\nstruct Other(String);\n"),
            ("crates/a/src/d.rs", "#[derive(\n    Clone,\n    Debug,\n)]\nenum Password {\n    Plain {\n        text: String,\n    },\n}\n"),
            ("crates/a/src/e.rs", "impl<'a> serde::Serialize for ApiToken<'a> {\n}\nimpl fmt::Display for ClientSecret {}\n"),
            (HOME, "        #[derive(Clone, Serialize)]\n        pub struct $name(SecretString);\n"),
            ("crates/a/src/guid.rs", "        #[derive(Serialize)]\n        pub struct $name(Uuid);\n"),
        ]);
        let expected = [
            ("crates/a/src/b.rs", 2),
            ("crates/a/src/c.rs", 2),
            ("crates/a/src/d.rs", 5),
            ("crates/a/src/e.rs", 1),
            ("crates/a/src/e.rs", 3),
            (HOME, 2),
        ];
        assert_eq!(lines(&types(&tree)), expected);
    }

    #[test]
    fn a_plain_field_that_prints_is_found() {
        let healthy = "#[derive(Debug)]\nstruct A {\n    access_token: AccessToken,\n    token_type: String,\n}\n\
            struct B {\n    client_secret: String,\n}\n";
        let stored = "#[derive(Serialize)]\nstruct Stored {\n    control_token: String,\n}\n";
        let plain = "#[derive(Clone, Debug)]\npub struct A {\n    pub id: u8,\n    pub client_secret: Option<String>,\n}\n\n\
            #[derive(Serialize)]\nstruct B<'a> {\n    password: &'a str,\n}\n\
            #[derive(Debug)]\nenum C {\n    D { token: String },\n    E {\n        refresh_token: Vec<u8>,\n    },\n}\n";
        let tree = Tree::of(&[
            ("crates/a/src/healthy.rs", healthy),
            ("crates/hallpass-app/src/practice/run_file.rs", stored),
            ("crates/a/src/stored.rs", stored),
            ("crates/a/src/plain.rs", plain),
        ]);
        let expected = [
            ("crates/a/src/stored.rs", 3),
            ("crates/a/src/plain.rs", 4),
            ("crates/a/src/plain.rs", 9),
            ("crates/a/src/plain.rs", 13),
            ("crates/a/src/plain.rs", 15),
        ];
        assert_eq!(lines(&fields(&tree)), expected);
    }

    #[test]
    fn a_secret_taken_out_elsewhere_is_found() {
        let tree = Tree::of(&[
            ("crates/hallpass-app/src/vault/mod.rs", "secret.expose()"),
            ("crates/hallpass-app/src/app.rs", "secret.expose()\nfinding.exposes()\n"),
            ("crates/hallpass-cli/src/output.rs", "use secrecy::{\n    ExposeSecret,\n    SecretString,\n};\n"),
            ("crates/sso-core/src/finding.rs", "// never token.expose()\ntoken.map(AccessToken::expose)\n"),
            ("src-tauri/src/commands.rs", "token\n    .expose_secret()\n"),
            ("crates/sso-core/src/lib.rs", "use secrecy::SecretString;\n"),
        ]);
        let expected = [
            ("crates/hallpass-app/src/app.rs", 1),
            ("crates/hallpass-cli/src/output.rs", 1),
            ("crates/sso-core/src/finding.rs", 2),
            ("src-tauri/src/commands.rs", 2),
        ];
        assert_eq!(lines(&exposed(&tree)), expected);
    }
}
