//! Where it is, what is switched on, its time, its end.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Answer, Call, Wrong, fault};
use crate::AutoSignIn;

pub fn status(call: &Call<'_>) -> Answer {
    let control = call.control;
    let add_in = control.add_in.as_ref();
    let who = call.listener.shared.auto_sign_in().clone();
    let home = add_in.map_or(control.tenant_id, |add_in| add_in.tenant_id);
    let administrator =
        call.listener.shared.tenant().people(home).iter().find(|person| person.is_admin).map(|person| person.id);
    Ok(json!({
        "authority": control.authority,
        "http_authority": control.http_authority,
        "graph": control.graph,
        "tenant_id": home,
        "started": control.started.to_string(),
        "client_id": add_in.map(|add_in| add_in.client_id),
        "app_id_uri": add_in.map(|add_in| &add_in.app_id_uri),
        "scope": add_in.map(|add_in| &add_in.scope),
        "user": add_in.map(|add_in| &add_in.user),
        "administrator": administrator,
        "auto_sign_in": who.map(|who| match who {
            AutoSignIn::User(name) => name,
            AutoSignIn::First => "first".to_owned(),
        }),
        "faults": fault::listed(call),
        "ahead_seconds": call.listener.shared.ahead.get().as_secs(),
    }))
}

/// With the add-in's secret, which opens nothing but this tenant: what a program under test needs.
pub fn env(call: &Call<'_>) -> Answer {
    let mut env = status(call)?;
    env["client_secret"] = call.control.add_in.as_ref().map(|add_in| add_in.client_secret.expose()).into();
    Ok(env)
}

/// Asks whoever started the tenant to stop it, so that this answer still goes out.
pub fn stop(call: &Call<'_>) -> Answer {
    call.control.stop.cancel();
    Ok(json!({ "stopping": true }))
}

pub fn reset(call: &Call<'_>) -> Answer {
    call.listener.shared.reset();
    Ok(json!({ "reset": true }))
}

pub fn time(call: &Call<'_>) -> Answer {
    let shared = &call.listener.shared;
    Ok(json!({ "now": (shared.clock)().to_string(), "ahead_seconds": shared.ahead.get().as_secs() }))
}

pub fn move_time(call: &Call<'_>) -> Answer {
    let body = call.body()?;
    let ahead = &call.listener.shared.ahead;
    match (body.get("move_seconds").and_then(Value::as_i64), body.get("reset")) {
        (Some(seconds), None) => {
            let by = SignedDuration::from_secs(seconds);
            if !ahead.can_move_by(by) {
                return Err(Wrong::new("time can be moved by a hundred years at most, either way"));
            }
            ahead.move_by(by);
        }
        (None, Some(Value::Bool(true))) => ahead.reset(),
        _ => return Err(Wrong::new("say how far: {\"move_seconds\": 3600}, or {\"reset\": true}")),
    }
    time(call)
}
