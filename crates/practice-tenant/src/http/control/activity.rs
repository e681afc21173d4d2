use serde_json::{Value, json};
use url::form_urlencoded;

use super::{Answer, Call, Wrong};

/// `?since=<number>`: what was seen behind it; without it all that is kept. `hints` are about those requests alone.
pub fn since(call: &Call<'_>) -> Answer {
    let query = &call.incoming.query;
    let since = match form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "since") {
        Some((_, number)) => number.parse().map_err(|_| Wrong::new("`since` is no number"))?,
        None => 0,
    };
    let shared = &call.listener.shared;
    let now = (shared.clock)();
    let activity = shared.activity();
    let seen: Vec<Value> = activity.since(since).iter().map(crate::Seen::to_json).collect();
    let hints = activity.hints(now).into_iter().filter(|hint| hint.number > since);
    let hints: Vec<Value> = hints.map(|hint| json!({ "number": hint.number, "text": hint.text })).collect();
    Ok(json!({ "seen": seen, "hints": hints }))
}
