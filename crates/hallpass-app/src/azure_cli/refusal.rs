//! What the Azure CLI says when it gives no token, and what to do about it. Its words: `azure-cli-core`, `_profile.py` and
//! `auth/`.

use sso_core::catalogue;
use uuid::Uuid;

use crate::AppError;

/// What a sign-in must be for, so that the next run gets its token.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Asked<'a> {
    /// `None`: that of the account.
    pub tenant: Option<&'a str>,
    /// Multi-factor authentication and Conditional Access may ask more for Graph than for what `az login` asks for.
    pub scope: Option<&'a str>,
}

impl Asked<'_> {
    /// As a hint.
    pub fn sign_in(self) -> String {
        let tenant = self.tenant.map(|tenant| format!(" --tenant {tenant}")).unwrap_or_default();
        format!("sign in: az login{tenant} --allow-no-subscriptions")
    }

    fn sign_in_again(self) -> String {
        let scope = self.scope.map(|scope| format!(" --scope {scope}")).unwrap_or_default();
        format!("{}{scope}", self.sign_in())
    }
}

pub(super) fn failed(why: &str, hint: &str) -> AppError {
    AppError::could_not_check("azure-cli-failed", format!("the Azure CLI failed: {why}")).with_hint(hint)
}

/// `stderr`: what it printed beside an exit code that is not 0.
pub(super) fn of(stderr: &[u8], asked: Asked<'_>) -> AppError {
    let text = String::from_utf8_lossy(stderr);
    // First: Entra's refusals too end in advice to run az login.
    if let Some(number) = catalogue::aadsts_in(&text) {
        return of_entra(number, &text, asked);
    }
    let said = what_it_said(&text);
    if NOT_SIGNED_IN.iter().any(|words| text.contains(words)) {
        return AppError::could_not_check(
            "azure-cli-not-signed-in",
            format!("the Azure CLI gives no token, because nobody is signed in there or the sign-in has ended: {said}"),
        )
        .with_hint(asked.sign_in());
    }
    failed(
        &said,
        "run az account get-access-token --resource-type ms-graph --debug yourself; what it prints is a token",
    )
}

/// The third is of Windows' own broker, which has no code of Entra's.
const NOT_SIGNED_IN: [&str; 6] = [
    "az login",
    "No subscription found",
    "InteractionRequired",
    "not logged in",
    "no active accounts",
    "Can't find token from MSAL cache",
];

/// What a sign-in mends: more is asked for (multi-factor authentication, a newer sign-in), or what is kept has ended or is of
/// another tenant.
const SIGN_IN_MENDS: [u32; 17] = [
    50_020, 50_055, 50_072, 50_074, 50_076, 50_078, 50_079, 50_089, 50_132, 50_133, 50_158, 50_173, 70_008, 70_043,
    70_044, 700_082, 700_084,
];
const CONDITIONAL_ACCESS: std::ops::RangeInclusive<u32> = 53_000..=53_011;
const CONSENT: [u32; 3] = [65_001, 90_094, 90_095];

const ANOTHER_WAY: &str = "or choose another way: --via-client-id GUID";

fn of_entra(number: u32, text: &str, asked: Asked<'_>) -> AppError {
    let code = format!("AADSTS{number}");
    let meaning = match catalogue::aadsts(number) {
        Some(entry) => entry.meaning.trim_end_matches('.').to_owned(),
        None => what_it_said(text),
    };
    let correlation = correlation_id(text).map(|id| format!(", correlation ID {id}")).unwrap_or_default();
    let message = format!("Entra gives the Azure CLI no Graph token: {meaning} ({code}{correlation})");
    let hint = if SIGN_IN_MENDS.contains(&number) {
        asked.sign_in_again()
    } else if CONDITIONAL_ACCESS.contains(&number) {
        format!(
            "a Conditional Access policy may want another device or place, which a sign-in can show: {}; else ask the \
             administrator, who finds it in the sign-in log by the correlation ID, {ANOTHER_WAY}",
            asked.sign_in_again().trim_start_matches("sign in: ")
        )
    } else if CONSENT.contains(&number) {
        format!(
            "an administrator of the tenant must consent to Microsoft Azure CLI \
             (04b07795-8ddb-461a-bbee-02f9e1bf7b46), {ANOTHER_WAY}"
        )
    } else {
        format!(
            "this is about the account of the Azure CLI, not about your add-in: \
             https://login.microsoftonline.com/error?code={number} explains it; {}; {ANOTHER_WAY}",
            asked.sign_in()
        )
    };
    AppError::could_not_check(code, message).with_hint(hint)
}

fn correlation_id(text: &str) -> Option<Uuid> {
    let (_, behind) = text.split_once("Correlation ID: ")?;
    Uuid::try_parse(behind.split_whitespace().next()?).ok()
}

/// Its error line, without anything that could be a token: no word of it is long, or begins as a JSON Web Token does.
fn what_it_said(text: &str) -> String {
    const LONGEST_WORD: usize = 60;
    const LONGEST: usize = 400;
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let line =
        lines().find(|line| line.starts_with("ERROR")).or_else(|| lines().next_back()).unwrap_or("it says nothing");
    let words = line.split_whitespace().map(|word| {
        let looks_secret = word.contains("eyJ") || word.chars().count() > LONGEST_WORD;
        if looks_secret { "(…)" } else { word }
    });
    let said = words.collect::<Vec<_>>().join(" ");
    said.trim_start_matches("ERROR:").trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKED: Asked<'_> = Asked { tenant: Some("T"), scope: Some("https://graph.microsoft.com//.default") };
    const ADVICE: &str = "Run the command below to authenticate interactively; additional arguments may be added as needed:\n\
        az logout\naz login --tenant \"x\" --scope \"https://graph.microsoft.com//.default\"\n";
    const AGAIN: &str =
        "sign in: az login --tenant T --allow-no-subscriptions --scope https://graph.microsoft.com//.default";

    #[test]
    fn each_refusal_has_its_own_error() {
        let trace = "Trace ID: 11111111-0000-4000-8000-000000000001 Correlation ID: 22222222-0000-4000-8000-000000000002 \
            Timestamp: 2026-01-31 10:00:00Z";
        let entra = |code: &str| format!("ERROR: {code}: Words of Entra. {trace}\n{ADVICE}");
        for (stderr, code, message, hint) in [
            ("ERROR: Please run 'az login' to setup account.".to_owned(), "azure-cli-not-signed-in", "to setup account", "sign in: az login --tenant T"),
            ("ERROR: User 'a@contoso.com' does not exist in MSAL token cache. Run `az login`.".to_owned(), "azure-cli-not-signed-in", "a@contoso.com", "az login"),
            ("ERROR: (pii). Status: Response_Status.Status_InteractionRequired, Error code: 3399614476, Tag: 557973645\nPlease explicitly log in with:\naz login".to_owned(), "azure-cli-not-signed-in", "3399614476", "az login"),
            ("ERROR: No subscription found. Run 'az account set' to select a subscription.".to_owned(), "azure-cli-not-signed-in", "No subscription", "--allow-no-subscriptions"),
            (entra("AADSTS50076"), "AADSTS50076", "ulti-factor", AGAIN),
            (entra("AADSTS50079"), "AADSTS50079", "ulti-factor", AGAIN),
            (entra("AADSTS700082"), "AADSTS700082", "expired", AGAIN),
            (entra("AADSTS70043"), "AADSTS70043", "older than", AGAIN),
            (entra("AADSTS53003"), "AADSTS53003", "correlation ID 22222222-0000-4000-8000-000000000002", "sign-in log"),
            (entra("AADSTS65001"), "AADSTS65001", "onsent", "consent to Microsoft Azure CLI"),
            (entra("AADSTS1234567"), "AADSTS1234567", "Words of Entra", "error?code=1234567"),
            ("WARNING: a new extension\nAADSTS50076: on a line of its own".to_owned(), "AADSTS50076", "ulti-factor", AGAIN),
            ("/opt/az/x.py:1: SyntaxWarning: bad\nWARNING: the extension x is in preview\nERROR: The command failed\nmore".to_owned(), "azure-cli-failed", "The command failed", "--debug"),
            (String::new(), "azure-cli-failed", "it says nothing", "--debug"),
        ] {
            let error = of(stderr.as_bytes(), ASKED);
            assert_eq!(error.code, code, "{error:?}");
            assert!(error.message.contains(message), "{error:?}");
            assert!(error.hint.as_deref().is_some_and(|told| told.contains(hint)), "{error:?}");
        }
    }

    #[test]
    fn what_is_repeated_of_its_errors() {
        let long = "x".repeat(61);
        for (stderr, said) in [
            (
                "WARNING: a\nERROR: Please run 'az login' to setup account.\n",
                "Please run 'az login' to setup account.".to_owned(),
            ),
            ("Traceback\n  File x\nValueError: no\n", "ValueError: no".to_owned()),
            ("", "it says nothing".to_owned()),
            ("ERROR: eyJ0eXAi.eyJ.x is bad", "(…) is bad".to_owned()),
            ("ERROR: token=eyJ0eXAi.eyJ.x", "(…)".to_owned()),
            (&format!("ERROR: see {long}"), "see (…)".to_owned()),
        ] {
            assert_eq!(what_it_said(stderr), said, "{stderr}");
        }
    }
}
