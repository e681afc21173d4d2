//! Links that open the window: `hallpass://open/<page>`. Anybody can write one, so it leads to a page and does nothing else;
//! one that says anything more is dropped.

use hallpass_app::AppError;
use tauri::{AppHandle, Manager};

use crate::desktop::Desktop;
use crate::opening::Page;
use crate::window;

const SCHEME: &str = "hallpass:";
const OPEN: &str = "hallpass://open/";

/// Whether somebody meant it to be one, in whichever letters.
pub fn is_ours(argument: &str) -> bool {
    argument.get(..SCHEME.len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case(SCHEME))
}

/// # Errors
/// `link-not-known`, for anything but a page's name, letter for letter.
pub fn page(link: &str) -> Result<Page, AppError> {
    let name = link.strip_prefix(OPEN).ok_or_else(not_known)?;
    Page::ALL.into_iter().find(|page| page.name() == name).ok_or_else(not_known)
}

pub fn not_known() -> AppError {
    let pages = Page::ALL.map(Page::name).join(", ");
    AppError::usage("link-not-known", "the link names no page of Hallpass, so nothing was done")
        .with_hint(format!("{OPEN} and one of {pages}, and nothing more"))
}

/// The window comes up with the page.
pub fn follow(shell: &AppHandle, page: Page) {
    shell.state::<Desktop>().turn_to(page);
    window::show_page_soon(shell);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_a_page_and_nothing_more() {
        for page in Page::ALL {
            assert_eq!(self::page(&format!("hallpass://open/{}", page.name())), Ok(page));
            assert_eq!(serde_json::to_value(page).unwrap(), page.name(), "as the window calls it");
        }
        for link in [
            "hallpass:",
            "hallpass://",
            "hallpass://open",
            "hallpass://open/",
            "hallpass://open/Token",
            "hallpass://open/token/",
            "hallpass://open//token",
            "hallpass://open/token?profile=work",
            "hallpass://open/token#x",
            "hallpass://open/token --practice",
            "hallpass://open/token\n",
            "hallpass://open/%74oken",
            "hallpass://open/../token",
            "hallpass://open/quit",
            "hallpass://user@open/token",
            "hallpass://open:80/token",
            "hallpass://run/token",
            "hallpass:open/token",
            "hallpass:/open/token",
            "HALLPASS://open/token",
            " hallpass://open/token",
            "https://open/token",
        ] {
            assert_eq!(page(link).unwrap_err().code, "link-not-known", "{link}");
        }
    }

    #[test]
    fn a_link_is_told_from_an_argument() {
        for (argument, is_one) in [
            ("hallpass://open/token", true),
            ("HallPass:x", true),
            ("hallpass", false),
            ("--hidden", false),
            ("", false),
            ("hällpass:", false),
        ] {
            assert_eq!(is_ours(argument), is_one, "{argument}");
        }
    }
}
