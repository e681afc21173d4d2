//! What is no error but a thing that can be checked: each goes to its own checks.

use serde_json::Value;

use super::{Diagnosed, Diagnosis, Recognised};
use crate::rules::manifest::check_manifest;
use crate::rules::registration::check_document;
use crate::token::{DecodeError, TokenKind, clean, decode, inspect};
use crate::{Severity, Timestamp, registration};

/// A manifest or a registration; `None` for anything else.
pub fn checked(bytes: &[u8], text: &str, now: Timestamp) -> Option<Diagnosed> {
    let begin = text.trim_start_matches('\u{feff}').trim_start();
    if is_manifest(begin) {
        let findings = check_manifest(&addin_manifest::read(bytes), bytes, None);
        return Some(of_rules(Recognised::Manifest, findings, "hallpass manifest check FILE"));
    }
    if begin.starts_with(['{', '[', '`'])
        && !says_its_kind(begin)
        && let Ok(document) = registration::read(bytes)
    {
        let findings = check_document(&document, None, now);
        return Some(of_rules(Recognised::Registration, findings, "hallpass registration check FILE"));
    }
    None
}

fn is_manifest(begin: &str) -> bool {
    let is_xml = begin.starts_with('<') && begin.contains("<OfficeApp");
    let is_json = begin.starts_with('{') && begin.contains("\"manifestVersion\"") && !says_its_kind(begin);
    is_xml || is_json
}

/// A document of evidence is judged by what it is evidence of, not as a registration or a manifest with a part missing.
fn says_its_kind(begin: &str) -> bool {
    serde_json::from_str::<Value>(begin).is_ok_and(|value| value.get("kind").is_some_and(Value::is_string))
}

fn of_rules(recognised: Recognised, findings: Vec<crate::Finding>, command: &str) -> Diagnosed {
    let next = match recognised {
        Recognised::Manifest => format!("Each place, and what can be mended by itself: {command} --fix"),
        _ => format!("Compared with what your add-in needs: {command} --domain HOST[:PORT]"),
    };
    let diagnoses = findings.into_iter().map(Diagnosis::from).collect();
    Diagnosed { diagnoses, recognised: vec![recognised], next: vec![next] }
}

const CHECK: &str = "Every check with its verdict: hallpass token check - --audience CLIENT-ID";

/// A token alone, or in the answer or the log that brought it.
pub fn token(text: &str, now: Timestamp) -> Option<Diagnosed> {
    let cleaned = clean(text);
    if !cleaned.token.starts_with("ey") {
        return None;
    }
    let report = match inspect(text, now) {
        Ok(report) => report,
        Err(error) => return broken(&error),
    };
    if matches!(report.kind, TokenKind::Opaque | TokenKind::NotAToken) {
        return None;
    }
    let (title, detail) =
        report.kind.sentence().split_once(": ").unwrap_or((report.kind.sentence(), "only its recipient reads it"));
    let told = format!("Nothing was verified. What it is for: {detail}.");
    let fix = match report.kind {
        TokenKind::GraphAccessToken => {
            "Send your server the token of getAccessToken, and this one to Graph alone".to_owned()
        }
        TokenKind::IdToken => "Send the access token for your own API: the one with scp access_as_user".to_owned(),
        _ => "Check it against your own client ID".to_owned(),
    };
    let mut diagnoses = vec![Diagnosis::of_token("token-not-verified", Severity::Info, title, told, fix)];
    let ends = decode(&cleaned.token).ok().and_then(|token| token.claims.get("exp")?.as_i64());
    if ends.is_some_and(|ends| ends < now.as_second()) {
        let fix = "Call getAccessToken again, once, and send the new token".to_owned();
        let detail = "Its exp lies in the past; Entra and your server refuse it, whatever else it says.".to_owned();
        let mut expired = Diagnosis::of_token("token-expired", Severity::Error, "The token has expired", detail, fix);
        expired.would_cause = vec!["AADSTS500133".to_owned()];
        expired.docs = "errors.md#aadsts500133".to_owned();
        diagnoses.insert(0, expired);
    }
    Some(Diagnosed { diagnoses, recognised: vec![Recognised::Token], next: vec![CHECK.to_owned()] })
}

fn broken(error: &DecodeError) -> Option<Diagnosed> {
    if error.kind() != TokenKind::Malformed {
        return None;
    }
    let title = TokenKind::Malformed.sentence();
    let detail = format!("It cannot be read: {error}.");
    let diagnosis = Diagnosis::of_token("token-not-readable", Severity::Error, title, detail, error.hint().to_owned());
    Some(Diagnosed { diagnoses: vec![diagnosis], recognised: vec![Recognised::Token], next: vec![CHECK.to_owned()] })
}
