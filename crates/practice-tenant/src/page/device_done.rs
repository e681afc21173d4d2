use maud::html;

use super::{name, page};

/// `signed_in`: or the person declined.
pub fn device_done(application: &str, signed_in: bool) -> String {
    let title = if signed_in { "You have signed in" } else { "You have declined the sign-in" };
    page(
        title,
        &html! {
            p {
                strong { (name(application)) }
                @if signed_in { " goes on on your device." } @else { " is told so on your device." }
                " You may now close this window."
            }
        },
    )
}
