//! Faults of the running tenant.

use std::num::NonZeroU32;

use practice_tenant::{Fault, FaultError, FaultTarget};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::client::{control, understood};
use super::running;
use crate::{App, AppError};

/// One that is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetFault {
    /// The number behind `AADSTS`, or Graph's HTTP status.
    pub code: u32,
    /// Endpoint or grant.
    pub on: String,
    /// Strikes once, at this request counted from when it was set; `None`: each one.
    pub nth: Option<u32>,
}

#[derive(Deserialize)]
struct Faults {
    faults: Vec<SetFault>,
}

/// A code that a fault can have.
#[derive(Debug, Clone, Serialize)]
pub struct KnownFault {
    pub code: u32,
    /// Where it is met unless another place is asked for.
    pub on: &'static str,
    /// One sentence.
    pub meaning: String,
}

/// What a person wrote as a fault, if there is such a one.
///
/// # Errors
/// `practice-fault-unknown`; where two digits changed places, with the code as hint.
pub fn fault(code: &str, on: Option<FaultTarget>, nth: Option<NonZeroU32>) -> Result<Fault, AppError> {
    if let Some(code) = of_office(code) {
        return Err(AppError::usage("practice-fault-unknown", format!("{code} is Office's own code, not Entra's"))
            .with_hint(format!(
                "Office gives it to the page, before anybody asks Entra: let getAccessToken of your test reject with \
                 {{ code: {code} }}"
            )));
    }
    Fault::new(code, on, nth).map_err(|error| {
        let hint = match &error {
            FaultError::Unknown { near, .. } if !near.is_empty() => {
                let near: Vec<String> = near.iter().map(|code| format!("{code}: {}", meaning(*code))).collect();
                format!("perhaps {}", near.join(" "))
            }
            FaultError::Unknown { .. } => "all codes that are known: hallpass practice fault --known".to_owned(),
            FaultError::Elsewhere { on: FaultTarget::Graph, .. } => "Graph answers 429 and 503".to_owned(),
            FaultError::Elsewhere { .. } => "429 and 503 are answers of Graph: --on graph".to_owned(),
        };
        AppError::usage("practice-fault-unknown", error.to_string()).with_hint(hint)
    })
}

/// What `getAccessToken` of Office.js answers by itself: 13000 to 13999.
fn of_office(code: &str) -> Option<u32> {
    code.trim().parse().ok().filter(|code| (13_000..14_000).contains(code))
}

/// Every code that a fault can have.
pub fn known_faults() -> Vec<KnownFault> {
    let fault = |code: u32| Fault::new(&code.to_string(), None, None).ok();
    let known = Fault::codes().into_iter().filter_map(fault);
    known
        .map(|fault| KnownFault { code: fault.code(), on: fault.on().as_str(), meaning: meaning(fault.code()) })
        .collect()
}

/// What a code means that this tenant answers, as a sentence.
pub fn meaning(code: u32) -> String {
    match code {
        429 => "Graph is asked too often; Retry-After says how long to wait.".to_owned(),
        503 => "Graph is not available for the moment.".to_owned(),
        _ => practice_tenant::meaning(code)
            .map(|known| known.meaning)
            .unwrap_or_else(|| format!("Entra's AADSTS{code}.")),
    }
}

/// Sets one at the running tenant; answers all that are set.
pub async fn set_fault(app: &App, fault: Fault) -> Result<Vec<SetFault>, AppError> {
    let run = running(app).await?;
    let body = json!({ "code": fault.code(), "on": fault.on().as_str(), "nth": fault.nth() });
    understood::<Faults>(control(&run, reqwest::Method::POST, "faults", Some(body)).await?).map(|answer| answer.faults)
}

/// Those that are set at the running tenant.
pub async fn set_faults(app: &App) -> Result<Vec<SetFault>, AppError> {
    let run = running(app).await?;
    understood::<Faults>(control(&run, reqwest::Method::GET, "faults", None).await?).map(|answer| answer.faults)
}

pub async fn clear_faults(app: &App) -> Result<(), AppError> {
    let run = running(app).await?;
    control(&run, reqwest::Method::DELETE, "faults", None).await.map(drop)
}

/// Those of this code, wherever they are set; answers those that are left.
///
/// # Errors
/// `practice-fault-unknown`; `practice-asked-wrongly` if it is not set.
pub async fn clear_fault(app: &App, code: &str) -> Result<Vec<SetFault>, AppError> {
    let code = fault(code, None, None)?.code();
    let run = running(app).await?;
    let answer = control(&run, reqwest::Method::DELETE, &format!("faults?code={code}"), None).await;
    let answer = answer.map_err(|error| match error.code.as_str() {
        "practice-asked-wrongly" => error.with_hint("those that are set: hallpass practice fault --list"),
        _ => error,
    });
    understood::<Faults>(answer?).map(|answer| answer.faults)
}
