//! What a hostile token, manifest, file name or server sends is shown and not obeyed: it can neither steer a terminal nor
//! forge a line of ours nor turn the direction of one.
//!
//! Differences of files whose text holds such characters are for people alone: the escapes are no bytes of the file.

use std::fmt::Write;

use serde::Serialize;

/// A value within one line: no character of it ends the line.
pub fn one_line(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        push(&mut shown, character, character.is_control() || is_format(character) || character == '\u{FEFF}');
    }
    shown
}

/// Text of several lines, such as a difference. Tabs and line ends stay; a carriage return alone, which would let what
/// follows overwrite the line, is shown and ends it. The byte order mark stays: it is the file's first character, and
/// tools that apply a difference compare it.
pub fn lines(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\n' | '\t' => shown.push(character),
            '\r' if rest.peek() == Some(&'\n') => shown.push(character),
            '\r' => shown.push_str("\\r\n"),
            _ => push(&mut shown, character, character.is_control() || is_format(character)),
        }
    }
    shown
}

/// JSON in which all that is escaped elsewhere is escaped as JSON does it: the format lets U+007F and above stand as it is.
///
/// # Errors
/// Those of the data's own serialization.
pub fn json(data: &impl Serialize, pretty: bool) -> serde_json::Result<String> {
    let text = if pretty { serde_json::to_string_pretty(data)? } else { serde_json::to_string(data)? };
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        // The line ends between values stand outside of strings; those within are escaped already.
        if is_format(character) || (character.is_control() && character != '\n') {
            let _ = write!(shown, "\\u{:04x}", u32::from(character));
        } else {
            shown.push(character);
        }
    }
    Ok(shown)
}

fn push(shown: &mut String, character: char, is_escaped: bool) {
    match character {
        _ if !is_escaped => shown.push(character),
        '\n' | '\r' | '\t' => shown.extend(character.escape_default()),
        _ => shown.extend(character.escape_unicode()),
    }
}

/// Characters that are not seen and change how others are: direction, and line ends that only some know.
fn is_format(character: char) -> bool {
    matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_and_not_obeyed() {
        for (text, line, many) in [
            ("plain ä 🔑", "plain ä 🔑", "plain ä 🔑"),
            ("a\tb\r\nc\n", "a\\tb\\r\\nc\\n", "a\tb\r\nc\n"),
            ("over\rwritten", "over\\rwritten", "over\\r\nwritten"),
            ("\u{1b}[2Jgone", "\\u{1b}[2Jgone", "\\u{1b}[2Jgone"),
            ("a\u{9b}31mb\u{7}\u{7f}", "a\\u{9b}31mb\\u{7}\\u{7f}", "a\\u{9b}31mb\\u{7}\\u{7f}"),
            ("\u{61c}\u{200e}\u{200f}", "\\u{61c}\\u{200e}\\u{200f}", "\\u{61c}\\u{200e}\\u{200f}"),
            (
                "\u{202a}\u{202e}\u{2066}\u{2069}",
                "\\u{202a}\\u{202e}\\u{2066}\\u{2069}",
                "\\u{202a}\\u{202e}\\u{2066}\\u{2069}",
            ),
            ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}", "\\u{2028}\\u{2029}"),
            ("\u{feff}<", "\\u{feff}<", "\u{feff}<"),
            // Joiners make letters and emoji what they are.
            ("\u{200d}\u{200c}", "\u{200d}\u{200c}", "\u{200d}\u{200c}"),
        ] {
            assert_eq!((&*one_line(text), &*lines(text)), (line, many), "{text:?}");
        }
    }

    #[test]
    fn json_is_json_and_holds_no_control_character() {
        let text: String = ('\u{1}'..='\u{9f}').collect();
        for pretty in [false, true] {
            let json = json(&[&text], pretty).unwrap();
            assert!(!json.chars().any(|character| character.is_control() && character != '\n'), "{json:?}");
            assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), [&*text]);
        }
    }
}
