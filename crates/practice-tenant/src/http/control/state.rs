//! Where it is, what is switched on, its time, its end.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Answer, Call, Wrong, fault};
use crate::{AutoSignIn, Person};

/// In place of a name: whoever is first.
const FIRST: &str = "first";

pub fn status(call: &Call<'_>) -> Answer {
    let control = call.control;
    let add_in = control.add_in.as_ref();
    let who = call.listener.shared.auto_sign_in().clone();
    let home = add_in.map_or(control.tenant_id, |add_in| add_in.tenant_id);
    let people = call.listener.shared.tenant().people(home).to_vec();
    let administrator = people.iter().find(|person| person.is_admin).map(|person| person.id);
    let shown = |person: &Person| {
        json!({
            "name": person.display_name,
            "user": person.sign_in_name(),
            "is_admin": person.is_admin,
            "is_blocked": !person.account_enabled,
        })
    };
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
        "people": people.iter().map(shown).collect::<Vec<_>>(),
        "auto_sign_in": who.map(|who| match who {
            AutoSignIn::User(name) => name,
            AutoSignIn::First => FIRST.to_owned(),
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

/// `{"user": a user name or "first"}`, or `{"user": null}`: then a person signs in. Answers who it is now, as the status has it.
pub fn sign_in_without_asking(call: &Call<'_>) -> Answer {
    let body = call.body()?;
    let who = match body.get("user") {
        Some(Value::Null) => None,
        Some(Value::String(name)) if name == FIRST => Some(AutoSignIn::First),
        Some(Value::String(name)) => {
            let home = status(call)?;
            let people = home["people"].as_array().into_iter().flatten();
            let known =
                people.filter(|person| person["is_blocked"] == false).filter_map(|person| person["user"].as_str());
            let known = known.map(str::to_owned).collect::<Vec<_>>();
            if !known.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                return Err(Wrong::new(format!("nobody of this name can sign in: {name}")).with("known", json!(known)));
            }
            Some(AutoSignIn::User(name.clone()))
        }
        _ => return Err(Wrong::new("say who: {\"user\": \"first\"}, a user name, or null for nobody")),
    };
    *call.listener.shared.auto_sign_in() = who;
    Ok(json!({ "auto_sign_in": status(call)?["auto_sign_in"] }))
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
