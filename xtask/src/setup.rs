//! What must be on this machine before anything is built: tools, then system packages.

use std::path::Path;

use crate::failure::Failure;
use crate::host::Host;
use crate::packages::{self, Need, Package};
use crate::project::Project;
use crate::shell;
use crate::toolchain;

/// Left by the linker script when it brought the compiler and could not say so; see `link-on-linux`.
const BROUGHT_BY_LINKER: &str = "brought-by-linker";

pub fn prepare(project: &Project, host: &Host, need: Need) -> Result<(), Failure> {
    toolchain::check(project)?;
    if need == Need::Test {
        toolchain::check_components(project.root())?;
    }
    say_what_the_linker_brought(project)?;
    match host {
        Host::Debian { name, ubuntu } => install(project, name, packages::wanted(need, *ubuntu)),
        Host::OtherLinux { name } => other_linux(project, name, need),
        Host::MacOs => {
            println!(
                "On macOS the compiler comes by: xcode-select --install; the rest by: brew install rustup node python"
            );
            Ok(())
        }
        Host::Windows => {
            println!(
                "On Windows the rest comes by: winget install Microsoft.VisualStudio.2022.BuildTools Kitware.CMake \
                 NASM.NASM Microsoft.EdgeWebView2Runtime Python.Python.3.13 (Build Tools with the workload for C++)"
            );
            Ok(())
        }
    }
}

fn install(project: &Project, host: &str, wanted: Vec<&Package>) -> Result<(), Failure> {
    let root = project.root();
    // dpkg-query ends with 1 when it does not know a name, and still answers for the others.
    let mut query = shell::command("dpkg-query", &["-W", "-f", "${db:Status-Status} ${Package}\n"], root);
    let answer = query
        .args(wanted.iter().map(|package| package.name))
        .output()
        .map_err(|error| Failure::new(format!("cannot start dpkg-query: {error}")))?;
    let missing = packages::missing(wanted, &String::from_utf8_lossy(&answer.stdout));
    if missing.is_empty() {
        return Ok(());
    }

    println!("Missing on {host}:");
    for package in &missing {
        println!("  {:<24} {}", package.name, package.why);
    }
    let names: Vec<&str> = missing.iter().map(|package| package.name).collect();
    let sudo = if is_root(root) {
        None
    } else if shell::on_path("sudo") {
        Some("sudo")
    } else {
        return Err(Failure::usage(format!(
            "installing them needs root or sudo; as root: apt-get update && apt-get install --no-install-recommends {}",
            names.join(" ")
        )));
    };
    let install = ["install", "-y", "--no-install-recommends"];
    let arguments: Vec<&str> = install.iter().chain(&names).copied().collect();
    for arguments in [&["update", "-q"][..], &arguments] {
        if !shell::run(&mut apt_get(sudo, arguments, root))? {
            return Err(Failure::new(format!("apt-get {} did not work", arguments[0])));
        }
    }
    Ok(())
}

fn apt_get(sudo: Option<&str>, arguments: &[&str], root: &Path) -> std::process::Command {
    // Through env, because sudo drops the variables of whoever calls it.
    let quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
    let words: Vec<&str> = sudo.iter().chain(&quiet).chain(arguments).copied().collect();
    shell::command(words[0], &words[1..], root)
}

fn is_root(root: &Path) -> bool {
    shell::output(&mut shell::command("id", &["-u"], root)).as_deref() == Some("0")
}

fn other_linux(project: &Project, host: &str, need: Need) -> Result<(), Failure> {
    let library = ["--exists", "webkit2gtk-4.1", "dbus-1"];
    if !need.holds_the_window() || shell::output(&mut shell::command("pkg-config", &library, project.root())).is_some()
    {
        return Ok(());
    }
    Err(Failure::usage(by_hand(host)))
}

fn by_hand(host: &str) -> String {
    // A Debian without apt-get, or one of its children that does not say so, has its names too.
    let debian: Vec<&str> = packages::wanted(Need::Window, false).iter().map(|package| package.name).collect();
    format!(
        "{host} is not set up by this command: install a C compiler, pkg-config and the development files of \
         WebKitGTK 4.1 and D-Bus (Debian and Ubuntu: {}; Fedora: gcc pkgconf-pkg-config webkit2gtk4.1-devel dbus-devel; \
         Arch: base-devel webkit2gtk-4.1 dbus)",
        debian.join(" ")
    )
}

fn say_what_the_linker_brought(project: &Project) -> Result<(), Failure> {
    let note = project.scratch(BROUGHT_BY_LINKER)?;
    if let Ok(packages) = std::fs::read_to_string(&note) {
        println!("Already installed, to link this very command: {}", packages.trim());
        // Said once; where it cannot be removed it is said again, which does no harm.
        let _ = std::fs::remove_file(note);
    }
    Ok(())
}

/// A sentence where the tests' browser has to be brought by hand.
pub fn browser_to_bring(host: &Host) -> Option<String> {
    let ubuntu = matches!(host, Host::Debian { ubuntu: true, .. });
    let browser = ["chromium", "google-chrome"].iter().any(|name| shell::on_path(name));
    (ubuntu && !(browser && shell::on_path("chromedriver"))).then(|| {
        format!(
            "{} has Chromium only as a snap, which cannot be driven without a desktop: install google-chrome-stable \
             and chromedriver from Google for the tests with a browser",
            host.name()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_family_reads_the_names_of_its_packages() {
        let sentence = by_hand("Debian GNU/Linux 12 (bookworm)");
        assert!(sentence.starts_with("Debian GNU/Linux 12 (bookworm) is not set up by this command: "), "{sentence}");
        for package in packages::wanted(Need::Window, false) {
            assert!(sentence.contains(package.name), "{} is not in: {sentence}", package.name);
        }
        assert!(sentence.contains("Fedora: gcc ") && sentence.contains("Arch: base-devel "), "{sentence}");
    }
}
