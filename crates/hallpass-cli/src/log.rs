//! What happens inside, to stderr, when asked for by `-v`.

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Crates whose logs are known to hold no secret. Every library stays at `warn`, whatever was asked.
const OURS: [&str; 5] = ["hallpass", "hallpass_app", "entra_client", "practice_tenant", "sso_core"];

pub fn start(verbose: u8, quiet: bool) {
    let level = match (quiet, verbose) {
        (true, _) => LevelFilter::ERROR,
        (false, 0) => LevelFilter::WARN,
        (false, 1) => LevelFilter::INFO,
        (false, 2) => LevelFilter::DEBUG,
        (false, _) => LevelFilter::TRACE,
    };
    let libraries = level.min(LevelFilter::WARN);
    let targets = Targets::new().with_default(libraries).with_targets(OURS.map(|target| (target, level)));
    let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).without_time().with_ansi(false);
    tracing_subscriber::registry().with(targets).with(layer).init();
}
