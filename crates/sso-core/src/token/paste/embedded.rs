//! A token in other text: a command, a log line, the address that a redirect ended at.

use super::begins_as_jwt;

pub(super) struct Embedded<'a> {
    pub(super) token: &'a str,
    /// How many other tokens the text has.
    pub(super) more: usize,
    /// The signature is as long as one of RS256: nothing that follows can belong to it.
    pub(super) is_complete: bool,
}

/// The first run of a token's letters that begins and divides as a JWT does.
pub(super) fn first(text: &str) -> Option<Embedded<'_>> {
    let mut tokens = text.split(|c| !is_letter(c) || c == '=').map(without_full_stop).filter(|run| is_jwt(run));
    let token = tokens.next()?;
    let signature = token.rsplit('.').next().unwrap_or_default();
    Some(Embedded { token, more: tokens.count(), is_complete: LENGTHS.contains(&signature.len()) })
}

/// Letters of base64url, the dots, and the padding.
pub(super) fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '=')
}

/// Of a signature in base64url by an RSA key of 2048, 3072 or 4096 bits.
const LENGTHS: [usize; 3] = [342, 512, 683];

fn is_jwt(run: &str) -> bool {
    begins_as_jwt(run) && matches!(dots(run), 2 | 4)
}

/// A token at the end of a sentence has its full stop; one that is not signed ends in a dot of its own.
fn without_full_stop(run: &str) -> &str {
    match dots(run) {
        3 | 5 => run.strip_suffix('.').unwrap_or(run),
        _ => run,
    }
}

fn dots(run: &str) -> usize {
    run.bytes().filter(|byte| *byte == b'.').count()
}
