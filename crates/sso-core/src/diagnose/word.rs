//! The words that an answer has beside or instead of a number: `error` (RFC 6749, RFC 8628, OpenID Connect, Entra's own) and
//! `suberror`, as far as the MSAL libraries know it.

use super::page_word;
use crate::Severity;
use crate::rules::filled;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    pub name: &'static str,
    /// One sentence.
    pub meaning: &'static str,
    /// Sentences: what may be behind it.
    pub detail: &'static str,
    /// A step, without a full stop.
    pub fix: &'static str,
    pub severity: Severity,
    pub not_your_fault: bool,
}

impl Word {
    /// Of an answer, and not of a page alone.
    pub fn is_of_standards(&self) -> bool {
        WORDS.contains(self)
    }

    pub fn of(name: &str) -> Option<&'static Self> {
        all().find(|word| word.name == name)
    }
}

fn all() -> impl Iterator<Item = &'static Word> {
    WORDS.iter().chain(page_word::WORDS)
}

const NO_NUMBER: &str = "The answer came without a number of Entra's, so its cause is not told more closely.";

const fn word(name: &'static str, meaning: &'static str, fix: &'static str) -> Word {
    Word { name, meaning, detail: NO_NUMBER, fix, severity: Severity::Error, not_your_fault: false }
}

/// Of the user, of a policy, of the service.
const fn of_others(name: &'static str, meaning: &'static str, fix: &'static str) -> Word {
    Word { not_your_fault: true, ..word(name, meaning, fix) }
}

const INTERACTIVE: &str = "Sign in interactively";

const WORDS: &[Word] = &[
    word(
        "invalid_request",
        "The request is malformed, or lacks a parameter",
        "Compare it with the documentation of the flow, and read the error_description that came with it",
    ),
    word(
        "invalid_client",
        "The client could not be authenticated",
        "Check client ID and client secret: the secret's Value, not its Secret ID, and before its end date",
    ),
    word(
        "invalid_grant",
        "The code, refresh token or assertion is not accepted",
        "Read the number in error_description: it tells an expired token from missing consent and from a policy",
    ),
    word(
        "unauthorized_client",
        "The client may not use this grant, or is not known in the tenant",
        "Check the client ID and the tenant of the authority",
    ),
    word("unsupported_grant_type", "The grant type is not supported", "Write grant_type in full"),
    word("unsupported_response_type", "The response type is not supported", "Use response_type=code with PKCE"),
    word(
        "invalid_scope",
        "The scope is not one that can be asked for",
        "Separate scopes with blanks, and ask for one resource a request",
    ),
    word("invalid_resource", "The resource is not known", "Make Resource and the Application ID URI the same"),
    word(
        "invalid_tenant",
        "The tenant was not found",
        "Copy Directory (tenant) ID from the app's Overview, and check that the cloud is the tenant's",
    ),
    of_others("login_required", "Nobody is signed in for a silent request", INTERACTIVE),
    word(
        "consent_required",
        "The user or an administrator has not consented",
        "Grant admin consent under API permissions, or let the user consent interactively",
    ),
    of_others(
        "access_denied",
        "The user or a policy said no",
        "Ask the user whether the sign-in was cancelled, then try again",
    ),
    of_others(
        "temporarily_unavailable",
        "The sign-in server is not available for the moment",
        "Try again after a while",
    ),
    of_others("server_error", "The sign-in server met an error", "Try again after a while"),
    Word {
        severity: Severity::Info,
        ..of_others(
            "authorization_pending",
            "The user has not finished the sign-in yet",
            "Ask again after the interval",
        )
    },
    of_others(
        "authorization_declined",
        "The user declined the sign-in on the other device",
        "Start the device sign-in again",
    ),
    word("bad_verification_code", "The device code is not known", "Send the device_code of this very sign-in"),
    of_others("expired_token", "The device code has expired", "Start the device sign-in again"),
    Word {
        severity: Severity::Info,
        ..word("slow_down", "The client asks too often", "Wait five seconds longer between two attempts")
    },
    of_others("basic_action", "The user has to take part", INTERACTIVE),
    of_others("additional_action", "The user has to do something more, outside of this app", INTERACTIVE),
    of_others("message_only", "The user has to read a message and can do nothing about it", INTERACTIVE),
    of_others("user_password_expired", "The user's password has expired", "Let the user change it in the browser"),
    word("bad_token", "The token that was sent is not good any more", INTERACTIVE),
    word("token_expired", "The token that was sent has expired", "Ask for a new token, once, and send that one"),
    of_others("ui_not_allowed", "The user has to take part", INTERACTIVE),
    of_others("interrupted_user", "The user has to take part", INTERACTIVE),
    of_others(
        "protection_policy_required",
        "An app protection policy may be missing on the device",
        "Ask the administrator",
    ),
    word("client_mismatch", "The token may be of another client", "Send the token to the client that it was given to"),
    of_others(
        "device_authentication_failed",
        "The device could not authenticate itself",
        "Sign in on a registered device",
    ),
];

/// The chapter of `docs/errors.md`.
pub fn markdown() -> String {
    let mut text =
        "\n## Words of an answer\n\nWhat `error` and `suberror` say by themselves; a number beside them says more.\n"
            .to_owned();
    for word in WORDS {
        text.push_str(&chapter(word));
    }
    text.push_str(
        "\n## Words of a page\n\nWhat MSAL in a page and a browser's console say. Their causes are documented nowhere that we \
         know of: each is what may be.\n",
    );
    for word in page_word::WORDS {
        text.push_str(&chapter(word));
    }
    text
}

fn chapter(word: &Word) -> String {
    let fault = match (word.severity, word.not_your_fault) {
        (Severity::Info, _) => " *No error.*",
        (_, true) => " *Not your fault.*",
        _ => "",
    };
    let detail = match word.detail {
        NO_NUMBER => String::new(),
        detail => format!("{}\n\n", filled(detail)),
    };
    format!("\n### {}\n\n**{}.**{fault}\n\n{detail}1. {}\n", word.name, word.meaning, word.fix)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn words_are_no_codes_of_the_catalogue() {
        let names: BTreeSet<_> = all().map(|word| word.name).collect();
        assert_eq!(names.len(), all().count(), "a word stands twice");
        assert!(page_word::SAID.iter().all(|(_, name)| Word::of(name).is_some()), "a sentence has no word");
        for word in all() {
            assert_eq!(crate::catalogue::entry(word.name), None, "{}", word.name);
            assert!(!word.meaning.ends_with('.') && !word.fix.ends_with('.'), "{}", word.name);
        }
    }
}
