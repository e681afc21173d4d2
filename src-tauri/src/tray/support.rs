//! Does this desktop show tray icons? Asked before one is built: on Linux, where the library that draws it is missing,
//! the tray crate panics, and where no panel shows it, a window that is closed would be gone for good.

use std::time::Duration;

/// Waits up to `limit` for a panel, which at login may come after the programs that start with it.
#[cfg(not(target_os = "linux"))]
pub async fn there(_limit: Duration) -> bool {
    true
}

/// Waits up to `limit` for a panel, which at login may come after the programs that start with it.
#[cfg(target_os = "linux")]
pub async fn there(limit: Duration) -> bool {
    // It starts a program and reads folders: not on a thread that others wait for.
    let installed = tauri::async_runtime::spawn_blocking(indicator_library::installed);
    installed.await.unwrap_or(false) && watcher::there(limit).await
}

/// Who registers tray icons: a panel, or a part of the desktop.
#[cfg(target_os = "linux")]
mod watcher {
    use std::time::Duration;

    use tokio::time::{Instant, sleep};
    use zbus::Connection;
    use zbus::connection::Builder;
    use zbus::fdo::DBusProxy;
    use zbus::names::BusName;

    const NAME: &str = "org.kde.StatusNotifierWatcher";
    /// How often it is asked for.
    const PAUSE: Duration = Duration::from_millis(250);
    const ANSWER: Duration = Duration::from_secs(2);

    /// False at once without a session bus: that one is there before any program, or does not come.
    pub async fn there(limit: Duration) -> bool {
        let Ok(bus) = connect().await else { return false };
        let end = Instant::now() + limit;
        loop {
            if has_owner(&bus).await.unwrap_or(false) {
                return true;
            }
            if Instant::now() >= end {
                return false;
            }
            sleep(PAUSE).await;
        }
    }

    /// With a limit: a bus that hangs is one without a panel.
    async fn connect() -> zbus::Result<Connection> {
        Builder::session()?.method_timeout(ANSWER).build().await
    }

    async fn has_owner(bus: &Connection) -> zbus::Result<bool> {
        Ok(DBusProxy::new(bus).await?.name_has_owner(BusName::try_from(NAME)?).await?)
    }
}

/// The library that the tray crate loads when it is first used. To load it here would take `unsafe`, so it is looked up
/// where the loader looks: in `LD_LIBRARY_PATH` (an AppImage sets it), in the loader's cache, in the usual folders. What
/// that misses: a file of that name that cannot be loaded (another machine's, or damaged) counts as there, and one that
/// only a run path of the program leads to counts as missing.
#[cfg(target_os = "linux")]
mod indicator_library {
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};

    /// In the order in which the tray crate tries them.
    const NAMES: [&str; 2] = ["libayatana-appindicator3.so.1", "libappindicator3.so.1"];
    /// For distributions without a cache.
    const USUAL: [&str; 4] = ["/usr/lib64", "/usr/lib", "/lib64", "/lib"];

    pub fn installed() -> bool {
        let named = std::env::var_os("LD_LIBRARY_PATH").unwrap_or_default();
        let named: Vec<PathBuf> = std::env::split_paths(&named).filter(|folder| folder.is_absolute()).collect();
        in_folder(named.iter().map(PathBuf::as_path))
            || cache().is_some_and(|cache| in_cache(&cache))
            || in_folder(USUAL.iter().map(Path::new))
    }

    fn in_folder<'a>(mut folders: impl Iterator<Item = &'a Path>) -> bool {
        folders.any(|folder| NAMES.iter().any(|name| folder.join(name).is_file()))
    }

    /// `None` where there is no such program, or it failed.
    fn cache() -> Option<String> {
        // The system's own: never what a PATH finds.
        ["/sbin/ldconfig", "/usr/sbin/ldconfig"].iter().find_map(|program| {
            let printed = Command::new(program).arg("-p").stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
            printed.status.success().then(|| String::from_utf8_lossy(&printed.stdout).into_owned())
        })
    }

    /// Each line: `name (kind) => path`.
    fn in_cache(cache: &str) -> bool {
        cache.lines().filter_map(|line| line.split_whitespace().next()).any(|name| NAMES.contains(&name))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn the_cache_is_read_by_name() {
            let line = |name: &str| format!("2 libs found in cache\n\t{name} (libc6,x86-64) => /usr/lib/{name}\n");
            assert!(in_cache(&line("libayatana-appindicator3.so.1")));
            assert!(in_cache(&line("libappindicator3.so.1")));
            assert!(!in_cache(&line("libayatana-appindicator3.so")));
            assert!(!in_cache(&line("libayatana-indicator3.so.7")));
        }

        #[test]
        fn a_folder_is_looked_into() {
            let folder = tempfile::tempdir().unwrap();
            assert!(!in_folder([folder.path()].into_iter()));
            hallpass_app::files::write_private(&folder.path().join(NAMES[1]), b"").unwrap();
            assert!(in_folder([folder.path()].into_iter()));
        }
    }
}
