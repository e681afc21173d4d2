//! The manifest that a person works on, found and checked without being named: the one that was opened last, else that of
//! the project.

use std::path::{Path, PathBuf};

use sso_core::{Finding, Severity};

use super::check_manifest::{CheckedFile, Fix, check_manifests};
use super::overview::{as_planned, manifests_of};
use super::plan::{self, Input};
use crate::{App, AppError, opened};

/// What was found in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Output {
    pub file: PathBuf,
    /// The worst first.
    pub findings: Vec<Finding>,
    pub planned: Planned,
}

/// Whether the manifest says what the facts say.
#[derive(Debug, Clone, PartialEq)]
pub enum Planned {
    Agrees,
    Differs,
    /// Nobody knows what it should say, or it has no place for it.
    NotCompared,
}

impl Output {
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// Of several manifests in a project, the one with most errors.
///
/// # Errors
/// `manifest-not-known` where none was opened and the project has none; those of reading the file.
pub fn check_my_manifest(app: &App) -> Result<Output, AppError> {
    let files = files(app);
    if files.is_empty() {
        return Err(AppError::usage("manifest-not-known", "no manifest was opened yet").with_hint("open your manifest"));
    }
    let mut checked = check_manifests(app, &files, Fix::No).files;
    // The first of those that are equally bad.
    checked.sort_by_key(|file| std::cmp::Reverse((file.error.is_some(), errors(file))));
    let Some(worst) = checked.into_iter().next() else {
        return Err(AppError::usage("manifest-not-known", "there is no manifest").with_hint("open your manifest"));
    };
    match worst.error {
        Some(error) => Err(error),
        None => Ok(Output { planned: planned(app, &worst.file), file: worst.file, findings: worst.findings }),
    }
}

fn files(app: &App) -> Vec<PathBuf> {
    let of_project = || app.profile.project_folder.as_deref().map(manifests_of).unwrap_or_default();
    opened::manifest(app).map_or_else(of_project, |file| vec![file])
}

fn errors(file: &CheckedFile) -> usize {
    file.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
}

fn planned(app: &App, file: &Path) -> Planned {
    let plan = plan::plan_of_app(app, &Input::default()).ok();
    match plan.and_then(|plan| as_planned(app, file, &plan)) {
        Some(true) => Planned::Agrees,
        Some(false) => Planned::Differs,
        None => Planned::NotCompared,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::Folders;
    use crate::profile::change;
    use crate::use_case::edit_manifest::{Auth, Request, Scopes, apply};

    const PLAIN: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="TaskPaneApp">
  <Id>05c2e1c9-3e1d-406e-9a91-e9ac64854143</Id>
  <Version>1.0.0.0</Version>
  <ProviderName>Contoso</ProviderName>
  <DefaultLocale>en-US</DefaultLocale>
  <DisplayName DefaultValue="Contoso Expenses"/>
  <Description DefaultValue="Expenses"/>
  <Hosts><Host Name="Workbook"/></Hosts>
  <DefaultSettings><SourceLocation DefaultValue="https://localhost:3000/taskpane.html"/></DefaultSettings>
  <Permissions>ReadWriteDocument</Permissions>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/taskpaneappversionoverrides" xsi:type="VersionOverridesV1_0">
    <Hosts><Host xsi:type="Workbook"/></Hosts>
    <Resources/>
  </VersionOverrides>
</OfficeApp>
"#;

    #[test]
    fn the_opened_one_is_found_checked_and_compared() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::on_this_machine(Folders::under(&folder.path().join("settings")));
        assert_eq!(check_my_manifest(&app).unwrap_err().code, "manifest-not-known");

        let file = folder.path().join("manifest.xml");
        fs::write(&file, PLAIN).unwrap();
        // That of the project.
        let in_project = App { profile: app.profile.clone().in_folder(Some(folder.path().to_owned())), ..app.clone() };
        assert_eq!(check_my_manifest(&in_project).unwrap().file, file);

        opened::keep_manifest(&app, &file).unwrap();
        assert_eq!(check_my_manifest(&app).unwrap().planned, Planned::NotCompared, "without facts");
        change(&app, |profile| {
            profile.facts.domain = Some("localhost:3000".parse().unwrap());
            profile.facts.client_id = Some("c6c1f32b-5e55-4997-881a-753cc1d563b7".parse().unwrap());
        })
        .unwrap();
        assert_eq!(check_my_manifest(&app).unwrap().planned, Planned::Differs);

        let plan = plan::plan_of_app(&app, &Input::default()).unwrap();
        let request = Request {
            auth: Auth::LegacySso,
            scopes: Scopes::Keep,
            identity_api: false,
            app_domains: Vec::new(),
            bump_version: false,
            write: true,
        };
        apply(&app, &file, &plan, &request).unwrap();
        let checked = check_my_manifest(&app).unwrap();
        assert_eq!((checked.count(Severity::Error), checked.planned), (0, Planned::Agrees));

        let text = fs::read_to_string(&file).unwrap().replace("api://localhost:3000/", "api://localhost:3001/");
        fs::write(&file, text).unwrap();
        assert!(check_my_manifest(&app).unwrap().count(Severity::Error) > 0);

        fs::remove_file(&file).unwrap();
        assert_eq!(check_my_manifest(&app).unwrap_err().code, "file-not-found");
    }
}
