//! Whether a text calls something a code.

use super::word::Words;

/// What a number or a name is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// `code`, `error`: Office's, or anybody's.
    Code,
    /// `error_codes`: Entra's alone.
    OfEntra,
    /// `status`, `HTTP`
    Status,
}

/// As many words before may name it: `error code is 13006`.
const WORDS: usize = 3;
/// As many characters may stand between two of them: `": [`.
const GAP: usize = 6;
/// As many numbers of a list.
const LIST: usize = 16;

/// Of the word at this place, by those before it on its line.
pub fn of(words: &Words<'_>, at: usize) -> Option<Label> {
    let mut place = at;
    let (mut others, mut list) = (0, 0);
    while place > 0 && is_near(words.gap_before(place)) {
        place -= 1;
        let (word, _) = words.get(place);
        if let Some(label) = named(word) {
            return Some(label);
        }
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            list += 1;
            // Only a list of Entra's has several.
            if list > LIST || !words.gap_before(place + 1).contains(',') {
                return None;
            }
            continue;
        }
        others += 1;
        if others >= WORDS || !is_filler(word) {
            return None;
        }
    }
    None
}

fn is_near(gap: &str) -> bool {
    gap.len() <= GAP && !gap.contains(['\n', '\r', '#', '.', ';', '/'])
}

fn is_filler(word: &str) -> bool {
    const FILLERS: [&str; 7] = ["is", "was", "number", "no", "with", "office", "sso"];
    FILLERS.contains(&word.to_ascii_lowercase().as_str())
}

fn named(word: &str) -> Option<Label> {
    const LONGEST: usize = 24;
    if word.len() > LONGEST {
        return None;
    }
    Some(match word.to_ascii_lowercase().as_str() {
        "code" | "codes" | "error" | "errors" | "err" | "errorcode" | "error_code" | "errornumber" | "exception" => {
            Label::Code
        }
        "error_codes"
        | "errorcodes"
        | "errorno"
        | "invalid_grant"
        | "invalid_client"
        | "invalid_request"
        | "invalid_scope"
        | "invalid_resource"
        | "unauthorized_client"
        | "interaction_required"
        | "consent_required"
        | "login_required"
        | "access_denied" => Label::OfEntra,
        "http" | "status" | "statuscode" | "http_status" | "status_code" | "httpstatus" => Label::Status,
        _ => return None,
    })
}
