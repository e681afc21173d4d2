use super::uris::{RedirectUri, found, of_browsers};
use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RedirectUriNotAbsolute,
        severity: Severity::Error,
        summary: "a redirect URI is no absolute URI",
        meaning: "A redirect URI has a scheme and a host, and no blank in it: https://addin.contoso.com/dialog.html. \
                Entra takes no relative one, and compares the whole text with what the page sends; a placeholder \
                that was never filled in is none either.",
        fix: &["Authentication: write the whole address of the page, with https:// and without blanks"],
        would_cause: &["AADSTS50011"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut uris = of_browsers(subject);
    uris.retain(|uri| !is_absolute(uri));
    found(subject, rule, &uris, "in no absolute form", "Entra compares it with the whole address of the page.")
}

fn is_absolute(uri: &RedirectUri<'_>) -> bool {
    uri.url().is_some() && !uri.text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{broken, told};
    use crate::{Code, Severity};

    #[test]
    fn relative_with_blanks_and_placeholders() {
        for uri in ["/dialog.html", "addin.contoso.com/dialog.html", "https://", "https://{your domain}/a", ""] {
            let finding = broken(|registration| registration.spa.redirect_uris.push(uri.to_owned()));
            assert_eq!(told(&finding), (Code::RedirectUriNotAbsolute, Severity::Error, "spa.redirectUris[1]"));
        }
        let finding =
            broken(|registration| registration.web.redirect_uris.push("https://addin.contoso.com/a ".to_owned()));
        assert_eq!(told(&finding), (Code::RedirectUriNotAbsolute, Severity::Error, "web.redirectUris[0]"));
    }
}
