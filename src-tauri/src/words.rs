//! Every sentence of the shell: the tray's menu, notifications, the one message. The page's are in `ui/src/text`.

use hallpass_app::AppError;
use hallpass_app::sso_core::Severity;
use hallpass_app::use_case::agreement::AgreementFact;
use hallpass_app::use_case::preview_manifest::ManifestView;
use hallpass_app::use_case::rehearse::{Outcome, RehearsalView, Step};
use hallpass_app::use_case::token_view::TokenView;

use crate::state::Rehearsed;

pub mod tray;

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

pub fn rehearsed(rehearsal: &RehearsalView) -> Notice {
    let told = |outcome| {
        let report = rehearsal.steps.iter().find(|report| report.outcome == outcome)?;
        Some(report.error.as_ref().map_or_else(|| sentence(&report.detail), |error| sentence(&error.message)))
    };
    let answer = if rehearsal.passed { told(Outcome::Warn) } else { told(Outcome::Fail) };
    let person = rehearsal.graph.iter().find(|field| field.name == "displayName");
    Notice {
        title: tray::rehearsed(Rehearsed::of(rehearsal)),
        sentence: answer.unwrap_or_else(|| match person {
            Some(person) => format!("Graph answered as {}.", person.value),
            None => "Click to see each step.".to_owned(),
        }),
    }
}

pub fn not_rehearsed(error: &AppError) -> Notice {
    Notice { title: tray::rehearsed(Rehearsed::CouldNotRun), sentence: sentence(&error.message) }
}

/// What it is; what that is for and what it says stands on its page.
pub fn inspected(token: &TokenView) -> Notice {
    let kind = token.kind.split_once(": ").map_or(token.kind.as_str(), |(kind, _)| kind);
    let verified = if token.verified { "" } else { " Nothing was verified." };
    Notice { title: "Token in clipboard inspected".to_owned(), sentence: sentence(kind) + verified }
}

/// Under the name of the step, by the check that failed.
pub fn failing_check(id: &str) -> String {
    match id {
        "form" => "Not a usable token",
        "algorithm" => "Algorithm is not accepted",
        "key" => "Key is unknown",
        "signature" => "Signature does not hold",
        "issuer" => "Another issuer",
        "tenant" => "Another tenant",
        "audience" => "For another app",
        "lifetime" => "Outside its time",
        "scope" => "Scope differs",
        "client" => "Another client",
        _ => "A check failed",
    }
    .to_owned()
}

/// Under the name of the step, while a person signs in.
pub const WAITING_FOR_BROWSER: &str = "Waiting for your browser";
pub const WAITING_FOR_CODE: &str = "Waiting for the code";

/// Under the name of a step that could not be looked at.
pub const NOT_TRIED: &str = "Could not be tried";

/// The first clause of an error, under the name of its step.
pub fn clause(message: &str) -> String {
    let end = [". ", ": ", "; "].iter().filter_map(|end| message.find(end)).min().unwrap_or(message.len());
    let clause = &message[..end];
    sentence(clause).trim_end_matches('.').to_owned()
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

/// The same that was wrong; what is left to do is said, and nothing is right that was not compared.
pub fn manifest_mended(view: &ManifestView) -> Notice {
    let warnings = view.count(Severity::Warning);
    let sentence = match (warnings, &view.without_plan, view.change.count) {
        (1.., ..) => format!("No error is left; {}.", manifest_says_count(warnings, Severity::Warning)),
        (0, Some(_), _) => "No rule is broken; your registration’s values were not compared.".to_owned(),
        (0, None, 1..) => format!("No rule is broken; {}.", changes(view.change.count)),
        (0, None, 0) => "It carries your plan’s values.".to_owned(),
    };
    Notice { title: format!("{} is right again", view.name), sentence }
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
        _ => manifest_says_count(count, severity),
    }
}

fn manifest_says_count(count: usize, severity: Severity) -> String {
    if count == 1 { format!("1 {severity}") } else { format!("{count} {severity}s") }
}

/// Under the step's name: what the plan would change.
pub fn changes(count: usize) -> String {
    if count == 1 { "1 change to apply".to_owned() } else { format!("{count} changes to apply") }
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

/// As it stands under a step: what differs, else the one finding where it is short, else how many there are. `None` where
/// there is none.
pub fn findings<'a>(
    differs: Option<AgreementFact>,
    mut titles: impl Iterator<Item = &'a str>,
    failing: usize,
    attention: usize,
) -> Option<String> {
    /// Characters that stand in two lines of the rail.
    const SHORT: usize = 40;
    let only = titles.next().filter(|title| failing + attention == 1 && title.chars().count() <= SHORT);
    let fact = differs.map(|fact| match fact {
        AgreementFact::ClientId => "Client ID differs",
        AgreementFact::HostAndPort => "Host and port differ",
        AgreementFact::Tenant => "Tenant differs",
        AgreementFact::Scope => "Scope differs",
        AgreementFact::GraphPermissions => "Graph permissions differ",
    });
    match (failing, attention, fact) {
        (0, 0, _) => None,
        (_, _, Some(fact)) => Some(fact.to_owned()),
        _ if only.is_some() => only.map(|title| sentence(title).trim_end_matches('.').to_owned()),
        (0, 1, None) => Some("1 needs attention".to_owned()),
        (0, many, None) => Some(format!("{many} need attention")),
        (1, _, None) => Some("1 to mend".to_owned()),
        (many, _, None) => Some(format!("{many} to mend")),
    }
}

/// The same where a file could not be read.
pub fn not_read() -> String {
    "Could not be read".to_owned()
}

#[cfg(test)]
mod tests {
    use hallpass_app::sso_core::token::CheckId;
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
        let token = TokenView {
            kind,
            verdict,
            verified: false,
            passed: false,
            checks: vec![],
            claims: vec![],
            issued: None,
            expires: None,
            user: None,
            user_key: None,
            json: String::new(),
            what_now: vec![],
        };
        assert_eq!(inspected(&token).sentence, "This is an ID token. Nothing was verified.");
    }

    #[test]
    fn each_check_of_a_token_has_words_of_its_own() {
        let all = CheckId::ALL.map(|id| failing_check(id.as_str()));
        assert!(!all.contains(&failing_check("another")), "{all:?}");
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
        let mended = manifest_mended(&none);
        assert_eq!(mended.title, "Pasted manifest is right again");
        assert!(mended.sentence.contains("were not compared"), "{mended:?}");
        let compared = |count: usize| {
            let change = hallpass_app::use_case::preview_manifest::ChangeView { count, ..none.change.clone() };
            manifest_mended(&ManifestView { without_plan: None, change, ..none.clone() }).sentence
        };
        assert_eq!(compared(2), "No rule is broken; 2 changes to apply.");
        assert_eq!(compared(0), "It carries your plan’s values.");
        assert_eq!(manifest_says(&none, 2, Severity::Warning), "2 warnings");
        assert_eq!((changes(1), changes(3)), ("1 change to apply".to_owned(), "3 changes to apply".to_owned()));
    }

    #[test]
    fn a_step_says_what_is_wrong_in_a_few_words() {
        let long = "the resource names localhost:3001, but the add-in is loaded from localhost:3000";
        for (differs, titles, failing, attention, says) in [
            (None, vec![], 0, 0, None),
            (Some(AgreementFact::HostAndPort), vec![long], 1, 0, Some("Host and port differ")),
            (None, vec!["the client secret ends in 9 days"], 0, 1, Some("The client secret ends in 9 days")),
            (None, vec![long], 1, 0, Some("1 to mend")),
            (None, vec!["a", "b"], 1, 1, Some("1 to mend")),
            (None, vec!["a", "b"], 0, 2, Some("2 need attention")),
        ] {
            assert_eq!(findings(differs, titles.into_iter(), failing, attention).as_deref(), says);
        }
    }

    #[test]
    fn a_message_becomes_a_sentence() {
        assert_eq!(sentence("the clipboard holds no text"), "The clipboard holds no text.");
        assert_eq!(sentence("Élan."), "Élan.");
        assert_eq!(clause("the client secret was refused: it is its ID"), "The client secret was refused");
        assert_eq!(clause("nobody has signed in"), "Nobody has signed in");
    }
}
