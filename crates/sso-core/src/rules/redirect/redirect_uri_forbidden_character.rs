use super::uris::{RedirectUri, found, of_browsers};
use crate::id::redirect_uri::FORBIDDEN;
use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RedirectUriForbiddenCharacter,
        severity: Severity::Error,
        summary: "a redirect URI has a character that Entra does not take",
        meaning: "Entra takes none of ! $ ' ( ) , ; in a redirect URI.",
        fix: &["rename the page, and write its new address: Authentication"],
        would_cause: &["AADSTS50011"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut uris = of_browsers(subject);
    uris.retain(|uri| character(uri).is_some());
    let Some(character) = uris.first().and_then(character) else { return Vec::new() };
    found(subject, rule, &uris, &format!("with {character}"), "Entra takes none of ! $ ' ( ) , ; in it.")
}

fn character(uri: &RedirectUri<'_>) -> Option<char> {
    uri.text.chars().find(|character| FORBIDDEN.contains(character))
}

#[cfg(test)]
mod tests {
    use super::FORBIDDEN;
    use crate::rules::registration::testing::{broken, told};
    use crate::{Code, Severity};

    #[test]
    fn each_of_them() {
        for character in FORBIDDEN {
            let uri = format!("https://localhost:3000/a{character}b");
            let finding = broken(|registration| registration.spa.redirect_uris.push(uri.clone()));
            assert_eq!(told(&finding), (Code::RedirectUriForbiddenCharacter, Severity::Error, "spa.redirectUris[1]"));
            assert_eq!(finding.title, format!("a redirect URI with {character}: {uri}"));
        }
    }
}
