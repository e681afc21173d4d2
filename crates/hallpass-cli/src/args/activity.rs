//! The words of `hallpass activity`.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum Activity {
    /// The newest requests to Entra, Graph and Exchange, a line each
    List {
        /// How many
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: usize,
    },
    /// All requests whole, with headers and bodies, secrets masked: as JSON to stdout, or as a HAR file
    Export {
        /// A new file in the form of browsers and proxies (HTTP Archive 1.2)
        #[arg(long, value_name = "FILE")]
        har: Option<PathBuf>,
    },
    /// Forget them
    Clear,
}
