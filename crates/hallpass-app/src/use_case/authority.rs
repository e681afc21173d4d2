//! Where a cloud signs in and where its Graph is, with the client that speaks to both.

use entra_client::{EntraClient, Trust};
use sso_core::Cloud;
use url::Url;

use crate::{App, AppError, practice};

/// A cloud as it is reached from here.
pub(crate) struct Authority {
    pub client: EntraClient,
    /// Where programs ask.
    pub origin: Url,
    /// Where a browser signs in. It does not trust the practice certificate: it meets that tenant over http.
    pub browser: Url,
    pub graph: Url,
}

/// `purpose`: what the requests are written down under.
///
/// # Errors
/// `practice-not-running`; `value-not-accepted` for an address in the file of a cloud that is none.
pub(crate) async fn of_cloud(app: &App, cloud: &Cloud, purpose: &'static str) -> Result<Authority, AppError> {
    let (Some(authority), Some(graph)) = (cloud.authority(), cloud.graph()) else {
        let run = practice::running(app).await?;
        let client = app.entra_client(&Trust::Only(run.ca_certificate()?), purpose)?;
        let graph = run.authority.clone();
        return Ok(Authority { client, graph, origin: run.authority, browser: run.http_authority });
    };
    let url = |origin: &str| {
        Url::parse(origin).map_err(|_| {
            AppError::usage("value-not-accepted", format!("not an address: {origin}"))
                .with_hint("write the origins of the cloud's file as https://login.example")
        })
    };
    let client = app.entra_client(&Trust::OperatingSystem, purpose)?;
    let origin = url(authority)?;
    Ok(Authority { client, graph: url(graph)?, browser: origin.clone(), origin })
}

impl Authority {
    /// Graph as a resource of scopes, without a slash at its end.
    pub fn graph_resource(&self) -> &str {
        self.graph.as_str().trim_end_matches('/')
    }
}
