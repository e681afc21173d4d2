//! A server on Node.js.

use super::{Recipe, Template, allowed_tenants, listener, settings, without_legacy_sso};
use crate::code::Package;

macro_rules! template {
    ($path:literal) => {
        Template { path: $path, text: include_str!(concat!("../../../../../code-templates/node/", $path)) }
    };
}

pub(super) fn recipe() -> Recipe {
    Recipe {
        files: &[
            template!("server.mjs"),
            template!("sso/api.mjs"),
            template!("sso/graph.mjs"),
            template!("sso/refused.mjs"),
            template!("sso/settings.mjs"),
            template!("sso/token.mjs"),
        ],
        install: Some("npm install"),
        at: "@",
        packages: &[
            Package { name: "@azure/msal-node", version: "^7.2.1" },
            Package { name: "express", version: "^5.3.0" },
            Package { name: "jose", version: "^6.2.17" },
        ],
        environment: |facts| {
            let mut variables = settings(facts);
            if !facts.single_tenant {
                variables.push(allowed_tenants());
            }
            variables.extend(listener());
            variables
        },
        notes: without_legacy_sso,
        calls_graph: true,
        is_a_page: false,
    }
}
