//! A server on Node.js.

use super::{Recipe, Template, allowed_tenants, settings};
use crate::code::{Package, Variable};

pub(super) fn recipe() -> Recipe {
    Recipe {
        files: &[Template { path: "server.mjs", text: include_str!("../../../../../code-templates/node/server.mjs") }],
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
            variables.push(Variable {
                name: "PORT",
                what: "that the server listens on",
                default: Some("3001".to_owned()),
            });
            variables
        },
        notes: |_| Vec::new(),
        is_a_page: false,
    }
}
