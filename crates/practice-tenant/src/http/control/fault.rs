//! Faults: those that are set, one more, none.

use std::num::NonZeroU32;

use serde_json::{Value, json};
use url::form_urlencoded;

use super::{Answer, Call, Wrong};
use crate::{Fault, FaultError, FaultTarget, meaning};

pub fn all(call: &Call<'_>) -> Answer {
    Ok(json!({ "faults": listed(call) }))
}

pub fn listed(call: &Call<'_>) -> Value {
    let mut tenant = call.listener.shared.tenant();
    let faults = tenant.faults().all().into_iter();
    faults.map(|fault| json!({ "code": fault.code(), "on": fault.on().as_str(), "nth": fault.nth() })).collect()
}

/// `{"code": 50076 or "AADSTS50076", "on"?: "obo", "nth"?: 3}`
pub fn set(call: &Call<'_>) -> Answer {
    let body = call.body()?;
    let code = match body.get("code") {
        Some(Value::String(code)) => code.clone(),
        Some(Value::Number(code)) => code.to_string(),
        _ => return Err(Wrong::new("`code` is missing: the number behind AADSTS, or 429 for Graph")),
    };
    let on = match body.get("on") {
        None | Some(Value::Null) => None,
        Some(on) => Some(on.as_str().and_then(FaultTarget::by_name).ok_or_else(|| {
            let names = FaultTarget::ALL.map(FaultTarget::as_str);
            Wrong::new("`on` names no endpoint or grant").with("known", json!(names))
        })?),
    };
    let nth = match body.get("nth") {
        None | Some(Value::Null) => None,
        Some(nth) => {
            let number = nth.as_u64().and_then(|nth| u32::try_from(nth).ok()).and_then(NonZeroU32::new);
            Some(number.ok_or_else(|| Wrong::new("`nth` is no number from 1 on"))?)
        }
    };
    let fault = Fault::new(&code, on, nth).map_err(|error| wrong(&error))?;
    call.listener.shared.tenant().faults().set(fault);
    all(call)
}

/// `?code=50076`: that one, wherever it is set; without it all.
pub fn clear(call: &Call<'_>) -> Answer {
    let query = form_urlencoded::parse(call.incoming.query.as_bytes()).find(|(name, _)| name == "code");
    match query {
        None => call.listener.shared.tenant().faults().clear(),
        Some((_, code)) => {
            let code = Fault::new(&code, None, None).map_err(|error| wrong(&error))?.code();
            if !call.listener.shared.tenant().faults().clear_code(code) {
                return Err(Wrong::new(format!("no fault with this code is set: {code}")));
            }
        }
    }
    all(call)
}

fn wrong(error: &FaultError) -> Wrong {
    let near: Vec<Value> = match error {
        FaultError::Unknown { near, .. } => near
            .iter()
            .map(|code| json!({ "code": code, "meaning": meaning(*code).map(|known| known.meaning) }))
            .collect(),
        FaultError::Elsewhere { .. } => Vec::new(),
    };
    Wrong::new(error.to_string()).with("near", near.into())
}
