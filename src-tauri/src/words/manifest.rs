//! Of a manifest: under its step's name, and in the notifications about it.

use hallpass_app::AppError;
use hallpass_app::sso_core::{Finding, Severity};
use hallpass_app::use_case::check_my_manifest::{Output, Planned};
use hallpass_app::use_case::preview_manifest::ManifestView;

use super::Notice;
use super::sentence::{behind_colon, many, sentence};
use crate::manifest::Found;

/// Under the step's name, where the file cannot be read any more.
pub const GONE: &str = "File not readable";

/// Under the step's name: what is wrong, in a few words; else how much, or that it was not compared.
pub fn says(found: &Found) -> Option<String> {
    let Found { errors, warnings, planned, .. } = found;
    match (errors, warnings, planned) {
        (1.., _, _) => Some(known(found).map_or_else(|| many(*errors, "error"), str::to_owned)),
        (0, 1.., _) => Some(known(found).map_or_else(|| many(*warnings, "warning"), str::to_owned)),
        (0, 0, Planned::Differs) => Some("Differs from the plan".to_owned()),
        (0, 0, Planned::NotCompared) => Some("Not compared yet".to_owned()),
        (0, 0, Planned::Agrees) => None,
    }
}

fn known(found: &Found) -> Option<&'static str> {
    Some(match found.worst? {
        "not-well-formed" => "Not well-formed",
        "resource-host-mismatch" => "Wrong host in Resource",
        "resource-client-id-mismatch" => "Wrong client ID in Resource",
        "resource-differs-from-plan" => "Another Resource",
        "client-id-differs-from-plan" => "Another client ID",
        "web-application-info-missing" => "No WebApplicationInfo",
        "scope-profile-missing" => "The scope profile is missing",
        _ => return None,
    })
}

/// One that was right, while nobody looked.
pub fn broke(view: &ManifestView, error: Option<&AppError>) -> Notice {
    let message = error.map(|error| &error.message).or_else(|| view.findings.first().map(|found| &found.finding.title));
    Notice {
        title: format!("{} broke", view.name),
        sentence: message.map_or_else(String::new, |message| sentence(message)),
    }
}

/// The tray's answer.
pub fn checked(checked: &Output) -> Notice {
    let file = checked.file.file_name().unwrap_or_default().to_string_lossy();
    let place = |finding: &Finding| finding.evidence.iter().find_map(|one| one.place.line);
    let worst = checked.findings.first().filter(|finding| finding.severity != Severity::Info);
    match (worst, says(&Found::from(checked))) {
        (Some(finding), Some(says)) => Notice {
            title: format!("{file}: {}", behind_colon(&says)),
            sentence: match place(finding) {
                Some(line) => format!("{} Click to see line {line}.", sentence(&finding.title)),
                None => format!("{} Click to see it.", sentence(&finding.title)),
            },
        },
        (_, None) => Notice {
            title: format!("{file} agrees with the plan"),
            sentence: "No error, no warning, nothing to change.".to_owned(),
        },
        _ if checked.planned == Planned::Differs => Notice {
            title: format!("{file} differs from the plan"),
            sentence: "Click to see what would change.".to_owned(),
        },
        _ => Notice {
            title: format!("{file}: no error, no warning"),
            sentence: "Its values were not compared: too little is known of the add-in. Click to see it.".to_owned(),
        },
    }
}

pub fn markup_copied() -> Notice {
    Notice {
        title: "Manifest markup copied".to_owned(),
        sentence: "Paste it into your manifest. Click to see where it belongs.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use hallpass_app::use_case::preview_manifest::{Wanted, preview_text};
    use hallpass_app::{App, Folders};

    use super::*;

    #[test]
    fn it_is_said_in_a_few_words() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::on_this_machine(Folders::under(folder.path()));
        let text = "<OfficeApp xmlns=\"http://schemas.microsoft.com/office/appforoffice/1.1\"><Id>";
        let view = preview_text(&app, text, &Wanted::default()).unwrap().view;
        assert_eq!(says(&Found::from(&view)).as_deref(), Some("Not well-formed"));
        let notice = broke(&view, None);
        assert_eq!(notice.title, "Pasted manifest broke");
        assert!(notice.sentence.ends_with('.') && notice.sentence.len() > 10, "{notice:?}");
        let gone = AppError::could_not_check("file-not-found", "there is no such file");
        assert_eq!(broke(&view, Some(&gone)).sentence, "There is no such file.");
    }

    #[test]
    fn the_tray_says_it_as_the_page_does() {
        let of = |planned| Output { file: "C/manifest.xml".into(), findings: Vec::new(), planned };
        let rows = [
            (Planned::Agrees, "manifest.xml agrees with the plan"),
            (Planned::Differs, "manifest.xml differs from the plan"),
            (Planned::NotCompared, "manifest.xml: no error, no warning"),
        ];
        for (planned, title) in rows {
            assert_eq!(checked(&of(planned)).title, title);
        }
    }
}
