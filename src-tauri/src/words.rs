//! Every sentence of the shell: the tray's menu, notifications, the one message. The page's are in `ui/src/text`.

use hallpass_app::AppError;
use hallpass_app::sso_core::Severity;
use hallpass_app::use_case::preview_manifest::ManifestView;
use hallpass_app::use_case::rehearse::{Outcome, RehearsalView, Step};
use hallpass_app::use_case::token_view::TokenView;

use crate::state::State;

pub const OPEN: &str = "Open Hallpass";
const REHEARSE: &str = "Rehearse in the practice tenant";
/// In its place while one runs.
const STOP_REHEARSAL: &str = "Stop the rehearsal";
pub const INSPECT: &str = "Inspect token in clipboard";
pub const QUIT: &str = "Quit";

/// Said once, where a desktop has no tray.
pub const NO_TRAY: Notice<&str> = Notice {
    title: "Hallpass stays a window",
    sentence: "This desktop shows no tray icons, so closing the window ends Hallpass. Tray icons need the library \
        libayatana-appindicator3 and a panel that shows them; on GNOME the AppIndicator extension does.",
};

/// A title and a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice<Text = String> {
    pub title: Text,
    pub sentence: Text,
}

/// The first line of the tray's menu.
pub fn state(state: State) -> String {
    match state {
        State::NothingSetUp => "Nothing set up yet".to_owned(),
        State::PracticeReady => "Practice tenant is ready".to_owned(),
        State::PracticeNotStarted => "Practice tenant did not start".to_owned(),
        State::Rehearsing => "Rehearsing…".to_owned(),
        State::Passed => "Rehearsal passed".to_owned(),
        State::PassedWithWarning(at) => format!("Rehearsal passed, with a warning: {}", step(at)),
        State::Failed(at) => format!("Rehearsal failed: {}", step(at)),
        State::NotRehearsed => "Rehearsal could not run".to_owned(),
    }
}

pub fn rehearsed(rehearsal: &RehearsalView) -> Notice {
    let told = |outcome| {
        let report = rehearsal.steps.iter().find(|report| report.outcome == outcome)?;
        Some(report.error.as_ref().map_or_else(|| sentence(&report.detail), |error| sentence(&error.message)))
    };
    let answer = if rehearsal.passed { told(Outcome::Warn) } else { told(Outcome::Fail) };
    let person = rehearsal.graph.iter().find(|field| field.name == "displayName");
    Notice {
        title: state(State::of(rehearsal)),
        sentence: answer.unwrap_or_else(|| match person {
            Some(person) => format!("Graph answered as {}.", person.value),
            None => "Click to see each step.".to_owned(),
        }),
    }
}

pub fn not_rehearsed(error: &AppError) -> Notice {
    Notice { title: state(State::NotRehearsed), sentence: sentence(&error.message) }
}

/// What it is; what that is for and what it says stands on its page.
pub fn inspected(token: &TokenView) -> Notice {
    let kind = token.kind.split_once(": ").map_or(token.kind.as_str(), |(kind, _)| kind);
    let verified = if token.verified { "" } else { " Nothing was verified." };
    Notice { title: "Token in clipboard inspected".to_owned(), sentence: sentence(kind) + verified }
}

pub fn not_inspected(error: &AppError) -> Notice {
    Notice { title: "No token to inspect".to_owned(), sentence: sentence(&error.message) }
}

pub fn not_shown(error: &AppError) -> Notice {
    Notice { title: "Hallpass has no window".to_owned(), sentence: sentence(&error.message) }
}

pub fn not_opened(error: &tauri::Error) -> AppError {
    AppError::failed("window-not-opened", format!("the window could not be opened: {error}"))
        .with_hint("the same journey without a window: hallpass rehearse")
}

/// Under the step's name, where the manifest's file cannot be read any more.
pub const MANIFEST_GONE: &str = "File not readable";
/// The same where nobody knows the values that it must have.
pub const MANIFEST_NOT_COMPARED: &str = "Not compared yet";

/// A manifest that was right, while nobody looked.
pub fn manifest_broke(view: &ManifestView, error: Option<&AppError>) -> Notice {
    let message = error.map(|error| &error.message).or_else(|| view.findings.first().map(|found| &found.finding.title));
    Notice {
        title: format!("{} broke", view.name),
        sentence: message.map_or_else(String::new, |message| sentence(message)),
    }
}

/// Under the step's name: what is wrong, in a few words; of several findings how many.
pub fn manifest_says(view: &ManifestView, count: usize, severity: Severity) -> String {
    let first = view.findings.iter().map(|found| found.finding.code.as_str()).next().unwrap_or_default();
    let known = match first {
        "not-well-formed" => "Not well-formed",
        "resource-host-mismatch" => "Wrong host in Resource",
        "resource-client-id-mismatch" => "Wrong client ID in Resource",
        "resource-differs-from-plan" => "Another Resource",
        "client-id-differs-from-plan" => "Another client ID",
        "web-application-info-missing" => "No WebApplicationInfo",
        "scope-profile-missing" => "The scope profile is missing",
        _ => "",
    };
    match (count, known) {
        (_, known) if !known.is_empty() => known.to_owned(),
        (1, _) => format!("1 {severity}"),
        _ => format!("{count} {severity}s"),
    }
}

/// Under the step's name: what the plan would change.
pub fn changes(count: usize) -> String {
    if count == 1 { "1 change to apply".to_owned() } else { format!("{count} changes to apply") }
}

/// What the item does now: starts one, or stops the one that runs.
pub fn rehearse(state: State) -> &'static str {
    if state == State::Rehearsing { STOP_REHEARSAL } else { REHEARSE }
}

fn step(step: Step) -> &'static str {
    match step {
        Step::Plan => "plan",
        Step::Register => "register",
        Step::Manifest => "manifest",
        Step::Vault => "keyring",
        Step::SignIn => "sign-in",
        Step::Token => "token",
        Step::OnBehalfOf => "on-behalf-of",
        Step::Graph => "graph",
    }
}

/// An error's message begins in lower case and has no full stop; a sentence that stands alone has both.
fn sentence(message: &str) -> String {
    let mut rest = message.chars();
    let first = rest.next().map(char::to_uppercase).into_iter().flatten();
    let stop = if message.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    first.chain(rest).collect::<String>() + stop
}

#[cfg(test)]
mod tests {
    use hallpass_app::use_case::rehearse::{GraphField, StepReport};

    use super::*;

    fn rehearsal(passed: bool, step: Step, outcome: Outcome, error: Option<AppError>) -> RehearsalView {
        let name = GraphField { name: "displayName".to_owned(), value: "Adele Vance".to_owned() };
        RehearsalView {
            passed,
            steps: vec![StepReport { step, outcome, detail: "the detail".to_owned(), error }],
            manifest_difference: String::new(),
            token: None,
            graph: if passed { vec![name] } else { vec![] },
        }
    }

    #[test]
    fn a_rehearsal_is_told_in_a_title_and_a_sentence() {
        let refused = AppError::failed("AADSTS7000215", "the client secret was refused: it is the secret's ID");
        let absent = AppError::could_not_check("keyring-absent", "there is no keyring");
        let rows = [
            (rehearsal(true, Step::Graph, Outcome::Fine, None), "Rehearsal passed", "Graph answered as Adele Vance."),
            (
                rehearsal(true, Step::Vault, Outcome::Warn, Some(absent)),
                "Rehearsal passed, with a warning: keyring",
                "There is no keyring.",
            ),
            (
                rehearsal(false, Step::OnBehalfOf, Outcome::Fail, Some(refused)),
                "Rehearsal failed: on-behalf-of",
                "The client secret was refused: it is the secret's ID.",
            ),
        ];
        for (view, title, sentence) in rows {
            assert_eq!(rehearsed(&view), Notice { title: title.to_owned(), sentence: sentence.to_owned() });
        }
    }

    #[test]
    fn of_a_token_the_kind_is_told() {
        let kind = "This is an ID token: it tells the client who signed in".to_owned();
        let verdict = "a long one".to_owned();
        let token = TokenView { kind, verdict, verified: false, passed: false, checks: vec![], claims: vec![] };
        assert_eq!(inspected(&token).sentence, "This is an ID token. Nothing was verified.");
    }

    #[test]
    fn the_state_is_said_in_words() {
        assert_eq!(state(State::NothingSetUp), "Nothing set up yet");
        assert_eq!(state(State::PracticeReady), "Practice tenant is ready");
        assert_eq!(state(State::Failed(Step::OnBehalfOf)), "Rehearsal failed: on-behalf-of");
        assert_eq!(rehearse(State::Rehearsing), "Stop the rehearsal");
        assert_eq!(rehearse(State::Passed), "Rehearse in the practice tenant");
    }

    #[test]
    fn a_manifest_is_said_in_a_few_words() {
        use hallpass_app::use_case::preview_manifest::{Wanted, preview_text};
        let folder = tempfile::tempdir().unwrap();
        let app = hallpass_app::App::on_this_machine(hallpass_app::Folders::under(folder.path()));
        let text = "<OfficeApp xmlns=\"http://schemas.microsoft.com/office/appforoffice/1.1\"><Id>";
        let view = preview_text(&app, text, &Wanted::default()).unwrap().view;
        assert_eq!(manifest_says(&view, 1, Severity::Error), "Not well-formed");
        let notice = manifest_broke(&view, None);
        assert_eq!(notice.title, "Pasted manifest broke");
        assert!(notice.sentence.ends_with('.') && notice.sentence.len() > 10, "{notice:?}");
        let gone = AppError::could_not_check("file-not-found", "there is no such file");
        assert_eq!(manifest_broke(&view, Some(&gone)).sentence, "There is no such file.");
        let none = ManifestView { findings: vec![], ..view };
        assert_eq!(manifest_says(&none, 2, Severity::Warning), "2 warnings");
        assert_eq!((changes(1), changes(3)), ("1 change to apply".to_owned(), "3 changes to apply".to_owned()));
    }

    #[test]
    fn a_message_becomes_a_sentence() {
        assert_eq!(sentence("the clipboard holds no text"), "The clipboard holds no text.");
        assert_eq!(sentence("Élan."), "Élan.");
    }
}
