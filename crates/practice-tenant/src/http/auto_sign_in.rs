//! Plays the person: signs in and consents without a page, for a test that has no browser. Only for a redirect URI on
//! loopback, so that no page of the network gets a code by having somebody open a link.

use url::{Host, Url, form_urlencoded};

use crate::AutoSignIn;
use crate::tenant::{Authorization, Form, Next, SignInView, Tenant};

/// Goes on where a page would be shown, as far as an account and consent go; what it cannot answer stays a page.
/// `form`: the request, which the tenant has accepted. `session`: the browser's cookie.
pub fn go_on(
    tenant: &mut Tenant,
    who: &AutoSignIn,
    form: &Form,
    session: Option<&str>,
    authorization: Authorization,
) -> Authorization {
    if !form.get("redirect_uri").is_some_and(is_loopback) {
        return authorization;
    }
    let mut authorization = authorization;
    if let Next::SignIn(view) = &authorization.next {
        let Some(account) = account(who, view) else { return authorization };
        authorization = answer(tenant, &view.transaction, ("account", &account), session);
    }
    if let Next::Consent(view) = &authorization.next {
        let new_session = authorization.new_session.take();
        let consented = answer(tenant, &view.transaction, ("consent", "accept"), new_session.as_deref().or(session));
        // The session may have begun a step ago.
        authorization = Authorization { new_session: consented.new_session.or(new_session), ..consented };
    }
    authorization
}

/// By the name that was set, else by the hint of the request, else the first one.
fn account(who: &AutoSignIn, view: &SignInView) -> Option<String> {
    match who {
        AutoSignIn::User(name) => Some(name.clone()),
        AutoSignIn::First => {
            let first = view.people.first().map(|offered| offered.person.user_principal_name.clone());
            view.login_hint.clone().or(first)
        }
    }
    // A name that is nobody's has been refused once.
    .filter(|_| view.unknown.is_none())
}

fn answer(tenant: &mut Tenant, transaction: &str, pressed: (&str, &str), session: Option<&str>) -> Authorization {
    let pairs = [("transaction", transaction), pressed];
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    tenant.resume(&Form::parse(body.as_bytes()).unwrap_or_default(), session)
}

fn is_loopback(uri: &str) -> bool {
    let Ok(uri) = Url::parse(uri) else { return false };
    match uri.host() {
        _ if !["http", "https"].contains(&uri.scheme()) => false,
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_is_this_machine_and_nothing_that_looks_like_it() {
        for (uri, loopback) in [
            ("http://localhost:51234", true),
            ("https://localhost:3000/dialog.html", true),
            ("http://127.0.0.1:8080/", true),
            ("http://[::1]:8080/", true),
            ("https://localhost.contoso.example/", false),
            ("https://localhost@contoso.example/", false),
            ("https://contoso.example/#localhost", false),
            ("brk-multihub://localhost:3000", false),
            ("urn:ietf:wg:oauth:2.0:oob", false),
            ("", false),
        ] {
            assert_eq!(is_loopback(uri), loopback, "{uri}");
        }
    }
}
