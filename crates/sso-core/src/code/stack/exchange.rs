//! Exchange user identity tokens, of Exchange on-premises: the page, and its server on Node.js.

use super::{Recipe, Template};
use crate::code::{Package, Variable};

macro_rules! template {
    ($path:literal) => {
        Template { path: $path, text: include_str!(concat!("../../../../../code-templates/exchange/", $path)) }
    };
}

pub(super) fn recipe() -> Recipe {
    Recipe {
        files: &[
            template!("identity.js"),
            template!("exchange/api.mjs"),
            template!("exchange/refused.mjs"),
            template!("exchange/settings.mjs"),
            template!("exchange/token.mjs"),
        ],
        install: Some("npm install"),
        at: "@",
        packages: &[Package { name: "express", version: "^5.3.0" }, Package { name: "jose", version: "^6.2.17" }],
        environment: |facts| {
            vec![
                Variable {
                    name: "EXCHANGE_HOSTS",
                    what: "hosts of your Exchange servers, separated by spaces, with the port unless it is 443",
                    default: None,
                },
                Variable {
                    name: "ADD_IN_PAGE",
                    what: "the first SourceLocation of ItemRead or ItemEdit in the manifest",
                    default: Some(format!("{}/{}", facts.origin, facts.task_pane_page)),
                },
            ]
        },
        notes: |_| {
            vec![
                "on-premises Exchange only: Exchange Online issues no identity tokens since October 2025; there take \
                 --for client-naa"
                    .to_owned(),
                "exchange/api.mjs is for a server that you have, and starts none: app.use(\"/api/exchange\", \
                 exchangeApi({ users, logOn })) with your own users and log-on"
                    .to_owned(),
            ]
        },
        calls_graph: false,
        is_a_page: false,
    }
}
