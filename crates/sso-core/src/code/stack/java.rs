//! A server in Java with Spring Boot.

use super::{Recipe, Template, allowed_tenants, app_id_uri, listener, not_run, settings, without_legacy_sso};
use crate::code::Package;

macro_rules! template {
    ($path:literal) => {
        Template { path: $path, text: include_str!(concat!("../../../../../code-templates/java/", $path)) }
    };
}

pub(super) fn recipe() -> Recipe {
    Recipe {
        files: &[
            template!("pom.xml"),
            template!("src/main/java/addin/AccessTokens.java"),
            template!("src/main/java/addin/AddInServer.java"),
            template!("src/main/java/addin/Api.java"),
            template!("src/main/java/addin/Graph.java"),
            template!("src/main/java/addin/Refused.java"),
            template!("src/main/java/addin/Settings.java"),
            template!("src/main/resources/application.properties"),
        ],
        // Maven reads them from the project's file.
        install: None,
        at: ":",
        packages: &[
            Package { name: "org.springframework.boot:spring-boot-starter-parent", version: "4.1.0" },
            Package { name: "com.microsoft.azure:msal4j", version: "1.26.0" },
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
        notes: |plan| [without_legacy_sso(plan), vec![not_run()]].concat(),
        calls_graph: true,
        is_a_page: false,
    }
}
