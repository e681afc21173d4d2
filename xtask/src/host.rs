//! What kind of machine this is, as far as set-up differs.

use std::fs;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Host {
    /// Debian or one of its children with apt-get. Ubuntu differs in its Chromium, which is a snap.
    Debian {
        name: String,
        ubuntu: bool,
    },
    OtherLinux {
        name: String,
    },
    MacOs,
    Windows,
}

impl Host {
    pub fn find() -> Self {
        if cfg!(windows) {
            return Self::Windows;
        }
        if cfg!(target_os = "macos") {
            return Self::MacOs;
        }
        let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
        Self::of_linux(&release, crate::shell::on_path("apt-get"))
    }

    fn of_linux(release: &str, has_apt: bool) -> Self {
        let value = |key: &str| {
            let line = release.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
            line.unwrap_or_default().trim_matches(|c| c == '"' || c == '\'').to_owned()
        };
        let name =
            Some(value("PRETTY_NAME")).filter(|name| !name.is_empty()).unwrap_or_else(|| "this Linux".to_owned());
        let kin = format!("{} {}", value("ID"), value("ID_LIKE"));
        let is = |wanted: &str| kin.split_whitespace().any(|word| word == wanted);
        if has_apt && (is("debian") || is("ubuntu")) {
            Self::Debian { name, ubuntu: is("ubuntu") }
        } else {
            Self::OtherLinux { name }
        }
    }

    pub fn is_linux(&self) -> bool {
        matches!(self, Self::Debian { .. } | Self::OtherLinux { .. })
    }

    pub fn name(&self) -> &str {
        match self {
            Self::Debian { name, .. } | Self::OtherLinux { name } => name,
            Self::MacOs => "macOS",
            Self::Windows => "Windows",
        }
    }

    /// Can a window be shown? Elsewhere than on Linux there always is a desktop.
    pub fn has_display(&self) -> bool {
        let set = |name: &str| std::env::var_os(name).map_or(false, |value| !value.is_empty());
        !self.is_linux() || set("DISPLAY") || set("WAYLAND_DISPLAY")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_release_file_tells_the_family() {
        let debian = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n";
        let ubuntu = "PRETTY_NAME=\"Ubuntu 24.04 LTS\"\nID=ubuntu\nID_LIKE=debian\n";
        let mint = "PRETTY_NAME='Linux Mint 22'\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n";
        let fedora = "PRETTY_NAME=\"Fedora Linux 42\"\nID=fedora\n";
        let debian_host = |name: &str, ubuntu| Host::Debian { name: name.to_owned(), ubuntu };
        let other = |name: &str| Host::OtherLinux { name: name.to_owned() };
        for (release, has_apt, host) in [
            (debian, true, debian_host("Debian GNU/Linux 12 (bookworm)", false)),
            (ubuntu, true, debian_host("Ubuntu 24.04 LTS", true)),
            (mint, true, debian_host("Linux Mint 22", true)),
            (fedora, false, other("Fedora Linux 42")),
            (debian, false, other("Debian GNU/Linux 12 (bookworm)")),
            ("", false, other("this Linux")),
        ] {
            assert_eq!(Host::of_linux(release, has_apt), host);
        }
    }
}
