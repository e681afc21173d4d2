//! A diagnosis for the window: what the catalogue says of a text, and which of the rules' causes are found, possible, or ruled
//! out by what was read of the add-in.

use serde::Serialize;
use sso_core::diagnose::may_hold_secret;
use sso_core::rules::{self, Rule};
use sso_core::{Code, Severity};
use ts_rs::TS;

use super::agreement::{self, MendOn, RankedFinding, RulesRun};
use super::diagnose::{self, Diagnosis, Recognised};
use super::finding_view::{EvidenceView, FindingSeverity};
use crate::{App, AppError};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DiagnosedView {
    pub recognised: Vec<RecognisedAs>,
    /// The likeliest first; empty where nothing is wrong with what was recognised.
    pub diagnoses: Vec<DiagnosisView>,
    /// Of the first diagnosis: those that were found first, those that are ruled out last.
    pub causes: Vec<PossibleCause>,
    /// Something in the text could be a token or a secret: it is not to stay on the screen.
    pub may_hold_secret: bool,
}

/// What a text was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum RecognisedAs {
    Code,
    OauthError,
    OfficeError,
    GraphError,
    Evidence,
    Token,
    Manifest,
    Registration,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DiagnosisView {
    pub code: String,
    /// The catalogue, the standards or a rule know it.
    pub is_known: bool,
    pub severity: FindingSeverity,
    pub title: String,
    pub detail: String,
    pub evidence: Vec<EvidenceView>,
    pub fix: Vec<String>,
    pub would_cause: Vec<String>,
    /// Neither registration nor manifest nor code bring it about.
    pub not_yours: bool,
    /// The page of documentation to read on.
    pub reference: Option<String>,
}

/// Something that would cause the code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PossibleCause {
    /// Of the rule.
    pub code: String,
    pub summary: String,
    pub standing: Standing,
    /// What decided that, or what would: the file that was read.
    pub by: Option<String>,
    pub mend: MendOn,
    /// Where it was found: what exactly.
    pub found: Option<RankedFinding>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Standing {
    Found,
    Possible,
    RuledOut,
}

/// What a person pasted, with what is known of the add-in.
///
/// # Errors
/// `text-too-large`; `nothing-recognised`, and `secret-pasted` where something in the text could be a secret, or a token that
/// cannot be read; `redirect-without-error`. What keeps the add-in's files from being read is no error here: then nothing is
/// found and nothing ruled out by them.
pub fn diagnosed(app: &App, text: &str) -> Result<DiagnosedView, AppError> {
    let may_hold_secret = may_hold_secret(text);
    let diagnosed = diagnose::pasted(app, text.as_bytes()).map_err(|error| match error.code.as_str() {
        "nothing-recognised" if may_hold_secret => secret_pasted(),
        _ => error,
    })?;
    let causes = match diagnosed.diagnoses.first() {
        Some(first) if !first.not_your_fault => causes(&first.code, agreement::rules_run(app).as_ref().ok()),
        _ => Vec::new(),
    };
    Ok(DiagnosedView {
        recognised: diagnosed.recognised.iter().map(|what| RecognisedAs::from(*what)).collect(),
        diagnoses: diagnosed.diagnoses.iter().map(DiagnosisView::from).collect(),
        causes,
        // Long words of a manifest and of a registration are keys that everybody may see.
        may_hold_secret: may_hold_secret
            && !diagnosed.recognised.iter().any(|what| matches!(what, Recognised::Manifest | Recognised::Registration)),
    })
}

fn secret_pasted() -> AppError {
    let words =
        "nothing in this text is an error that Hallpass knows, and something in it could be a secret or a token";
    AppError::usage("secret-pasted", words).with_hint(
        "to keep a client secret, copy its value and choose “Keep the secret” on Register; to diagnose, give the answer that \
         Entra, Office or Graph gave",
    )
}

fn causes(code: &str, run: Option<&RulesRun>) -> Vec<PossibleCause> {
    let of = |rules: Vec<&'static Rule>, mend: MendOn| {
        rules.into_iter().filter(|rule| rule.would_cause.contains(&code)).map(move |rule| cause(rule, mend, run))
    };
    let consent = rules::of(Code::ScopeNotConsented).filter(|rule| rule.would_cause.contains(&code));
    let mut causes: Vec<PossibleCause> = consent
        .map(|rule| of_consent(rule, run))
        .into_iter()
        .chain(of(rules::of_manifests().collect(), MendOn::Manifest))
        .chain(of(rules::of_registrations().collect(), MendOn::Register))
        .collect();
    causes.sort_by_key(|cause| cause.standing);
    causes
}

/// Which scope was refused, the code does not say: consents to others rule nothing out.
fn of_consent(rule: &Rule, run: Option<&RulesRun>) -> PossibleCause {
    let found = run.and_then(|run| run.consent.clone());
    PossibleCause {
        code: rule.code.to_string(),
        summary: rule.summary.to_owned(),
        standing: if found.is_some() { Standing::Found } else { Standing::Possible },
        by: found.as_ref().and(run).and_then(|run| run.consent_from).map(str::to_owned),
        mend: MendOn::OnBehalfOf,
        found,
    }
}

fn cause(rule: &Rule, mend: MendOn, run: Option<&RulesRun>) -> PossibleCause {
    let code = rule.code.to_string();
    let side =
        run.and_then(|run| if mend == MendOn::Manifest { run.manifest.as_ref() } else { run.registration.as_ref() });
    let found = side.and_then(|side| side.findings.iter().find(|one| one.finding.code == code));
    let (standing, by) = match (side, found) {
        (Some(side), Some(_)) => (Standing::Found, Some(side.name.clone())),
        (Some(side), None) if is_decided(rule.code, side.has_plan, side.has_service_principal) => {
            (Standing::RuledOut, Some(side.name.clone()))
        }
        _ => (Standing::Possible, None),
    };
    // The registration was read and does not decide it: what was asked for does.
    let mend =
        if side.is_some() && found.is_none() && is_of_what_was_asked(rule.code) { MendOn::OnBehalfOf } else { mend };
    PossibleCause { code, summary: rule.summary.to_owned(), standing, by, mend, found: found.cloned() }
}

/// Rules that look at the listed permissions, of which one that was asked for may be none.
fn is_of_what_was_asked(code: Code) -> bool {
    code == Code::PermissionAdminOnly
}

/// Whether a rule that found nothing had all that it looks at: else that says nothing.
fn is_decided(code: Code, has_plan: bool, has_service_principal: bool) -> bool {
    match code {
        _ if is_of_what_was_asked(code) => false,
        Code::ServicePrincipalDisabled | Code::AssignmentRequired => has_service_principal,
        // Names of rules tell those that need a plan; the others look at the text alone.
        _ if code.as_str().contains("-plan") => has_plan,
        Code::DesktopRedirectUriMissing
        | Code::FallbackDialogMissing
        | Code::RedirectUriMissing
        | Code::ClientCredentialMissing
        | Code::BrokerRedirectUriMissing
        | Code::NestedPermissionMissing
        | Code::OfficeNotPreAuthorized
        | Code::GraphPermissionsMissing => has_plan,
        _ => true,
    }
}

impl From<Recognised> for RecognisedAs {
    fn from(what: Recognised) -> Self {
        match what {
            Recognised::Code => Self::Code,
            Recognised::OauthError => Self::OauthError,
            Recognised::OfficeError => Self::OfficeError,
            Recognised::GraphError => Self::GraphError,
            Recognised::Evidence => Self::Evidence,
            Recognised::Token => Self::Token,
            Recognised::Manifest => Self::Manifest,
            Recognised::Registration => Self::Registration,
        }
    }
}

impl From<&Diagnosis> for DiagnosisView {
    fn from(diagnosis: &Diagnosis) -> Self {
        Self {
            code: diagnosis.code.clone(),
            is_known: !diagnosis.docs.is_empty(),
            severity: match diagnosis.severity {
                Severity::Error => FindingSeverity::Error,
                Severity::Warning => FindingSeverity::Warning,
                Severity::Info => FindingSeverity::Info,
            },
            title: diagnosis.title.clone(),
            detail: diagnosis.detail.clone(),
            evidence: diagnosis
                .evidence
                .iter()
                .map(|evidence| EvidenceView {
                    path: match (&evidence.place.path, evidence.place.line) {
                        (Some(path), _) => path.clone(),
                        (None, Some(line)) => format!("line {line}"),
                        (None, None) => String::new(),
                    },
                    text: evidence.text.clone(),
                })
                .collect(),
            fix: diagnosis.fix.clone(),
            would_cause: diagnosis.would_cause.clone(),
            not_yours: diagnosis.not_your_fault,
            reference: diagnosis.reference.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::Folders;
    use crate::profile::ProfileChoice;

    const ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";

    fn app(folder: &std::path::Path) -> App {
        App::on_this_machine(Folders::under(folder))
    }

    #[test]
    fn what_is_pasted_is_taken_for_what_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path());
        for (text, recognised, code, known, not_yours) in [
            ("13004", RecognisedAs::Code, "13004", true, false),
            (
                r#"{"error":"invalid_grant","error_description":"AADSTS65001: consent. Correlation ID: 6b7a5a3c-2f1e-4d5b-9c8a-0e1f2a3b4c5d"}"#,
                RecognisedAs::Code,
                "AADSTS65001",
                true,
                false,
            ),
            ("AADSTS53003", RecognisedAs::Code, "AADSTS53003", true, true),
            ("AADSTS999999", RecognisedAs::Code, "AADSTS999999", false, false),
            (r#"{"code":13000,"name":"Invalid"}"#, RecognisedAs::Code, "13000", true, false),
        ] {
            let view = diagnosed(&app, text).unwrap();
            assert!(view.recognised.contains(&recognised), "{text}: {view:?}");
            let first = &view.diagnoses[0];
            assert_eq!((first.code.as_str(), first.is_known, first.not_yours), (code, known, not_yours), "{text}");
            assert!(!not_yours || view.causes.is_empty(), "{text}");
        }
        let error = diagnosed(&app, "it does not work").unwrap_err();
        assert_eq!(error.code, "nothing-recognised");
        let trace = diagnosed(&app, "AADSTS65001: Correlation ID: 6b7a5a3c-2f1e-4d5b-9c8a-0e1f2a3b4c5d").unwrap();
        assert!(trace.diagnoses[0].evidence.iter().any(|one| one.path == "correlation_id"));
    }

    /// Whatever it stands in: nothing of it goes to the page, and the page is told not to keep it.
    #[test]
    fn a_secret_that_was_pasted_goes_nowhere() {
        const SECRET: &str = "Q8x8Q~planted.value_that-nobody.issued7";
        const TOKEN: &str = "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhcGk6Ly94Iiwic2NwIjoiYWNjZXNzX2FzX3VzZXIifQ.cGxhbnRlZA";
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path());
        let told = |text: &str| match diagnosed(&app, text) {
            Ok(view) => (serde_json::to_string(&view).unwrap(), view.may_hold_secret),
            Err(error) => {
                let empties = matches!(error.code.as_str(), "secret-pasted" | "redirect-without-error");
                (serde_json::to_string(&error).unwrap(), empties)
            }
        };
        for around in [
            "{}",
            "AADSTS7000215: Invalid client secret provided: {} is not it",
            "AADSTS7000215\nclient_secret={}&scope=openid",
            r#"{"error":"invalid_client","error_description":"AADSTS7000215: {}","client_secret":"{}"}"#,
            r#"{"error":"{}","error_description":"{}","correlation_id":"{}"}"#,
            r#"{"code":13006,"name":"{}","message":"failed with {}"}"#,
            r#"{"error":{"code":"{}","message":"{}","innerError":{"request-id":"{}","date":"{}"}}}"#,
            "https://localhost:3000/dialog.html?error=invalid_client&error_description=AADSTS7000215%3A+{}&state={}",
            "https://localhost:3000/dialog.html?code={}&state=7",
            "curl -H 'Authorization: Bearer {}' https://graph.microsoft.com/v1.0/me\n13005",
            "it does not work with {}",
        ] {
            for secret in [SECRET, TOKEN] {
                let (said, empties) = told(&around.replace("{}", secret));
                assert!(!said.contains("planted") && !said.contains("cGxhbnRlZA"), "{around}: {said}");
                assert!(empties, "{around}: {said}");
            }
        }
        for text in
            ["13004", "it does not work", "AADSTS65001: no. Correlation ID: 6b7a5a3c-2f1e-4d5b-9c8a-0e1f2a3b4c5d"]
        {
            assert!(!told(text).1, "{text}");
        }
    }

    /// A permission that was asked for may be none of those that were looked at.
    #[test]
    fn consent_is_ruled_out_by_nothing_that_was_not_asked() {
        let (state, project) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let user_read = sso_core::GraphPermission::by_name("User.Read").unwrap().id;
        let export = format!(
            r#"{{"appId":"{ID}","requiredResourceAccess":[{{"resourceAppId":"{}","resourceAccess":[{{"id":"{user_read}","type":"Scope"}}]}}]}}"#,
            sso_core::GRAPH_APP_ID
        );
        fs::write(project.path().join("registration.json"), export).unwrap();
        fs::write(
            project.path().join("hallpass.toml"),
            "version = 1\n[facts]\npermissions = [\"User.Read\", \"Files.Read.All\"]\n",
        )
        .unwrap();
        let profile = ProfileChoice::default().in_folder(Some(project.path().to_owned()));
        let app = App { profile, ..app(state.path()) };
        let cause = |code: &str| {
            let causes = diagnosed(&app, "AADSTS65001").unwrap().causes;
            causes.into_iter().find(|cause| cause.code == code).unwrap()
        };
        let standing = |code: &str| (cause(code).standing, cause(code).mend);
        assert_eq!(standing("scope-not-consented"), (Standing::Possible, MendOn::OnBehalfOf), "nothing was looked up");
        assert_eq!(standing("permission-admin-only"), (Standing::Possible, MendOn::OnBehalfOf));
        assert_eq!(standing("application-permission").0, Standing::RuledOut, "the list itself says so");
        app.saw_consented(&["User.Read".to_owned()]);
        let found = cause("scope-not-consented");
        assert_eq!((found.standing, found.by.as_deref()), (Standing::Found, Some("the grants in the tenant")));
        assert!(found.found.is_some_and(|found| found.finding.title.contains("Files.Read.All")));
        app.saw_consented(&["User.Read".to_owned(), "Files.Read.All".to_owned()]);
        assert_eq!(cause("scope-not-consented").standing, Standing::Possible, "another may have been asked for");
    }

    /// Only what was read rules anything out.
    #[test]
    fn causes_by_what_was_read() {
        let (state, project) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let unread = app(state.path());
        let standing = |app: &App, code: &str| {
            let causes = diagnosed(app, "13004").unwrap().causes;
            assert!(causes.is_sorted_by_key(|cause| cause.standing));
            causes.into_iter().find(|cause| cause.code == code).unwrap()
        };
        assert_eq!(standing(&unread, "resource-host-mismatch").standing, Standing::Possible);
        let manifest = format!(
            r#"<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="TaskPaneApp">
            <DefaultSettings><SourceLocation DefaultValue="https://localhost:3000/t.html"/></DefaultSettings>
            <VersionOverrides xmlns="http://schemas.microsoft.com/office/taskpaneappversionoverrides" xsi:type="VersionOverridesV1_0">
            <WebApplicationInfo><Id>{ID}</Id><Resource>api://localhost:3001/{ID}</Resource></WebApplicationInfo></VersionOverrides></OfficeApp>"#
        );
        fs::write(project.path().join("manifest.xml"), manifest).unwrap();
        let profile = ProfileChoice::default().in_folder(Some(project.path().to_owned()));
        let read = App { profile, ..unread };
        let found = standing(&read, "resource-host-mismatch");
        assert_eq!((found.standing, found.by.as_deref()), (Standing::Found, Some("manifest.xml")));
        assert!(found.found.is_some());
        assert_eq!(standing(&read, "resource-trailing").standing, Standing::RuledOut);
        assert_eq!(standing(&read, "resource-differs-from-plan").standing, Standing::Possible, "there is no plan");
        assert_eq!(standing(&read, "app-id-uri-without-host").standing, Standing::Possible, "no registration was read");
    }
}
