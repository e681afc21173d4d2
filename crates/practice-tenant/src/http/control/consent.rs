use serde_json::json;
use url::form_urlencoded;

use super::{Answer, Call, Wrong};

/// `?tenant=&client=&user=`: GUIDs of the tenant, of the application by its client ID, of the user by their object ID.
/// `graph`: what of Microsoft Graph the user, or an administrator for everybody, consented to; `null` where one of the three
/// is not there.
pub fn consent(call: &Call<'_>) -> Answer {
    let query = &call.incoming.query;
    let of = |name: &str| {
        let found = form_urlencoded::parse(query.as_bytes()).find(|(known, _)| known == name);
        found.map(|(_, value)| value.into_owned()).ok_or_else(|| Wrong::new(format!("`{name}` is missing")))
    };
    let no_guid = |name: &str| Wrong::new(format!("`{name}` is no GUID"));
    let tenant = of("tenant")?.parse().map_err(|_| no_guid("tenant"))?;
    let client = of("client")?.parse().map_err(|_| no_guid("client"))?;
    let user = of("user")?.parse().map_err(|_| no_guid("user"))?;
    Ok(json!({ "graph": call.listener.shared.tenant().consented_to(tenant, client, user) }))
}
