//! The stacks, a file each: which templates, packages and environment variables.

mod aspnetcore;
mod client;
mod exchange;
mod java;
mod node;
mod python;

use serde::Serialize;

use super::facts::Facts;
use super::{Package, Variable};
use crate::plan::Plan;

/// A developer's stack, or a side of the add-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stack {
    /// Server on Node.js: jose, MSAL Node, Express.
    Node,
    /// Server on ASP.NET Core: Microsoft.Identity.Web.
    Aspnetcore,
    /// Server in Python: PyJWT, MSAL Python, Flask.
    Python,
    /// Server in Java: Spring Security, MSAL4J, Spring Boot.
    Java,
    /// The add-in's page: `getAccessToken`, and the fallback dialog.
    Client,
    /// The same with nested app authentication: MSAL, brokered by Office.
    ClientNaa,
    /// Identity tokens of Exchange on-premises: page and server.
    Exchange,
}

/// All that is known of a stack beside its templates' text.
pub(super) struct Recipe {
    pub files: &'static [Template],
    /// What stands before the packages in the command that installs them; `None` where a file of the code names them.
    pub install: Option<&'static str>,
    pub packages: &'static [Package],
    /// Between name and version of a package in that command.
    pub at: &'static str,
    pub environment: fn(&Facts) -> Vec<Variable>,
    pub notes: fn(&Plan) -> Vec<String>,
    /// Needs a permission of Graph's.
    pub calls_graph: bool,
    /// Runs in a page, so that client ID and authority stand in it.
    pub is_a_page: bool,
}

pub(super) struct Template {
    /// Where the developer has it.
    pub path: &'static str,
    pub text: &'static str,
}

impl Stack {
    pub const ALL: [Self; 7] =
        [Self::Node, Self::Aspnetcore, Self::Python, Self::Java, Self::Client, Self::ClientNaa, Self::Exchange];

    pub(super) fn recipe(self) -> Recipe {
        match self {
            Self::Node => node::recipe(),
            Self::Aspnetcore => aspnetcore::recipe(),
            Self::Python => python::recipe(),
            Self::Java => java::recipe(),
            Self::Client => client::legacy_sso(),
            Self::ClientNaa => client::nested(),
            Self::Exchange => exchange::recipe(),
        }
    }
}

impl Recipe {
    pub fn install(&self) -> Option<String> {
        let packages = self.packages.iter().map(|package| format!(" {}{}{}", package.name, self.at, package.version));
        self.install.map(|command| command.to_owned() + &packages.collect::<String>())
    }
}

/// Settings of a server, by the names of [`Plan::environment`]; what the plan does not know must be set.
fn settings(facts: &Facts) -> Vec<Variable> {
    let known = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    let variable = |name, what, default| Variable { name, what, default };
    vec![
        variable(
            "AUTHORITY",
            "address of the tenant that signs people in; --tenant-id GUID fills it in, in the public cloud with \
             https://login.microsoftonline.com/GUID",
            known(&facts.authority),
        ),
        variable("CLIENT_ID", "Application (client) ID of the registration", known(&facts.client_id)),
        variable("CLIENT_SECRET", "the registration's client secret: its value, not its ID", None),
        variable(
            "GRAPH_SCOPES",
            "permissions of Microsoft Graph, by short names",
            known(&facts.graph_scopes.join(" ")),
        ),
        variable("GRAPH", "origin of Microsoft Graph", known(&facts.graph)),
    ]
}

/// Which tenants come in, where people of any tenant may sign in.
fn allowed_tenants() -> Variable {
    Variable {
        name: "ALLOWED_TENANTS",
        what: "tenant IDs that may come in, separated by spaces; any if it is empty",
        default: Some(String::new()),
    }
}

/// Of servers that take tokens of version 1 too.
fn app_id_uri(facts: &Facts) -> Variable {
    let default = (!facts.app_id_uri.is_empty()).then(|| facts.app_id_uri.clone());
    Variable { name: "APP_ID_URI", what: "Application ID URI: the audience of version 1 tokens", default }
}

/// Of the servers that listen by themselves.
fn listener() -> [Variable; 2] {
    [
        Variable { name: "PORT", what: "that the server listens on", default: Some("3001".to_owned()) },
        Variable { name: "HOST", what: "address that it listens on", default: Some("127.0.0.1".to_owned()) },
    ]
}

/// What the code asks of the registration, and the plan does not.
fn without_legacy_sso(plan: &Plan) -> Vec<String> {
    if plan.facts.auth.has_legacy_sso() {
        return Vec::new();
    }
    vec![
        "the plan has no API of the add-in's own, which this server is: make the registration with --auth legacy-sso or both"
            .to_owned(),
    ]
}

/// Of code whose libraries are in a registry that our tests have not.
fn not_run() -> String {
    "this code was read by a parser of its language and held against its libraries' sources, and never run: try it before you \
     rely on it"
        .to_owned()
}
