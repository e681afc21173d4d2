//! What MSAL in a page and the console of a browser say, where no page of documentation that we have explains it. So each
//! says only what may be behind it.

use super::word::Word;
use crate::Severity;

const fn word(name: &'static str, meaning: &'static str, detail: &'static str, fix: &'static str) -> Word {
    Word { name, meaning, detail, fix, severity: Severity::Error, not_your_fault: false }
}

pub(super) const WORDS: &[Word] = &[
    word(
        "endpoints_resolution_error",
        "MSAL could not find the addresses of the authority",
        "The authority may be written wrongly, may have a host that MSAL does not know, or may not be reached: an address \
         without a tenant or with /v2.0 at its end, a certificate that is not trusted, a proxy, a Content Security Policy.",
        "Open the authority followed by /v2.0/.well-known/openid-configuration: it should answer; for a host that is not \
         Microsoft's, name host and port in knownAuthorities. Of the practice tenant, hallpass practice activity tells what it \
         saw",
    ),
    word(
        "openid_config_error",
        "MSAL could not read the configuration of the authority",
        "The authority may name a tenant that is not there, or something in between may have answered in its place.",
        "Open the authority followed by /v2.0/.well-known/openid-configuration: it should answer JSON with an issuer",
    ),
    word(
        "interaction_in_progress",
        "MSAL still waits for another sign-in of this page",
        "Two sign-ins may have been started at once, or an earlier one may not have been finished: the page behind the \
         redirect URI did not hand its answer to MSAL.",
        "Start one sign-in at a time, from a click, and call handleRedirectPromise when the page loads; a new session of the \
         browser forgets the old one",
    ),
    word(
        "timed_out",
        "MSAL waited for a pop-up or a hidden frame in vain",
        "The page behind the redirect URI may have run code of its own or have been refused, third-party cookies may be \
         blocked, or Entra may show a page that a hidden frame cannot.",
        "Make the redirect URI a page that starts no sign-in of its own, register it under Single-page application, and sign in \
         interactively once",
    ),
    word(
        "monitor_window_timeout",
        "MSAL waited for a pop-up or a hidden frame in vain",
        "The page behind the redirect URI may have run code of its own or have been refused, or third-party cookies may be \
         blocked.",
        "Make the redirect URI a page that starts no sign-in of its own, register it under Single-page application, and sign in \
         interactively once",
    ),
    word(
        "ERR_CERT_AUTHORITY_INVALID",
        "The browser does not trust the certificate of the server",
        "The certificate of the development server may not be installed, may have run out, or the browser may have been \
         started before it was.",
        "Install the certificate of the development server as trusted, such as with npx office-addin-dev-certs install, and \
         start browser and Office anew",
    ),
    word(
        "blocked-by-cors",
        "The browser kept an answer from the page: CORS",
        "At Entra, the redirect URI may be registered under Web and not under Single-page application, or a server may have \
         answered the page's request with a redirect to the sign-in page. At your own server, the page may have another origin.",
        "Register the page's redirect URI under Single-page application; let your server answer 401 and never redirect a request \
         of fetch; serve page and API from one origin",
    ),
    word(
        "failed-to-fetch",
        "The browser did not get an answer",
        "The server may not run, its certificate may not be trusted, or CORS or a Content Security Policy may stand in \
         between: to the page these look alike.",
        "Look for the line before it in the browser's console, and for the request on its Network page",
    ),
];

/// Sentences of a console, and the word for each. What says more comes first.
pub(super) const SAID: &[(&str, &str)] = &[
    ("blocked by CORS policy", "blocked-by-cors"),
    ("Cross-Origin Request Blocked", "blocked-by-cors"),
    ("Failed to fetch", "failed-to-fetch"),
    ("NetworkError when attempting to fetch resource", "failed-to-fetch"),
];
