//! The clouds, with the addresses that a profile's requests would go to.

use std::path::PathBuf;

use serde::Serialize;
use sso_core::Cloud;
use sso_core::plan::PortalPage;
use ts_rs::TS;

use crate::use_case::plan::GivenCloud;
use crate::{App, AppError, practice, profile};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct EnvironmentView {
    /// As `--cloud` takes it; `custom` for addresses that somebody gave.
    pub id: &'static str,
    /// As Microsoft's pages write it; of another cloud the name that somebody gave it.
    pub name: String,
    /// `None`: of the practice tenant while it does not run.
    pub authority: Option<String>,
    pub graph: Option<String>,
    pub office_js: String,
    /// Where the portal begins, if there is one.
    pub portal: Option<String>,
    /// The profile's.
    pub chosen: bool,
}

/// Those that are known here, in the order in which they are offered, and the profile's own where it is another.
///
/// # Errors
/// Those of reading the profile and the project's file.
pub async fn environments(app: &App) -> Result<Vec<EnvironmentView>, AppError> {
    let chosen = chosen(app)?;
    let mut clouds = vec![Cloud::Practice];
    clouds.extend(Cloud::MICROSOFT);
    if !clouds.contains(&chosen) {
        clouds.push(chosen.clone());
    }
    let mut views: Vec<EnvironmentView> = clouds.iter().map(|cloud| view(cloud, *cloud == chosen)).collect();
    if let Ok(environment) = practice::environment(app).await
        && let Some(own) = views.first_mut()
    {
        (own.authority, own.graph) = (Some(environment.authority), Some(environment.graph));
    }
    Ok(views)
}

/// What a TOML file says of a cloud, before anything is sent there; nothing is changed.
///
/// # Errors
/// `cloud-unknown`, `value-not-accepted`; those of reading a file.
pub fn in_file(path: PathBuf) -> Result<EnvironmentView, AppError> {
    Ok(view(&GivenCloud::File(path).cloud()?, false))
}

/// The profile's cloud, or the project's, whose file wins.
pub(super) fn chosen(app: &App) -> Result<Cloud, AppError> {
    let known = profile::known(app)?;
    let of_project = known.project.and_then(|project| project.facts.cloud);
    Ok(of_project.or_else(|| known.profile?.facts.cloud).unwrap_or_default())
}

fn view(cloud: &Cloud, chosen: bool) -> EnvironmentView {
    EnvironmentView {
        id: id(cloud),
        name: cloud.name().to_owned(),
        authority: cloud.authority().map(str::to_owned),
        graph: cloud.graph().map(str::to_owned),
        office_js: cloud.office_js().to_owned(),
        portal: portal(cloud),
        chosen,
    }
}

/// Without the page.
pub(super) fn portal(cloud: &Cloud) -> Option<String> {
    let link = PortalPage::EnterpriseApplications.link(cloud, None)?;
    Some(link.split('#').next().unwrap_or_default().trim_end_matches('/').to_owned())
}

fn id(cloud: &Cloud) -> &'static str {
    match cloud {
        Cloud::Public => "public",
        Cloud::UsGov => "us-gov",
        Cloud::UsGovDod => "us-gov-dod",
        Cloud::China => "china",
        Cloud::Practice => "practice",
        Cloud::Custom(_) => "custom",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Folders;
    use crate::use_case::plan::Input;
    use crate::use_case::profile::set;

    #[tokio::test]
    async fn another_cloud_is_shown_before_and_listed_after_it_is_the_profiles() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::on_this_machine(Folders::under(&folder.path().join("config")));
        let chosen = |views: &[EnvironmentView]| views.iter().find(|view| view.chosen).map(|view| view.id);
        let known = environments(&app).await.unwrap();
        assert_eq!(
            known.iter().map(|view| view.id).collect::<Vec<_>>(),
            ["practice", "public", "us-gov", "us-gov-dod", "china"]
        );
        assert_eq!((chosen(&known), &known[0].authority), (Some("public"), &None), "no practice tenant runs");
        assert_eq!(known[1].portal.as_deref(), Some("https://entra.microsoft.com"));

        let file = folder.path().join("cloud.toml");
        std::fs::write(
            &file,
            "name = \"Contoso\"\nauthority = \"https://login.example\"\ngraph = \"https://graph.example\"\n",
        )
        .unwrap();
        let shown = in_file(file.clone()).unwrap();
        assert_eq!((shown.name.as_str(), shown.authority.as_deref()), ("Contoso", Some("https://login.example")));
        assert_eq!(chosen(&environments(&app).await.unwrap()), Some("public"), "looking changes nothing");

        set(&app, &Input { cloud: Some(GivenCloud::File(file.clone())), ..Input::default() }, &[]).unwrap();
        let after = environments(&app).await.unwrap();
        assert_eq!(after.last(), Some(&EnvironmentView { chosen: true, ..shown }));

        std::fs::write(&file, "name = \"Contoso\"\nauthority = \"http://login.example\"\n").unwrap();
        assert_eq!(in_file(file).unwrap_err().code, "value-not-accepted");
        assert_eq!(in_file(folder.path().join("none.toml")).unwrap_err().code, "cloud-unknown");
    }
}
