use serde::Deserialize;
use sso_core::{ClientId, ObjectId, TenantId};

use super::client::{control, understood};
use super::running;
use crate::{App, AppError};

/// What of the practice tenant's Graph this user, or an administrator for everybody, consented to for an application: short
/// names. `None`: one of the three is not there. No call of Graph is made, so no fault for one is used up.
///
/// # Errors
/// `practice-not-running`; `practice-answer` of one of another version.
pub async fn consented(
    app: &App,
    tenant: TenantId,
    client: ClientId,
    user: ObjectId,
) -> Result<Option<Vec<String>>, AppError> {
    #[derive(Deserialize)]
    struct Answered {
        graph: Option<Vec<String>>,
    }
    let run = running(app).await?;
    let path = format!("consent?tenant={tenant}&client={client}&user={user}");
    let answer = control(&run, reqwest::Method::GET, &path, None).await?;
    Ok(understood::<Answered>(answer)?.graph)
}
