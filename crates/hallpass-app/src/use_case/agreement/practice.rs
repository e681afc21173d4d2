use sso_core::{ClientId, Cloud};

use super::side::TokenSide;
use crate::use_case::plan::{self, Input};
use crate::{App, AppError, practice};

/// Reads in the practice tenant what the user of the last token, or an administrator for everybody, has consented to, so that
/// the next comparison knows it. In any other cloud, and without a token, nobody is asked: there such a look takes
/// permissions and a sign-in of its own. What cannot be read stays as it was.
pub async fn read_consent(app: &App) {
    if let Err(error) = read(app).await {
        tracing::debug!(code = error.code, "what is consented to was not read");
    }
}

async fn read(app: &App) -> Result<(), AppError> {
    let known = plan::known(app, &Input::default())?;
    let (cloud, _) = plan::cloud_and_tenant(&known)?;
    let client_id = known.client_id.as_deref().map(ClientId::of_own_app).transpose()?;
    let user = app.seen().token.and_then(|token| TokenSide(token).user());
    let (Some(Cloud::Practice), Some(client_id), Some((tenant, user))) = (cloud, client_id, user) else {
        return Ok(());
    };
    if let Some(scopes) = practice::consented(app, tenant, client_id, user).await? {
        app.saw_consented(&scopes);
    }
    Ok(())
}
