//! Hosts of a manifest that have no single sign-on.

use addin_manifest::{Manifest, Text};

use crate::HostWithoutSso;

/// Each host of the manifest that has no single sign-on, with the place where it is named. None of the unified manifest:
/// it names no such host.
pub fn hosts_without_sso(manifest: &Manifest) -> impl Iterator<Item = (HostWithoutSso, &Text)> {
    let named = manifest.hosts.iter();
    named.filter_map(|host| Some((HostWithoutSso::of_manifest_name(&host.value)?, host)))
}

/// Whether the manifest names hosts and none of them has single sign-on. Without a `VersionOverrides` such a manifest has
/// no place for the markup, either: one that is made would not be read by anybody.
pub fn all_without_sso(manifest: &Manifest) -> bool {
    !manifest.hosts.is_empty() && hosts_without_sso(manifest).count() == manifest.hosts.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::manifest::testing::TASK_PANE;

    #[test]
    fn some_and_all() {
        for (hosts, without, all) in [
            ("<Host Name=\"Workbook\"/>", "", false),
            ("<Host Name=\"Notebook\"/>", "OneNote", true),
            ("<Host Name=\"Project\"/><Host Name=\"Database\"/>", "Project, Access", true),
            ("<Host Name=\"Notebook\"/><Host Name=\"Document\"/>", "OneNote", false),
            ("<Host Name=\"Another\"/>", "", false),
            ("", "", false),
        ] {
            let text = TASK_PANE.replace("<Host Name=\"Workbook\"/>", hosts);
            let manifest = addin_manifest::read(text.as_bytes());
            let names = hosts_without_sso(&manifest).map(|(host, _)| host.to_string()).collect::<Vec<_>>();
            assert_eq!((names.join(", ").as_str(), all_without_sso(&manifest)), (without, all), "{hosts}");
        }
    }
}
