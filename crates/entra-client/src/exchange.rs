//! The metadata document that an Exchange identity token names.

use reqwest::{Method, Request, StatusCode};
use sso_core::token::exchange::{ExchangeMetadata, MetadataUrl};

use crate::{AnswerFault, EntraClient, EntraError};

impl EntraClient {
    /// Asks a host that the caller trusts, which a [`MetadataUrl`] says; without credentials, and no redirect is
    /// followed.
    ///
    /// # Errors
    /// `exchange-metadata-not-usable` where the answer is no such document.
    pub async fn exchange_metadata(&self, url: &MetadataUrl) -> Result<ExchangeMetadata, EntraError> {
        let answer = self.send(Request::new(Method::GET, url.as_url().clone())).await?;
        // 429 and 5xx have words of their own.
        if answer.status.is_client_error() && answer.status != StatusCode::TOO_MANY_REQUESTS {
            let what = format!("{} answered {} when asked for its metadata", answer.host, answer.status.as_u16());
            return Err(EntraError::answer(AnswerFault::ExchangeMetadata, what));
        }
        let answer = answer.into_success()?;
        ExchangeMetadata::read(&answer.body)
            .map_err(|fault| EntraError::answer(AnswerFault::ExchangeMetadata, format!("{fault}: {}", answer.host)))
    }
}
