//! With a real browser.

mod msal_browser;
