//! Lines `NAME=value` of a `.env` file, as dotenv and shells read them: a value is put in the place of another, and every
//! other byte stays.

use std::fmt;
use std::ops::Range;

use zeroize::Zeroizing;

use crate::dotenv;

/// One `NAME=value` of a file. Its value does not print: it may be a secret.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Setting {
    pub name: String,
    /// Without its quotation marks; what is escaped in it stays so.
    pub value: Zeroizing<String>,
    pub quote: Option<char>,
    /// Behind a `#`: nobody reads it, and it may hold a secret all the same.
    pub is_comment: bool,
    /// Of the value with its quotation marks.
    pub span: Range<usize>,
}

impl fmt::Debug for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Setting").field("name", &self.name).field("span", &self.span).finish_non_exhaustive()
    }
}

impl Setting {
    /// Nothing yet, or what a template has in the place of a value, whole.
    pub fn is_open(&self) -> bool {
        let value = self.value.trim();
        let between = |open: &str, close: char| value.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        let name = between("{", '}').or_else(|| between("${", '}')).or_else(|| between("<", '>'));
        let is_word = |c: char| c.is_ascii_alphanumeric() || " _.-".contains(c);
        value.is_empty() || name.is_some_and(|name| name.chars().all(is_word))
    }
}

/// All settings of a text, in its order. A value in quotation marks may go over several lines.
pub(crate) fn settings(text: &str) -> Vec<Setting> {
    let mut settings = Vec::new();
    let mut at = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    while at < text.len() {
        let line = text.get(at..).unwrap_or_default();
        let length = line.find('\n').map_or(line.len(), |end| end + 1);
        match setting(text, at, at + length) {
            Some(setting) => {
                let end = setting.span.end;
                settings.push(setting);
                let rest = text.get(end..).unwrap_or_default();
                at = end + rest.find('\n').map_or(rest.len(), |end| end + 1);
            }
            None => at += length,
        }
    }
    settings
}

/// That of the line from `start` to `end`, its end of line included.
fn setting(text: &str, start: usize, end: usize) -> Option<Setting> {
    let line = text.get(start..end)?.trim_end_matches(['\n', '\r']);
    let (before, after) = line.split_once('=')?;
    let name = before.trim_start();
    let is_comment = name.starts_with('#');
    let name = name.trim_start_matches('#').trim();
    let name = name.strip_prefix("export ").unwrap_or(name).trim_start();
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte));
    if name.is_empty() || !is_name {
        return None;
    }
    let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
    let value_start = start + before.len() + 1 + blanks;
    let rest = text.get(value_start..)?;
    let quoted = rest.chars().next().filter(|first| "'\"`".contains(*first) && !is_comment);
    if let Some(quote) = quoted
        && let Some(length) = closing(rest.get(1..)?, quote)
    {
        let value = Zeroizing::new(rest.get(1..1 + length)?.to_owned());
        let span = value_start..value_start + length + 2;
        return Some(Setting { name: name.to_owned(), value, quote: Some(quote), is_comment, span });
    }
    let after = after.get(blanks..)?;
    let value = after.split_once('#').map_or(after, |(value, _)| value).trim_end();
    let span = value_start..value_start + value.len();
    Some(Setting { name: name.to_owned(), value: Zeroizing::new(value.to_owned()), quote: None, is_comment, span })
}

/// Where the quotation mark closes, in bytes. Between double ones a backslash keeps one from closing.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            _ if character == quote => return Some(at),
            _ => {}
        }
    }
    None
}

/// The text with these values; of a setting that is `None` what stood there stays.
pub(crate) fn with_values(text: &str, wanted: impl Fn(&Setting) -> Option<String>) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut done = 0;
    for setting in settings(text).into_iter().filter(|setting| !setting.is_comment) {
        let Some(value) = wanted(&setting).filter(|value| *value != *setting.value) else { continue };
        changed.push_str(text.get(done..setting.span.start).unwrap_or_default());
        changed.push_str(&written(&setting, &value));
        done = setting.span.end;
    }
    changed.push_str(text.get(done..).unwrap_or_default());
    changed
}

/// In the quotation marks that stood there; else without, where nothing in the value has a meaning of its own.
fn written(setting: &Setting, value: &str) -> String {
    let is_plain = value.chars().all(|c| c.is_ascii_alphanumeric() || "-._~:/@+,%".contains(c));
    match setting.quote {
        Some(quote) if is_plain || quote == '\'' && !value.contains(['\'', '\n']) => format!("{quote}{value}{quote}"),
        None if is_plain => value.to_owned(),
        _ => dotenv::line("", value).split_off(1),
    }
}

const NOT_SHOWN: &str = "(not shown)";

/// The text as it may be shown. A file like this holds secrets under names that nobody can foresee, so that only the values
/// that `is_known` are shown, with comments and what is open; of every other line the name is left.
pub(crate) fn shown(text: &str, is_known: impl Fn(&Setting) -> bool) -> String {
    let settings = settings(text);
    let mut settings = settings.iter().peekable();
    let mut shown = String::with_capacity(text.len());
    let (mut at, mut in_pem) = (0, false);
    while at < text.len() {
        let length = |from: usize| text.get(from..).map_or(0, |rest| rest.find('\n').map_or(rest.len(), |end| end + 1));
        let end = at + length(at);
        let line = text.get(at..end).unwrap_or_default();
        in_pem = in_pem && !line.contains("-----END") || line.contains("-----BEGIN");
        match settings.next_if(|setting| setting.span.start < end || end == text.len()) {
            Some(setting) => {
                // A value in quotation marks may end in another line.
                let end = setting.span.end + length(setting.span.end);
                let name = text.get(at..setting.span.start).unwrap_or_default();
                let rest = text.get(setting.span.end..end).unwrap_or_default();
                let whole = !setting.is_comment && is_known(setting) || setting.is_open() && rest.trim().is_empty();
                shown.push_str(if in_pem { "" } else { name });
                shown.push_str(if whole { text.get(setting.span.start..end).unwrap_or_default() } else { NOT_SHOWN });
                if !whole {
                    shown.push_str(line_end(rest));
                }
                at = end;
            }
            None => {
                let is_comment = line.trim_start().starts_with('#');
                let name = line.split_once(':').map(|(name, _)| name).filter(|name| {
                    let name = name.trim_start_matches(['#', ' ', '\t', '\u{FEFF}']);
                    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
                });
                match name.filter(|_| !in_pem) {
                    Some(name) => shown.push_str(&format!("{name}: {NOT_SHOWN}{}", line_end(line))),
                    None if line.trim().is_empty() || is_comment && !in_pem => shown.push_str(line),
                    None => shown.push_str(&format!("{NOT_SHOWN}{}", line_end(line))),
                }
                at = end;
            }
        }
    }
    shown
}

/// The names in a text of [`shown`] whose values it leaves out, each once.
pub(crate) fn hidden(shown: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in shown.lines().filter(|line| line.ends_with(NOT_SHOWN)) {
        let Some((name, _)) = line.split_once(['=', ':']) else { continue };
        let name = name.trim_start_matches(['#', ' ', '\t', '\u{FEFF}']).trim_start_matches("export ").trim();
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

fn line_end(text: &str) -> &str {
    text.get(text.trim_end_matches(['\n', '\r']).len()..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_changes_and_every_other_byte_stays() {
        for (before, after) in [
            ("CLIENT_ID=\n", "CLIENT_ID=new\n"),
            ("\u{FEFF}CLIENT_ID={CLIENT_ID}\r\nPORT=1\r\n", "\u{FEFF}CLIENT_ID=new\r\nPORT=1\r\n"),
            ("  export CLIENT_ID = old # why\n", "  export CLIENT_ID = new # why\n"),
            ("CLIENT_ID='old' # why", "CLIENT_ID='new' # why"),
            ("CLIENT_ID=\"o\\\"ld\"\nA=1", "CLIENT_ID=\"new\"\nA=1"),
            ("CLIENT_ID=a\nCLIENT_ID=b", "CLIENT_ID=new\nCLIENT_ID=new"),
            ("PEM=\"a\nCLIENT_ID=b\n\"\nCLIENT_ID=", "PEM=\"a\nCLIENT_ID=b\n\"\nCLIENT_ID=new"),
            ("CLIENT_ID='never closed\n", "CLIENT_ID=new\n"),
            ("# CLIENT_ID=old\nnot a line\n=x\n", "# CLIENT_ID=old\nnot a line\n=x\n"),
            ("MY_CLIENT_ID=old", "MY_CLIENT_ID=old"),
            ("", ""),
        ] {
            let wanted = |setting: &Setting| (setting.name == "CLIENT_ID").then(|| "new".to_owned());
            let changed = with_values(before, wanted);
            assert_eq!(changed, after, "{before:?}");
            assert_eq!(with_values(&changed, wanted), after, "the second time");
        }
        let with = |before, value: &str| with_values(before, |_| Some(value.to_owned()));
        assert_eq!(with("A=", "User.Read Mail.Read"), "A='User.Read Mail.Read'");
        assert_eq!(with("A=\"x\"", "a $b"), "A='a $b'");
    }

    #[test]
    fn what_may_be_a_secret_is_not_shown() {
        for (text, expected) in [
            ("CLIENT_SECRET=abc~1\nPORT=1", "CLIENT_SECRET=(not shown)\nPORT=1"),
            ("SECRET_AAD_APP_CLIENT_SECRET='a\nb'\n", "SECRET_AAD_APP_CLIENT_SECRET=(not shown)\n"),
            ("CLIENT_SECRET={CLIENT_SECRET}", "CLIENT_SECRET={CLIENT_SECRET}"),
            ("CLIENT_SECRET=<the Value>\r\n", "CLIENT_SECRET=<the Value>\r\n"),
            ("CLIENT_SECRET=", "CLIENT_SECRET="),
            ("# CLIENT_SECRET=abc~1\nPORT=1", "# CLIENT_SECRET=(not shown)\nPORT=1"),
            ("# PORT=1", "# PORT=(not shown)"),
            ("# why\n\nPORT=1 # why\n", "# why\n\nPORT=1 # why\n"),
            ("db_password = hunter2 # old", "db_password = (not shown)"),
            ("DB_PASS=hunter2", "DB_PASS=(not shown)"),
            ("DATABASE_URL=postgres://u:hunter2@db", "DATABASE_URL=(not shown)"),
            ("CLIENT_SECRET: abc~1\r\n", "CLIENT_SECRET: (not shown)\r\n"),
            ("# api_key: x", "# api_key: (not shown)"),
            ("set CLIENT_SECRET=abc", "(not shown)"),
            ("DB_PASSWORD=$up3r", "DB_PASSWORD=(not shown)"),
            ("SERVICE_ACCOUNT_KEY={\"private_key\":1}", "SERVICE_ACCOUNT_KEY=(not shown)"),
            ("CLIENT_SECRET=abc#def~2", "CLIENT_SECRET=(not shown)"),
            ("CLIENT_SECRET=#def~2", "CLIENT_SECRET=(not shown)"),
            ("CLIENT_SECRET='ab\\'cd'\n", "CLIENT_SECRET=(not shown)\n"),
            (
                "K=-----BEGIN PRIVATE KEY-----\nabc\nde==\n-----END PRIVATE KEY-----\nPORT=1",
                "(not shown)\n(not shown)\n(not shown)\n(not shown)\nPORT=1",
            ),
        ] {
            assert_eq!(shown(text, |setting| setting.name == "PORT"), expected, "{text}");
        }
        let text = "A=(not shown)\n# export B = (not shown)\nC: (not shown)\nPORT=1\nA=(not shown)\n(not shown)\n";
        assert_eq!(hidden(text), ["A", "B", "C"]);
    }
}
