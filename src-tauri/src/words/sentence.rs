//! From the clauses of messages, findings and states to what stands alone, or behind a colon.

/// An error's message begins in lower case and has no full stop; a sentence that stands alone has both.
pub fn sentence(message: &str) -> String {
    let mut rest = message.chars();
    let first = rest.next().map(char::to_uppercase).into_iter().flatten();
    let stop = if message.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    first.chain(rest).collect::<String>() + stop
}

/// The first clause of an error, under the name of its step.
pub fn first_clause(message: &str) -> String {
    let end = [". ", ": ", "; "].iter().filter_map(|end| message.find(end)).min().unwrap_or(message.len());
    sentence(&message[..end]).trim_end_matches('.').to_owned()
}

/// As it follows a colon: `AADSTS7000215` and `URI` keep their letters.
pub fn behind_colon(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() && !second.is_ascii_digit() => {
            first.to_lowercase().chain(text.chars().skip(1)).collect()
        }
        _ => text.to_owned(),
    }
}

/// So many of a thing: `1 error`, `2 errors`.
pub fn many(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_becomes_a_sentence() {
        assert_eq!(sentence("the clipboard holds no text"), "The clipboard holds no text.");
        assert_eq!(sentence("Élan."), "Élan.");
        assert_eq!(first_clause("the client secret was refused: it is its ID"), "The client secret was refused");
        assert_eq!(first_clause("nobody has signed in"), "Nobody has signed in");
    }

    #[test]
    fn behind_a_colon_a_name_keeps_its_letters() {
        for (text, behind) in
            [("Wrong host", "wrong host"), ("AADSTS65001", "AADSTS65001"), ("1 error", "1 error"), ("", "")]
        {
            assert_eq!(behind_colon(text), behind);
        }
    }
}
