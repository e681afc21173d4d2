//! Pages for a person: account picker and sign-in, another device, multi-factor authentication, consent, refusal, signed
//! out, and the form that posts an answer.
//!
//! Every text that came from outside goes through maud's escaping. No page but [`form_post`] has a script, and every
//! page says that it is practice.

mod confirm_device;
mod consent;
mod device_done;
mod form_post;
mod home;
mod prove;
mod refused;
mod sign_in;
mod signed_out;
mod user_code;

use maud::{DOCTYPE, Markup, html};

use crate::rules::is_shown;

pub use confirm_device::confirm_device;
pub use consent::consent;
pub use device_done::device_done;
pub use form_post::form_post;
pub use home::home;
pub use prove::prove;
pub use refused::{needs_admin, refused};
pub use sign_in::sign_in;
pub use signed_out::signed_out;
pub use user_code::user_code;

/// Where the stylesheet is served, by the policy `style-src 'self'`.
pub const STYLESHEET_PATH: &str = "/assets/practice.css";

pub const STYLESHEET: &str = include_str!("practice.css");

/// A name that came from outside, in a direction of its own: what stands around it keeps its place.
fn name(text: &str) -> Markup {
    html! { bdi { (plain(text)) } }
}

/// The same where no element can stand.
fn plain(text: &str) -> String {
    text.chars().filter(|c| is_shown(*c)).collect()
}

/// The frame of every page. `title` is also its `h1`.
fn page(title: &str, content: &Markup) -> String {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (plain(title)) " – practice tenant" }
                link rel="stylesheet" href=(STYLESHEET_PATH);
            }
            body {
                header role="banner" {
                    p { strong { "Practice tenant" } " — nothing here reaches Microsoft" }
                }
                main {
                    h1 { (plain(title)) }
                    (content)
                }
            }
        }
    }
    .into_string()
}
