/// Whose certificates are trusted.
#[derive(Debug, Clone)]
pub enum Trust {
    /// The operating system's store; its proxy settings too.
    OperatingSystem,
    /// Only this authority (PEM): the practice tenant. No proxy is used.
    Only(String),
}

/// One HTTP client for all requests: redirects off, time-outs and size limits on.
#[derive(Debug, Clone)]
pub struct EntraClient {
    http: reqwest::Client,
}

impl EntraClient {
    pub fn new(trust: &Trust) -> Result<Self, crate::EntraError> {
        let _ = trust;
        todo!()
    }
}
