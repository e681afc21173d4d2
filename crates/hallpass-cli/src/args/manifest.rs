//! `hallpass manifest …`

use std::path::PathBuf;

use clap::Subcommand;

use super::Facts;

#[derive(Debug, Subcommand)]
pub enum Manifest {
    /// Findings with line and column; --fix mends what is safe to mend
    #[command(after_help = "\
Examples:
  hallpass manifest check manifest.xml
  hallpass manifest check . --format json     every manifest in this folder and below
  hallpass manifest check 'apps/**/*.xml'     a pattern, for shells that expand none
  hallpass manifest check manifest.xml --fix  the difference; --write makes it

In a folder, and of what a pattern matches, only manifests are checked; what .gitignore ignores, hidden folders and \
node_modules are left out. A file that is named is always checked.")]
    Check {
        /// Files, folders, patterns with * ? [ ] { }
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Show the difference that mends what can be mended safely
        #[arg(long)]
        fix: bool,
        /// Write the files; what stood there is kept
        #[arg(long, requires = "fix")]
        write: bool,
    },
    /// Put the markup of single sign-on in, or bring it up to date; prints the difference
    #[command(after_help = "\
Example:
  hallpass manifest apply manifest.xml --domain localhost:3000 --client-id GUID

Without --permission the scopes that stand in the manifest stay; with it, those that it does not name go.

Of the facts a manifest takes the domain, the client ID and the permissions. The other facts change nothing in a \
manifest.

Exit code 0 says that the change could be made. Errors that the manifest has all the same are printed; a build asks \
with hallpass manifest check.")]
    Apply {
        /// The manifest
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[command(flatten)]
        facts: Box<Facts>,
        /// Require the set IdentityAPI 1.3: where it is missing, Office does not show the add-in
        #[arg(long)]
        identity_api: bool,
        /// Let pages of this origin open in the add-in's window; may come several times
        #[arg(long, value_name = "ORIGIN")]
        app_domain: Vec<String>,
        /// Count the version up, so that Office fetches the manifest again
        #[arg(long)]
        bump_version: bool,
        /// Write the file; what stood there is kept
        #[arg(long)]
        write: bool,
    },
    /// Take the markup of single sign-on out; prints the difference
    Remove {
        /// The manifest
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Write the file; what stood there is kept
        #[arg(long)]
        write: bool,
    },
    /// Put back what stood there before the last write
    Undo {
        /// The manifest
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// It writes at once: who adds the flag of the others means the same
        #[arg(long, hide = true)]
        write: bool,
    },
    /// What a manifest says of single sign-on
    Show {
        /// The manifest
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Write a new manifest from a template
    #[command(after_help = "\
Examples:
  hallpass manifest new --office-host excel,word --client-id GUID -o m.xml
  hallpass manifest new --unified --office-host excel --client-id GUID -o m.json
  hallpass manifest new --office-host outlook --auth naa -o -

Without --domain the pages are on localhost:3000. A file that is there is not overwritten.

Of the facts a manifest holds the name, the domain, the Office applications, the client ID and the permissions. The \
other facts change nothing in a manifest.",
        mut_arg("name", |name| name.help("Name of the add-in, as Office shows it")))]
    New {
        /// Where to write it; - for standard output
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        #[command(flatten)]
        facts: Box<Facts>,
        /// Inside of the document, for Excel and PowerPoint
        #[arg(long, conflicts_with = "unified")]
        content: bool,
        /// The unified manifest, in JSON; the only one for Outlook and others together
        #[arg(long)]
        unified: bool,
    },
}
