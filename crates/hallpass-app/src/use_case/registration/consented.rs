use entra_client::Object;
use sso_core::{ClientId, ObjectId};
use tokio_util::sync::CancellationToken;

use super::graph_error::body;
use super::source::{self, Purpose};
use super::{RegistrationEvent, Tenant, find};
use crate::{App, AppError, Progress};

/// What an app may do at Microsoft Graph for a user of this tenant: short names of permissions that an administrator consented
/// to for everybody, or that the user did. `tenant`: with its cloud and ID; `user`: object ID.
///
/// `None`: another tenant was opened than this one, or the app is not in it. Nothing is known then.
///
/// # Errors
/// `token-source-missing`; those of the source; Graph's own.
pub(crate) async fn consented(
    app: &App,
    tenant: &Tenant,
    client_id: ClientId,
    user: ObjectId,
    progress: &Progress<RegistrationEvent>,
    cancel: &CancellationToken,
) -> Result<Option<Vec<String>>, AppError> {
    let (cloud, asked) = (tenant.cloud(None), tenant.tenant_id);
    let opened = source::open(app, tenant, &cloud, asked, Purpose::ReadConsent, progress, cancel).await?;
    if Some(opened.tenant) != asked {
        return Ok(None);
    }
    let directory = &opened.directory;
    let principal = directory.service_principal(client_id, Object::Known).await?;
    let Some(principal) = find::known(principal, "Read the service principal")? else { return Ok(None) };
    let principal = find::service_principal(principal)?;
    let graph = find::graph_service_principal(directory).await?;
    let mut listed = body(directory.grants_for_everybody(principal.id).await?, "Read what is consented to")?;
    listed.extend(body(directory.grants_of_user(principal.id, user).await?, "Read what is consented to")?);
    let grants = listed.into_iter().map(find::grant).collect::<Result<Vec<_>, _>>()?;
    let of_graph = grants.iter().filter(|grant| grant.resource_id == graph);
    Ok(Some(of_graph.flat_map(|grant| grant.scope.split_whitespace().map(str::to_owned)).collect()))
}
