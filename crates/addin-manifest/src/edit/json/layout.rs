//! How the entries of an object or array are laid out, and how new ones are written alike.

use super::list::List;
use crate::edit::line::{LineStart, line_start};

/// What a value is to be.
#[derive(Debug, Clone)]
pub(super) enum New<'v> {
    Text(&'v str),
    /// A version, this or a higher one.
    AtLeast(&'v str),
    /// Strings, these and no others.
    Texts(&'v [&'v str]),
    /// An object with at least these properties.
    Object(Vec<(&'static str, New<'v>)>),
    /// An array with at least this object, which is known by the string of its first property.
    With(Box<New<'v>>),
}

#[derive(Debug, Clone)]
pub(super) struct Layout<'a> {
    /// Line end and indentation before an entry; `None` where entries stand on one line.
    line: Option<LineStart<'a>>,
    unit: &'a str,
    /// Behind a comma on one line, and inside of the braces.
    blank: (&'a str, &'a str),
    colon: &'a str,
    /// Whether arrays of strings stand on one line.
    flat: bool,
}

impl<'a> Layout<'a> {
    /// Of the entries of a list, as `like` has it if that begins a line, else as the first does that begins one.
    pub fn of(list: &List<'a>, like: Option<usize>) -> Self {
        let text = list.text;
        let mut order = like.into_iter().chain(0..list.entries.len());
        let line = order.find_map(|at| line_start(text.as_bytes(), list.span(at).start));
        let around = indent_of_line(text, list.start());
        let step = line.and_then(|line| line.indent.strip_prefix(around)).filter(|step| !step.is_empty());
        let tabs = line.is_some_and(|line| line.indent.contains('\t'));
        let colon = colon(list);
        let on_one_line = |blank: &'a str| Some(blank).filter(|blank| blank.bytes().all(|byte| byte == b' '));
        let padding = list.entries.first().and_then(|_| on_one_line(&text[list.start() + 1..list.span(0).start]));
        let comma = list.entries.get(1).and_then(|_| {
            let between = &text[list.span(0).end..list.span(1).start];
            on_one_line(between.split_once(',')?.1)
        });
        let usual = if colon.ends_with(' ') { " " } else { "" };
        Self {
            line,
            unit: step.unwrap_or(if tabs { "\t" } else { "  " }),
            blank: (comma.unwrap_or(usual), padding.unwrap_or(if list.whole.is_object() { usual } else { "" })),
            colon,
            flat: false,
        }
    }

    /// Writes arrays of strings as this one is written: on one line, or each string on its own.
    pub fn with_strings_as(mut self, strings: &List<'_>) -> Self {
        let begins_line = |at: usize| line_start(strings.text.as_bytes(), strings.span(at).start).is_some();
        self.flat = !strings.entries.is_empty() && !begins_line(0);
        self
    }

    /// Of an array inside of an object: it has no colon and no braces of its own.
    pub fn with_colon_of(mut self, other: &Self) -> Self {
        self.colon = other.colon;
        self.blank.1 = other.blank.1;
        self
    }

    /// Between a comma and the entry behind it.
    pub fn separator(&self) -> String {
        if self.line.is_some() { self.new_line(0) } else { self.blank.0.to_owned() }
    }

    fn new_line(&self, deep: usize) -> String {
        self.line.map(|line| line.new_line(&self.unit.repeat(deep))).unwrap_or_default()
    }

    pub fn property(&self, name: &str, new: &New<'_>) -> String {
        self.property_at(name, new, 0)
    }

    /// As the value of an entry.
    pub fn value(&self, new: &New<'_>) -> String {
        self.value_at(new, 0)
    }

    fn property_at(&self, name: &str, new: &New<'_>, deep: usize) -> String {
        [&quoted(name), self.colon, &self.value_at(new, deep)].concat()
    }

    fn value_at(&self, new: &New<'_>, deep: usize) -> String {
        match new {
            New::Text(text) | New::AtLeast(text) => quoted(text),
            New::Texts(texts) => {
                let layout = if self.flat { &Self { line: None, ..self.clone() } } else { self };
                layout.enclosed("[]", texts.iter().map(|text| quoted(text)), deep)
            }
            New::Object(properties) => {
                let properties = properties.iter().map(|(name, new)| self.property_at(name, new, deep + 1));
                self.enclosed("{}", properties, deep)
            }
            New::With(item) => self.enclosed("[]", std::iter::once(self.value_at(item, deep + 1)), deep),
        }
    }

    fn enclosed(&self, brackets: &str, entries: impl Iterator<Item = String>, deep: usize) -> String {
        let (open, close) = brackets.split_at(1);
        let entries = entries.collect::<Vec<_>>();
        if self.line.is_some() {
            let inner = self.new_line(deep + 1);
            let entries = entries.join(&[",", &inner].concat());
            return [open, &inner, &entries, &self.new_line(deep), close].concat();
        }
        let padding = if open == "{" { self.blank.1 } else { "" };
        let entries = entries.join(&[",", self.blank.0].concat());
        [open, padding, &entries, padding, close].concat()
    }
}

pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// What stands between a key and its value; of anything unusual, such as colons in a column, the usual form.
fn colon<'a>(list: &List<'a>) -> &'a str {
    let first = list.entries.first().and_then(|entry| {
        let key = entry.key?;
        let start = super::list::span(list.text, key).end;
        list.text.get(start..super::list::offset(list.text, entry.value))
    });
    match first {
        Some(":") => ":",
        Some(" : ") => " : ",
        _ => ": ",
    }
}

fn indent_of_line(text: &str, at: usize) -> &str {
    let start = text[..at].rfind(['\r', '\n']).map_or(0, |end| end + 1);
    let line = &text[start..at];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_indentation_of_a_line_with_something_before() {
        assert_eq!(indent_of_line("{\n \t\"a\": {", 9), " \t");
    }
}
