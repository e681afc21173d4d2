use std::path::PathBuf;
use std::sync::Arc;

use sso_core::Timestamp;

pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;
/// Fills with random bytes.
pub type Random = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// Where things live on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    pub config: PathBuf,
    pub state: PathBuf,
    pub cache: PathBuf,
}

/// Built once at start and handed to every use case. Time and chance enter here.
#[derive(Clone)]
pub struct App {
    pub clock: Clock,
    pub random: Random,
    pub folders: Folders,
}
