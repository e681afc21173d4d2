//! With a real browser.

mod generated_pages;
mod msal_browser;
