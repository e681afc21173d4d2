//! What is consented to for the app, where it can be looked up.

use sso_core::token::decode;
use sso_core::{Cloud, ObjectId};
use tokio_util::sync::CancellationToken;

use super::assertion::Presented;
use crate::App;
use crate::use_case::add_in::AddIn;
use crate::use_case::registration::consented;

/// Short names of Microsoft Graph that the token's user, or an administrator for everybody, has consented to.
///
/// `None`: nobody looked, or it could not be read. In a real tenant that takes permissions of its own, and nobody is asked
/// for them here. What a profile remembers of an earlier run is no answer: a user may have consented since.
pub(super) async fn of(
    app: &App,
    add_in: &AddIn,
    presented: &Presented,
    cancel: &CancellationToken,
) -> Option<Vec<String>> {
    if add_in.cloud != Cloud::Practice {
        return None;
    }
    let user = decode(presented.token.expose()).ok()?.text_claim("oid")?.parse::<ObjectId>().ok()?;
    let consented = consented(app, &add_in.cloud, presented.tenant?, add_in.client_id, user, cancel).await;
    // A look ahead that fails is no reason not to go on.
    consented.inspect_err(|error| tracing::debug!(code = error.code, "what is consented to was not read")).ok()?
}
