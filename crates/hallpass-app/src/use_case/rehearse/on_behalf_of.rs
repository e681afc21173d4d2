//! The bootstrap token for a Graph token, with the client secret.

use entra_client::{ClientCredential, OnBehalfOf, OnBehalfOfTokens};
use practice_tenant::IssuedSecret;
use sso_core::plan::Plan;
use sso_core::token::ClientSecret;

use super::Mistake;
use super::progress::Done;
use super::sign_in::SignedInAt;
use crate::AppError;

/// The kept secret, or what the mistake sends in its place.
pub(super) fn secret_to_send(mistake: Option<Mistake>, issued: &IssuedSecret, kept: ClientSecret) -> ClientSecret {
    match mistake {
        // The classic: the portal shows both, and the ID is what stays visible.
        Some(Mistake::WrongSecret) => ClientSecret::new(issued.credential.key_id.to_string()),
        None => kept,
    }
}

pub(super) async fn work(
    signed_in: &SignedInAt,
    plan: &Plan,
    client_secret: ClientSecret,
) -> Result<Done<OnBehalfOfTokens>, AppError> {
    let client_id =
        plan.facts.client_id.ok_or_else(|| AppError::failed("fact-missing", "the registration has no client ID"))?;
    let request = OnBehalfOf {
        client_id,
        credential: ClientCredential::Secret(client_secret),
        assertion: signed_in.tokens.access_token.clone(),
        scopes: plan.graph_scopes(),
        claims: None,
    };
    let tokens = signed_in.client.on_behalf_of(&signed_in.metadata, &request).await?;
    let detail = format!("a Graph token with {}", tokens.scopes.join(" "));
    Ok(Done::fine(tokens, detail))
}
