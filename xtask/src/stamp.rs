//! Work that is done again only when something it is made of changed.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// Does the work unless its result is there and the stamp says that it was made of these files.
pub fn once_changed(
    stamp: &Path,
    files: &[PathBuf],
    there: bool,
    work: impl FnOnce() -> Result<bool, Failure>,
) -> Result<bool, Failure> {
    let now = fingerprint(files);
    if there && fs::read_to_string(stamp).map_or(false, |before| before == now) {
        return Ok(true);
    }
    // Work that breaks off must not look done.
    let _ = fs::remove_file(stamp);
    if !work()? {
        return Ok(false);
    }
    fs::write(stamp, now).map_err(|error| Failure::new(format!("cannot write {}: {error}", stamp.display())))?;
    Ok(true)
}

fn fingerprint(files: &[PathBuf]) -> String {
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(file).ok().hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn work_is_done_once_until_a_file_changes() {
        let folder = std::env::temp_dir().join(format!("hallpass-xtask-stamp-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (stamp, file) = (folder.join("stamp"), folder.join("source"));
        let runs = Cell::new(0);
        let files = [file.clone()];
        let once = |there, fine| {
            once_changed(&stamp, &files, there, || {
                runs.set(runs.get() + 1);
                Ok(fine)
            })
        };

        fs::write(&file, "a").unwrap();
        assert_eq!((once(false, true), runs.get()), (Ok(true), 1));
        assert_eq!((once(true, true), runs.get()), (Ok(true), 1), "nothing changed");
        assert_eq!((once(false, true), runs.get()), (Ok(true), 2), "the result is gone");
        fs::write(&file, "b").unwrap();
        assert_eq!((once(true, false), runs.get()), (Ok(false), 3), "a file changed");
        assert_eq!((once(true, true), runs.get()), (Ok(true), 4), "the last try did not work");
        fs::remove_dir_all(folder).unwrap();
    }
}
