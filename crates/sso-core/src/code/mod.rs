//! Code for a developer's stack, filled from the plan: from `code-templates/`, whose README says what stands open in them.
//!
//! What depends on the plan is decided when the code is rendered, so that the code itself has one way through it.

mod facts;
mod literal;
mod stack;
mod template;
#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::plan::Plan;

pub use stack::Stack;

/// Code that runs, and what it needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Code {
    #[serde(rename = "for")]
    pub stack: Stack,
    pub files: Vec<CodeFile>,
    /// Command that installs the packages; `None` where there are none, or where a file of the code names them.
    pub install: Option<String>,
    /// With the versions that this code is tested with.
    pub packages: Vec<Package>,
    /// That the code reads.
    pub environment: Vec<Variable>,
    /// What to know before it runs, a sentence each.
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeFile {
    /// Relative, with forward slashes.
    pub path: String,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Package {
    pub name: &'static str,
    /// As the stack's package manager writes it, such as `^6.2.17`.
    pub version: &'static str,
}

/// An environment variable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Variable {
    pub name: &'static str,
    pub what: &'static str,
    /// What the code takes where it is not set; `None` where it must be set.
    pub default: Option<String>,
}

/// Why there is no code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// It stands in a page, which has no environment.
    #[error("the client ID is not known")]
    ClientIdUnknown,
    /// The same.
    #[error("the tenant ID is not known")]
    TenantIdUnknown,
    /// The addresses of the practice tenant are known when it runs.
    #[error("the authority of {0} is not known")]
    AuthorityUnknown(String),
    /// A fault of the template, and not of the plan.
    #[error("{0}")]
    Template(String),
}

/// The code of this stack for this plan. It holds no secret, and the same plan gives the same code.
///
/// # Errors
/// A fact that stands in a page and is not known.
pub fn render(plan: &Plan, stack: Stack) -> Result<Code, CodeError> {
    let recipe = stack.recipe();
    if recipe.is_a_page {
        known_to_a_page(plan)?;
    }
    let facts = facts::Facts::of(plan);
    let files = recipe.files.iter().map(|file| {
        let text = template::filled(file.path, file.text, &facts)?;
        Ok(CodeFile { path: file.path.to_owned(), text })
    });
    Ok(Code {
        stack,
        files: files.collect::<Result<_, CodeError>>()?,
        install: recipe.install(),
        packages: recipe.packages.to_vec(),
        environment: (recipe.environment)(&facts),
        notes: (recipe.notes)(plan)
            .into_iter()
            .chain(recipe.calls_graph.then(|| without_graph(plan)).flatten())
            .collect(),
    })
}

fn without_graph(plan: &Plan) -> Option<String> {
    plan.graph_scopes().is_empty().then(|| {
        "the plan has no permission of Microsoft Graph, which this code calls: name one, such as --permission User.Read"
            .to_owned()
    })
}

fn known_to_a_page(plan: &Plan) -> Result<(), CodeError> {
    let facts = &plan.facts;
    if facts.client_id.is_none() {
        return Err(CodeError::ClientIdUnknown);
    }
    if facts.cloud.authority().is_none() {
        return Err(CodeError::AuthorityUnknown(facts.cloud.name().to_owned()));
    }
    match plan.authority() {
        Some(_) => Ok(()),
        None => Err(CodeError::TenantIdUnknown),
    }
}
