//! The add-in's page with legacy single sign-on, and its fallback dialog.

use super::{Recipe, Template, without_legacy_sso};
use crate::code::Package;

macro_rules! template {
    ($path:literal) => {
        Template { path: $path, text: include_str!(concat!("../../../../../code-templates/client/", $path)) }
    };
}

pub(super) fn recipe() -> Recipe {
    Recipe {
        files: &[
            template!("sso.js"),
            template!("office-errors.js"),
            template!("fallback.js"),
            template!("dialog.html"),
            template!("dialog.js"),
        ],
        install: Some("npm install"),
        at: "@",
        packages: &[Package { name: "@azure/msal-browser", version: "^5.29.0" }],
        environment: |_| Vec::new(),
        notes: |plan| {
            let mut notes = without_legacy_sso(plan);
            notes.push(format!(
                "dialog.html is served at {}/{}, a redirect URI of the registration (single-page application)",
                plan.facts.domain.https_origin(),
                plan.facts.pages.dialog
            ));
            notes
        },
        is_a_page: true,
    }
}
