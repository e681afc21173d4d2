use maud::{PreEscaped, html};
use url::Url;

use super::page;

/// `response_mode=form_post`: a form that posts itself, with a button for a browser without scripts.
/// `nonce`: that of the page's content security policy.
pub fn form_post(redirect_uri: &Url, fields: &[(&str, String)], nonce: &str) -> String {
    page(
        "Working…",
        &html! {
            form method="post" action=(redirect_uri) {
                @for (name, value) in fields {
                    input type="hidden" name=(name) value=(value);
                }
                p { "Sending the answer to the app." }
                button.primary type="submit" id="form-post-continue" { "Continue" }
            }
            script nonce=(nonce) { (PreEscaped("document.forms[0].submit()")) }
        },
    )
}
