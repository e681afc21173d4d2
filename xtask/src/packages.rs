//! The packages of Debian and Ubuntu that the work here needs, and why each.

/// What someone wants to do, and the packages for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Compile the command line program.
    Command,
    /// Compile the window too.
    Window,
    /// Run every test.
    Test,
    /// Measure the command line program.
    Bench,
}

impl Need {
    /// What is needed for `other` is needed for this too.
    fn holds(self, other: Self) -> bool {
        match self {
            Self::Bench => [Self::Command, Self::Bench].contains(&other),
            Self::Command | Self::Window | Self::Test => other <= self,
        }
    }

    pub fn holds_the_window(self) -> bool {
        self.holds(Self::Window)
    }
}

pub struct Package {
    pub name: &'static str,
    pub why: &'static str,
    need: Need,
}

const PACKAGES: &[Package] = &[
    Package { name: "build-essential", why: "Rust links with it, and the cryptography is C", need: Need::Command },
    Package { name: "pkg-config", why: "finds the libraries of the window", need: Need::Window },
    Package { name: "libwebkit2gtk-4.1-dev", why: "draws the window", need: Need::Window },
    Package { name: "libdbus-1-dev", why: "asks the desktop whether it is light or dark", need: Need::Window },
    Package { name: "libayatana-appindicator3-1", why: "shows the icon in the tray", need: Need::Window },
    Package { name: "dbus", why: "tests: a session bus of their own", need: Need::Test },
    Package { name: "gnome-keyring", why: "tests: a real keyring keeps the secret", need: Need::Test },
    Package { name: "libsecret-tools", why: "tests: another program reads that secret back", need: Need::Test },
    Package { name: "libglib2.0-bin", why: "tests: locks that keyring", need: Need::Test },
    Package { name: "xvfb", why: "tests: the window opens on a display that nobody sees", need: Need::Test },
    Package {
        name: "openbox",
        why: "tests: a window manager, without which no window can be closed",
        need: Need::Test,
    },
    Package { name: "wmctrl", why: "tests: sees and closes the window as a person would", need: Need::Test },
    Package { name: "webkit2gtk-driver", why: "tests: reads and clicks the window's page", need: Need::Test },
    Package { name: "xfce4-panel", why: "tests: a real tray", need: Need::Test },
    Package { name: "xfconf", why: "tests: the settings of the panel with that tray", need: Need::Test },
    Package { name: "xclip", why: "tests: another program copies a token", need: Need::Test },
    Package { name: "fonts-dejavu-core", why: "tests: a panel and a menu need some font", need: Need::Test },
    Package { name: "libxml2-utils", why: "tests: another reader of XML agrees", need: Need::Test },
    Package { name: "git", why: "benches: counts the lines that a change touches", need: Need::Bench },
    Package {
        name: "python3-venv",
        why: "tests: MSAL Python and PyJWT, apart from the system's Python",
        need: Need::Test,
    },
    Package { name: CHROMIUM, why: "tests: a real browser signs in", need: Need::Test },
    Package { name: CHROMEDRIVER, why: "tests: fills in the browser's page", need: Need::Test },
];

pub const CHROMIUM: &str = "chromium";
pub const CHROMEDRIVER: &str = "chromium-driver";

/// Everything up to `need`. Ubuntu's packages of Chromium only lead to a snap, which cannot be driven without a desktop.
pub fn wanted(need: Need, ubuntu: bool) -> Vec<&'static Package> {
    let only_a_snap = |package: &Package| ubuntu && [CHROMIUM, CHROMEDRIVER].contains(&package.name);
    PACKAGES.iter().filter(|package| need.holds(package.need) && !only_a_snap(package)).collect()
}

/// `status` is what dpkg-query answers to `-f '${db:Status-Status} ${Package}\n'`; it leaves unknown packages out.
pub fn missing<'a>(wanted: Vec<&'a Package>, status: &str) -> Vec<&'a Package> {
    let installed: Vec<&str> = status.lines().filter_map(|line| line.strip_prefix("installed ")).collect();
    wanted.into_iter().filter(|package| !installed.contains(&package.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(packages: &[&Package]) -> Vec<&'static str> {
        packages.iter().map(|package| package.name).collect()
    }

    #[test]
    fn a_need_holds_the_smaller_ones() {
        assert_eq!(names(&wanted(Need::Command, false)), ["build-essential"]);
        let all = names(&wanted(Need::Test, false));
        assert!(all.contains(&"build-essential") && all.contains(&"libwebkit2gtk-4.1-dev") && all.contains(&CHROMIUM));
    }

    #[test]
    fn a_bench_needs_no_window() {
        assert_eq!(names(&wanted(Need::Bench, false)), ["build-essential", "git"]);
        assert!(!names(&wanted(Need::Test, false)).contains(&"git"));
        assert!(Need::Test.holds_the_window() && !Need::Bench.holds_the_window());
    }

    #[test]
    fn ubuntu_has_no_chromium_to_install() {
        let all = names(&wanted(Need::Test, true));
        assert!(!all.contains(&CHROMIUM) && !all.contains(&CHROMEDRIVER) && all.contains(&"gnome-keyring"));
    }

    #[test]
    fn only_installed_is_there() {
        let status = "installed build-essential\nconfig-files pkg-config\nnot-installed libdbus-1-dev\n";
        assert_eq!(
            names(&missing(wanted(Need::Window, false), status)),
            ["pkg-config", "libwebkit2gtk-4.1-dev", "libdbus-1-dev", "libayatana-appindicator3-1"]
        );
    }
}
