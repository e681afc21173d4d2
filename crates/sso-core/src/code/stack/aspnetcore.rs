//! A server on ASP.NET Core, by Microsoft.Identity.Web.

use super::{Recipe, Template, not_run, without_legacy_sso};
use crate::code::facts::Facts;
use crate::code::{Package, Variable};

macro_rules! template {
    ($path:literal) => {
        Template { path: $path, text: include_str!(concat!("../../../../../code-templates/aspnetcore/", $path)) }
    };
}

pub(super) fn recipe() -> Recipe {
    Recipe {
        files: &[
            template!("AccessTokens.cs"),
            template!("AddInServer.csproj"),
            template!("Graph.cs"),
            template!("Program.cs"),
            template!("Refused.cs"),
            template!("appsettings.json"),
        ],
        // .NET reads them from the project's file.
        install: None,
        at: " ",
        packages: &[Package { name: "Microsoft.Identity.Web", version: "4.9.0" }],
        environment,
        notes: |plan| [without_legacy_sso(plan), vec![not_run()]].concat(),
        calls_graph: true,
        is_a_page: false,
    }
}

/// By the names that .NET gives to the settings of `appsettings.json`, where those stand that the plan knows.
fn environment(facts: &Facts) -> Vec<Variable> {
    let known = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    let variable = |name, what, default| Variable { name, what, default };
    let host = &facts.authority_host;
    let (tenant, instance) = (facts.authority_tenant(), (!host.is_empty()).then(|| format!("https://{host}/")));
    let mut variables = vec![
        variable("AzureAd__Instance", "origin of the authority, with a slash at its end", instance),
        variable("AzureAd__TenantId", "tenant that signs people in", known(tenant)),
        variable("AzureAd__ClientId", "Application (client) ID of the registration", known(&facts.client_id)),
        variable("AzureAd__ClientSecret", "the registration's client secret: its value, not its ID", None),
        variable("AddIn__AppIdUri", "Application ID URI: the audience of version 1 tokens", known(&facts.app_id_uri)),
        variable("AddIn__Graph", "origin of Microsoft Graph", known(&facts.graph)),
        variable(
            "AddIn__GraphScopes",
            "permissions of Microsoft Graph, by short names",
            known(&facts.graph_scopes.join(" ")),
        ),
    ];
    if !facts.single_tenant {
        variables.push(variable(
            "AddIn__AllowedTenants",
            "tenant IDs that may come in, separated by spaces; any if it is empty",
            Some(String::new()),
        ));
    }
    variables.push(variable("Urls", "addresses that the server listens on", Some("http://localhost:3001".to_owned())));
    variables
}
