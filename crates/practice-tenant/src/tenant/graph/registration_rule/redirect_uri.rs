//! Where an answer may be sent: https, or this machine; a program may have a scheme of its own.

use url::Url;

use super::{Change, GraphRefusal};

/// Reply URL page of the platform.
const LONGEST: usize = 256;
const FORBIDDEN: [char; 8] = ['!', '$', '\'', '(', ')', ',', ';', '#'];

pub(super) fn check(change: &Change<'_>) -> Result<(), GraphRefusal> {
    let web = change.added(|registration| &registration.web.redirect_uris);
    let spa = change.added(|registration| &registration.spa.redirect_uris);
    let public = change.added(|registration| &registration.public_client.redirect_uris);
    let of_pages = web.chain(spa).all(|uri| is_plain(uri) && is_for_pages(uri));
    match of_pages && public.into_iter().all(|uri| is_plain(uri)) {
        true => Ok(()),
        false => Err(GraphRefusal::invalid_value("redirectUris", "Application")),
    }
}

fn is_plain(uri: &str) -> bool {
    uri.len() <= LONGEST && !uri.contains(FORBIDDEN) && !uri.contains(char::is_whitespace) && Url::parse(uri).is_ok()
}

fn is_for_pages(uri: &str) -> bool {
    let Ok(url) = Url::parse(uri) else { return false };
    match url.scheme() {
        // `brk-multihub://host`: nested app authentication.
        "https" | "brk-multihub" => true,
        "http" => matches!(url.host_str(), Some("localhost" | "127.0.0.1")),
        _ => false,
    }
}
