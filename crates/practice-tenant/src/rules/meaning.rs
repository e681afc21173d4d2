//! What a code of this tenant means to people.

use sso_core::catalogue;

/// A sentence, and steps without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    pub meaning: String,
    pub fix: Vec<String>,
}

/// The catalogue's words. What is met only where no add-in goes (client credentials, an app for personal accounts alone) is
/// no error of add-ins, and has its words here. `None` for a number that is not known.
pub fn meaning(code: u32) -> Option<Meaning> {
    if let Some(entry) = catalogue::aadsts(code) {
        return Some(Meaning { meaning: entry.meaning, fix: entry.fix });
    }
    let (meaning, fix): (_, &[&str]) = match code {
        501_051 => (
            "The app has no role of the API, and the API demands one.",
            &["Add the API's application permission and grant admin consent", "Or set Assignment required to No"],
        ),
        1_002_012 => {
            ("Client credentials take no single scopes.", &["Send the resource's App ID URI followed by /.default"])
        }
        7_000_229 => (
            "The app is not installed in this tenant.",
            &["Create the service principal, or let an administrator of the tenant consent"],
        ),
        9_002_331 => (
            "The app is for personal accounts only, and the endpoint is not theirs.",
            &["Use consumers as authority", "Or include work and school accounts in the supported account types"],
        ),
        _ => return None,
    };
    Some(Meaning { meaning: meaning.to_owned(), fix: fix.iter().map(|step| (*step).to_owned()).collect() })
}
