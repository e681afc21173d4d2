use super::redirect_uri_out_of_band::is_out_of_band;
use super::uris::{Platform, RedirectUri, found, is_localhost, is_loopback_address, of_browsers};
use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RedirectUriNotHttps,
        severity: Severity::Error,
        summary: "a redirect URI is not on https",
        meaning: "Entra sends codes to https alone; http is for localhost. Other schemes, such as one of your own app, \
                are for mobile and desktop applications. Office too takes pages on https only, so that the page \
                sends an https address that does not match.",
        fix: &["Authentication: write the address with https://, or http://localhost for a desktop sign-in"],
        would_cause: &["AADSTS50011"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut uris = of_browsers(subject);
    uris.retain(|uri| !is_taken(uri));
    found(subject, rule, &uris, "without https", "Entra takes http for localhost only.")
}

/// Also where another rule speaks.
fn is_taken(uri: &RedirectUri<'_>) -> bool {
    let Some(url) = uri.url() else { return true };
    match url.scheme() {
        "https" => true,
        "http" => is_localhost(&url) || is_loopback_address(&url),
        // `localhost:3000/dialog.html` is read as a scheme of that name.
        "localhost" => false,
        _ => uri.platform == Platform::PublicClient || is_out_of_band(uri),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn http_and_schemes_of_apps() {
        for uri in ["http://addin.contoso.com/a", "HTTP://contoso.com", "contoso://auth", "localhost:3000/dialog.html"]
        {
            let finding = broken(|registration| registration.spa.redirect_uris.push(uri.to_owned()));
            assert_eq!(told(&finding), (Code::RedirectUriNotHttps, Severity::Error, "spa.redirectUris[1]"));
        }
        let uris = ["http://addin.contoso.com/a".to_owned(), "http://addin.contoso.com/b".to_owned()];
        let finding = broken(|registration| registration.web.redirect_uris.extend(uris));
        assert_eq!(finding.title, "2 redirect URIs without https, such as http://addin.contoso.com/a");
    }

    #[test]
    fn localhost_and_native_apps() {
        Healthy::localhost().alone().stays_silent(|healthy| {
            healthy.registration.web.redirect_uris.push("http://localhost:8080/auth".to_owned());
            healthy.registration.public_client.redirect_uris.push("msauth.com.contoso.app://auth".to_owned());
        });
    }
}
