//! `addPassword` and `removePassword`: the only way to a client secret, and its value is shown once.

use jiff::Timestamp;
use serde_json::{Value, json};
use sso_core::ClientId;
use sso_core::registration::{PasswordCredential, SignInAudience};
use uuid::Uuid;

use super::{Call, GraphRefusal, GraphReply, Tenant};

/// What a client may say about the secret that it asks for. The rest is as Graph does it by itself: from now on for two
/// years.
struct NewCredential {
    display_name: Option<String>,
    start_date_time: Option<Timestamp>,
    end_date_time: Option<Timestamp>,
}

/// The practice tenant's own limit: Graph's is that of the whole object.
const MOST: usize = 100;

/// With personal accounts in the audience.
const MOST_WITH_PERSONAL_ACCOUNTS: usize = 2;

/// Characters of `displayName`.
const LONGEST_NAME: usize = 90;

impl Tenant {
    pub(super) fn add_password_by(&mut self, call: &Call<'_>, client_id: ClientId) -> Result<GraphReply, GraphRefusal> {
        let wanted = new_credential(call)?;
        let not_found = || GraphRefusal::not_found(&client_id.to_string());
        let registration = self.registration(client_id).ok_or_else(not_found)?;
        let with_personal_accounts = matches!(
            registration.sign_in_audience,
            SignInAudience::AzureADandPersonalMicrosoftAccount | SignInAudience::PersonalMicrosoftAccount
        );
        let most = if with_personal_accounts { MOST_WITH_PERSONAL_ACCOUNTS } else { MOST };
        if registration.password_credentials.len() >= most {
            return Err(GraphRefusal::invalid_value("passwordCredentials", "Application"));
        }
        let issued = self.add_password(client_id, "").ok_or_else(not_found)?;
        let credential = PasswordCredential {
            display_name: wanted.display_name,
            start_date_time: wanted.start_date_time.or(issued.credential.start_date_time),
            end_date_time: wanted.end_date_time.or(issued.credential.end_date_time),
            ..issued.credential
        };
        if let Some(application) = self.applications.get_mut(&client_id) {
            application.describe_secret(&credential);
        }
        Ok(GraphReply::json(
            200,
            json!({
                "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.passwordCredential",
                "customKeyIdentifier": null,
                "displayName": credential.display_name,
                "endDateTime": credential.end_date_time,
                "hint": credential.hint,
                "keyId": credential.key_id,
                // Here it leaves, to whoever asked for it, and never again.
                "secretText": issued.value.expose(),
                "startDateTime": credential.start_date_time,
            }),
        ))
    }

    pub(super) fn remove_password_by(
        &mut self,
        call: &Call<'_>,
        client_id: ClientId,
    ) -> Result<GraphReply, GraphRefusal> {
        let body = call.json()?;
        let key_id = body.get("keyId").and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok());
        let key_id = key_id.ok_or_else(|| GraphRefusal::invalid_value("keyId", "passwordCredential"))?;
        let application = self.applications.get_mut(&client_id);
        match application.is_some_and(|application| application.forget_secret(key_id)) {
            true => Ok(GraphReply::no_content()),
            false => Err(GraphRefusal::bad_request("No password credential found with keyId.")),
        }
    }
}

/// A body is not needed, and `{}` is enough.
fn new_credential(call: &Call<'_>) -> Result<NewCredential, GraphRefusal> {
    let body = if call.body.is_empty() { Default::default() } else { call.json()? };
    let wanted = body.get("passwordCredential").cloned().unwrap_or_default();
    let time = |name: &str| match wanted.get(name).filter(|value| !value.is_null()) {
        None => Ok(None),
        Some(value) => {
            let time = value.as_str().and_then(|text| text.parse::<Timestamp>().ok());
            time.map(Some).ok_or_else(|| GraphRefusal::invalid_value(name, "passwordCredential"))
        }
    };
    let (start, end) = (time("startDateTime")?, time("endDateTime")?);
    if let (Some(start), Some(end)) = (start, end)
        && end <= start
    {
        return Err(GraphRefusal::invalid_value("endDateTime", "passwordCredential"));
    }
    let display_name = wanted.get("displayName").and_then(Value::as_str).map(str::to_owned);
    if display_name.as_ref().is_some_and(|name| name.chars().count() > LONGEST_NAME) {
        return Err(GraphRefusal::invalid_value("displayName", "passwordCredential"));
    }
    Ok(NewCredential { display_name, start_date_time: start, end_date_time: end })
}
