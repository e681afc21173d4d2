//! The markup alone, for whoever puts it into a manifest by hand.

use std::path::Path;

use addin_manifest::{Format, excerpt};
use sso_core::plan::Auth;

use super::edit_manifest::{NAA_WITHOUT_MARKUP, Scopes, with_markup_of};
use super::plan::{Input, plan_of_app};
use super::show_manifest::FormatName;
use crate::{App, AppError};

/// What the markup is put into to be taken out again: there is one way to write it.
const XML: &str = "<OfficeApp xmlns=\"http://schemas.microsoft.com/office/appforoffice/1.1\" \
    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"TaskPaneApp\">\n  \
    <VersionOverrides xmlns=\"http://schemas.microsoft.com/office/taskpaneappversionoverrides\" \
    xsi:type=\"VersionOverridesV1_0\">\n    <Resources/>\n  </VersionOverrides>\n</OfficeApp>\n";
const JSON: &str = "{\n  \"manifestVersion\": \"1.22\",\n  \"extensions\": [{}]\n}\n";

/// `WebApplicationInfo` with the values of the profile's plan, as it stands in a manifest of this format.
///
/// # Errors
/// `fact-missing`; those of reading the profile; `not-applicable` where the way to a token needs no markup.
pub fn manifest_markup(app: &App, format: FormatName) -> Result<String, AppError> {
    let plan = plan_of_app(app, &Input::default())?;
    let (around, name) = match format {
        FormatName::Xml => (XML, "manifest.xml"),
        FormatName::Json => (JSON, "manifest.json"),
    };
    let auth = plan.facts.auth;
    if format == FormatName::Xml && auth == Auth::Naa {
        return Err(AppError::failed("not-applicable", NAA_WITHOUT_MARKUP));
    }
    let bytes = with_markup_of(Path::new(name), around.as_bytes(), &plan, Scopes::OfPlan, auth)?;
    markup_of(&bytes).ok_or_else(|| AppError::failed("not-applicable", "there is no markup for this plan"))
}

/// The first markup of a manifest, without the indentation that it has there; of JSON with the name of its property.
pub(crate) fn markup_of(bytes: &[u8]) -> Option<String> {
    let manifest = addin_manifest::read(bytes);
    let text = excerpt(bytes, manifest.web_application_info.first()?.span);
    let indent = |line: &str| line.len() - line.trim_start().len();
    let outer = text.lines().last().map_or(0, indent);
    let inside = |line: &str| line.get(outer.min(indent(line))..).unwrap_or(line).to_owned();
    let lines: Vec<String> = text.lines().map(inside).collect();
    let name = "\"webApplicationInfo\"";
    let is_bare = manifest.format == Format::Json && !text.starts_with(name);
    Some(format!("{}{}", if is_bare { format!("{name}: ") } else { String::new() }, lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Folders;
    use crate::profile::change;

    #[test]
    fn the_markup_of_what_the_profile_knows() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::on_this_machine(Folders::under(folder.path()));
        assert_eq!(manifest_markup(&app, FormatName::Xml).unwrap_err().code, "fact-missing");
        change(&app, |profile| {
            profile.facts.domain = Some("localhost:3000".parse().unwrap());
            profile.facts.client_id = Some("c6c1f32b-5e55-4997-881a-753cc1d563b7".parse().unwrap());
        })
        .unwrap();
        let xml = manifest_markup(&app, FormatName::Xml).unwrap();
        assert!(
            xml.starts_with("<WebApplicationInfo>\n  <Id>c6c1f32b-") && xml.ends_with("\n</WebApplicationInfo>"),
            "{xml}"
        );
        let json = manifest_markup(&app, FormatName::Json).unwrap();
        assert!(
            json.starts_with("\"webApplicationInfo\": {\n  \"id\": \"c6c1f32b-") && json.ends_with("\n}"),
            "{json}"
        );
        change(&app, |profile| profile.facts.auth = Some(Auth::Naa)).unwrap();
        assert_eq!(manifest_markup(&app, FormatName::Xml).unwrap_err().code, "not-applicable");
    }
}
