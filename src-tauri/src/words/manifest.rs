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

/// The same that was wrong; what is left to do is said, and nothing is right that was not compared.
pub fn mended(view: &ManifestView) -> Notice {
    let Found { warnings, planned, .. } = Found::from(view);
    let sentence = match (warnings, planned) {
        (1.., _) => format!("No error is left; {}.", many(warnings, "warning")),
        (0, Planned::NotCompared) => "No rule is broken; your registration’s values were not compared.".to_owned(),
        (0, Planned::Differs) => format!("No rule is broken; {} to apply.", many(view.change.count, "change")),
        (0, Planned::Agrees) => "It carries your plan’s values.".to_owned(),
    };
    Notice { title: format!("{} is right again", view.name), sentence }
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
    use hallpass_app::use_case::preview_manifest::{ChangeKind, ChangeView, Wanted, preview_text};
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
        let none = ManifestView { findings: vec![], ..view };
        let again = mended(&none);
        assert_eq!(again.title, "Pasted manifest is right again");
        assert!(again.sentence.contains("were not compared"), "{again:?}");
        let compared = |count: usize| {
            let change = ChangeView { count, kind: ChangeKind::Plan, refused: None, ..none.change.clone() };
            mended(&ManifestView { without_plan: None, change, ..none.clone() }).sentence
        };
        assert_eq!(compared(2), "No rule is broken; 2 changes to apply.");
        assert_eq!(compared(0), "It carries your plan’s values.");
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
