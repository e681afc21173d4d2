use maud::html;

use super::page;

pub fn signed_out() -> String {
    page("You signed out of your account", &html! { p { "You may close this window." } })
}
