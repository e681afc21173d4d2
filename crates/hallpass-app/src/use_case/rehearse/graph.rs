//! The end of the journey: Graph says who it is.

use entra_client::OnBehalfOfTokens;
use practice_tenant::PracticeTenant;
use serde_json::Value;

use super::progress::Done;
use super::sign_in::SignedInAt;
use crate::AppError;
use crate::entra::graph_body;

const ME: &str = "/v1.0/me?$select=id,displayName,userPrincipalName,mail";

pub(super) async fn work(
    tenant: &PracticeTenant,
    signed_in: &SignedInAt,
    tokens: &OnBehalfOfTokens,
) -> Result<Done<Value>, AppError> {
    let answer = signed_in.client.graph_get(tenant.graph(), ME, &tokens.access_token).await?;
    let me = graph_body(answer)?;
    let name = me.get("displayName").and_then(Value::as_str).unwrap_or("somebody without a name").to_owned();
    Ok(Done::fine(me, format!("Graph answered as {name}")))
}
