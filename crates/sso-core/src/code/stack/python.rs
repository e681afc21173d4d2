//! A server in Python.

use super::{Recipe, Template, allowed_tenants, app_id_uri, listener, settings, without_legacy_sso};
use crate::code::Package;

macro_rules! template {
    ($path:literal) => {
        Template { path: $path, text: include_str!(concat!("../../../../../code-templates/python/", $path)) }
    };
}

pub(super) fn recipe() -> Recipe {
    Recipe {
        files: &[
            template!("server.py"),
            template!("sso/__init__.py"),
            template!("sso/access_token.py"),
            template!("sso/api.py"),
            template!("sso/graph.py"),
            template!("sso/refused.py"),
            template!("sso/settings.py"),
        ],
        install: Some("python -m pip install"),
        at: "~=",
        packages: &[
            Package { name: "Flask", version: "3.1" },
            Package { name: "PyJWT", version: "2.15" },
            // Brings the cryptography that PyJWT checks signatures with.
            Package { name: "msal", version: "1.39" },
            Package { name: "requests", version: "2.34" },
        ],
        environment: |facts| {
            let mut variables = settings(facts);
            variables.push(app_id_uri(facts));
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
