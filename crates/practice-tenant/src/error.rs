/// Why a practice tenant did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("no port could be opened on 127.0.0.1: {0}")]
    Bind(#[source] std::io::Error),
    #[error("the seed has no tenant")]
    NoTenant,
    #[error("the add-in that is ready lacks an Application ID URI, an enabled scope, or somebody who can sign in")]
    NotReady,
    #[error("a key or certificate could not be made or read: {0}")]
    Keys(String),
}

impl StartError {
    /// For the key libraries' errors, whose texts name no key.
    pub(crate) fn keys(error: impl std::fmt::Display) -> Self {
        Self::Keys(error.to_string())
    }
}
