//! The only place that touches the disk (beside `profile/`): reading, atomic writing, kept copies.

mod kept;
mod lock;
mod reach;
mod read;
mod turn;
mod walk;
mod watch;
mod write;

pub use kept::{
    Kept, KeptOf, all_kept, forget_all_of, keep, keep_created, newest_kept, note_not_copied, release, was_kept,
    was_not_copied,
};
pub use lock::Lock;
pub use reach::{Reached, reach};
pub use read::{
    check_new, exists, has_another_name, is_file, is_folder, is_link, is_read_only, length, names_in, read,
    read_if_there, read_start, size,
};
pub use turn::{Turn, not_kept};
pub use walk::{Found, near};
pub use watch::{Watch, watch};
#[cfg(debug_assertions)]
pub use write::append;
pub use write::{
    Replacement, append_private, create_folder, create_new, create_new_private, remove, remove_folder, rename, replace,
    write_private,
};

use std::path::Path;

use crate::AppError;

/// One sentence and a hint for what the operating system said of a file.
fn io_error(doing: &str, path: &Path, error: &std::io::Error) -> AppError {
    use std::io::ErrorKind;
    let path = path.display();
    let (code, why, hint) = match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => ("file-not-found", "there is no such file", "check the path"),
        ErrorKind::PermissionDenied => ("file-not-allowed", "you are not allowed to", "check who owns it and its mode"),
        ErrorKind::IsADirectory => ("file-is-a-folder", "it is a folder", "name a file in it"),
        ErrorKind::AlreadyExists => {
            return AppError::failed("file-exists", format!("could not {doing} {path}: the file exists"))
                .with_hint("name another file, or take this one away first; it was left as it is");
        }
        ErrorKind::StorageFull => ("disk-full", "the disk is full", "make room and try again"),
        ErrorKind::ReadOnlyFilesystem => ("file-read-only", "the disk is read-only", "copy it to where you can write"),
        _ => {
            return AppError::could_not_check("file-not-usable", format!("could not {doing} {path}: {error}"))
                .with_hint("check the path and the disk");
        }
    };
    AppError::could_not_check(code, format!("could not {doing} {path}: {why}")).with_hint(hint)
}
