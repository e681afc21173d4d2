//! The add-in's pages: with legacy single sign-on, and with nested app authentication. Both have the same fallback dialog.

use super::{Recipe, Template, without_legacy_sso};
use crate::code::Package;
use crate::plan::Plan;

macro_rules! template {
    ($folder:literal, $path:literal) => {
        Template { path: $path, text: include_str!(concat!("../../../../../code-templates/", $folder, "/", $path)) }
    };
}

const PACKAGES: &[Package] = &[Package { name: "@azure/msal-browser", version: "^5.29.0" }];

pub(super) fn legacy_sso() -> Recipe {
    Recipe {
        files: &[
            template!("client", "sso.js"),
            template!("client", "office-errors.js"),
            template!("client", "fallback.js"),
            template!("client", "dialog.html"),
            template!("client", "dialog.js"),
            template!("client", "entra.js"),
        ],
        install: Some("npm install"),
        at: "@",
        packages: PACKAGES,
        environment: |_| Vec::new(),
        notes: |plan| without_legacy_sso(plan).into_iter().chain([dialog_page(plan)]).collect(),
        calls_graph: true,
        is_a_page: true,
    }
}

pub(super) fn nested() -> Recipe {
    Recipe {
        files: &[
            template!("client-naa", "auth.js"),
            template!("client", "office-errors.js"),
            template!("client", "fallback.js"),
            template!("client", "dialog.html"),
            template!("client", "dialog.js"),
            template!("client", "entra.js"),
        ],
        notes: |plan| {
            [without_naa(plan), in_a_national_cloud(plan), Some(dialog_page(plan))].into_iter().flatten().collect()
        },
        ..legacy_sso()
    }
}

fn without_naa(plan: &Plan) -> Option<String> {
    (!plan.facts.auth.has_naa()).then(|| {
        format!(
            "the plan has no redirect URI brk-multihub://{}: make the registration with --auth naa or both",
            plan.facts.domain
        )
    })
}

fn in_a_national_cloud(plan: &Plan) -> Option<String> {
    let cloud = &plan.facts.cloud;
    cloud.is_national().then(|| {
        format!("nested app authentication may not be available in {}: try it before you rely on it", cloud.name())
    })
}

fn dialog_page(plan: &Plan) -> String {
    let facts = &plan.facts;
    format!(
        "dialog.html is the page {}/{}, a redirect URI of the registration (single-page application)",
        facts.domain.https_origin(),
        facts.pages.dialog
    )
}
