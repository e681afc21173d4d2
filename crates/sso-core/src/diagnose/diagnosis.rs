use serde::Serialize;

use super::answer::Answer;
use super::word::Word;
use crate::catalogue::{Entry, online};
use crate::{Evidence, Finding, Place, Severity};

/// What is likely wrong, in the form of a [`Finding`]: of an error's code, or of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnosis {
    /// Of the catalogue (`AADSTS65001`, `13007`), of the standards (`invalid_grant`), or a rule's.
    pub code: String,
    pub severity: Severity,
    /// In the present tense, without a full stop.
    pub title: String,
    /// Sentences.
    pub detail: String,
    /// The one that decided comes first.
    pub evidence: Vec<Evidence>,
    /// One step a line, without a full stop.
    pub fix: Vec<String>,
    /// Numbers of the errors that Office or Entra would answer.
    pub would_cause: Vec<String>,
    pub not_your_fault: bool,
    /// `errors.md#<code>` or `rules.md#<code>`; empty for a code that is not known.
    pub docs: String,
    /// The page of documentation to read on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

impl From<Finding> for Diagnosis {
    fn from(finding: Finding) -> Self {
        Self {
            code: finding.code.to_string(),
            severity: finding.severity,
            title: finding.title,
            detail: finding.detail,
            evidence: finding.evidence,
            fix: finding.fix,
            would_cause: finding.would_cause,
            not_your_fault: finding.not_your_fault,
            docs: finding.docs,
            reference: None,
        }
    }
}

impl Diagnosis {
    /// `code` is that of the entry's which was found.
    pub(super) fn of_entry(entry: &Entry, code: &str, evidence: Vec<Evidence>) -> Self {
        Self {
            code: code.to_owned(),
            severity: entry.severity,
            title: entry.meaning.trim_end_matches('.').to_owned(),
            detail: entry.cause.clone(),
            evidence,
            fix: entry.fix.clone(),
            would_cause: Vec::new(),
            not_your_fault: entry.not_your_fault,
            docs: format!("errors.md#{}", code.to_ascii_lowercase()),
            reference: Some(entry.reference()),
        }
    }

    pub(super) fn of_word(word: &Word, evidence: Vec<Evidence>) -> Self {
        Self {
            code: word.name.to_owned(),
            severity: word.severity,
            title: word.meaning.trim_end_matches('.').to_owned(),
            detail: word.detail.to_owned(),
            evidence,
            fix: vec![word.fix.to_owned()],
            would_cause: Vec::new(),
            not_your_fault: word.not_your_fault,
            docs: format!("errors.md#{}", word.name.to_ascii_lowercase()),
            reference: None,
        }
    }

    /// A code that nobody here knows.
    pub(super) fn unknown(code: &str, evidence: Vec<Evidence>) -> Self {
        let number = code.strip_prefix("AADSTS");
        let whose = match number {
            Some(_) => "It has the form of Entra's numbers",
            None if code.starts_with("13") && code.len() == 5 => "It has the form of Office's numbers",
            None if code.bytes().all(|byte| byte.is_ascii_digit()) => "It is a number, of Office or of Entra",
            None => "It stands where a code does",
        };
        let look = match number {
            Some(number) => format!("Look it up: {}", online(number)),
            None => "Paste the whole answer or the log around it: what stands beside a code often says more".to_owned(),
        };
        Self {
            code: code.to_owned(),
            severity: Severity::Error,
            title: format!("Hallpass does not know the code {code}"),
            detail: format!("{whose}, and is not in Hallpass's catalogue. That says nothing about your setup."),
            evidence,
            fix: vec![look],
            would_cause: Vec::new(),
            not_your_fault: false,
            docs: String::new(),
            reference: number.map(online),
        }
    }

    /// Of a token, which no rule judges.
    pub(super) fn of_token(code: &str, severity: Severity, title: &str, detail: String, fix: String) -> Self {
        Self {
            code: code.to_owned(),
            severity,
            title: title.to_owned(),
            detail,
            evidence: Vec::new(),
            fix: vec![fix],
            would_cause: Vec::new(),
            not_your_fault: false,
            docs: String::new(),
            reference: None,
        }
    }
}

const CLAIMS: &str = "Hand the value of claims to the add-in, and call getAccessToken({ authChallenge: claims }) with it; with \
    MSAL pass it as claims to an interactive request";

/// A claims challenge is answered before anything else is tried.
pub(super) fn claims_first(diagnoses: &mut Vec<Diagnosis>, answer: &Answer) {
    let evidence = Evidence {
        source: answer.source,
        place: Place { path: Some("claims".to_owned()), ..Place::default() },
        text: "a claims challenge".to_owned(),
    };
    let of_answer = diagnoses.iter().position(|diagnosis| answer.codes.contains(&diagnosis.code));
    match of_answer {
        Some(at) => {
            let mut diagnosis = diagnoses.remove(at);
            diagnosis.fix.retain(|step| !step.contains("claims"));
            diagnosis.fix.insert(0, CLAIMS.to_owned());
            diagnosis.evidence.push(evidence);
            diagnoses.insert(0, diagnosis);
        }
        None => diagnoses.insert(
            0,
            Diagnosis {
                not_your_fault: true,
                docs: "errors.md#insufficient_claims".to_owned(),
                evidence: vec![evidence],
                ..Diagnosis::of_token(
                    "claims-challenge",
                    Severity::Error,
                    "The answer asks the user for more: it has a claims challenge",
                    "A policy of the tenant wants a second factor or another proof, and a server cannot ask for it."
                        .to_owned(),
                    CLAIMS.to_owned(),
                )
            },
        ),
    }
}
