//! Makes a value what it is to be, in as few bytes as possible.

use super::layout::{Layout, New, quoted};
use super::list::{List, offset, span};
use super::version;
use crate::Span;
use crate::edit::Edit;
use crate::json::Value;

/// Changes inside of one file.
pub(super) struct Change<'a> {
    pub text: &'a str,
    /// `validDomains`, which shows how arrays of strings are written.
    pub strings: List<'a>,
}

impl<'a> Change<'a> {
    pub fn layout(&self, list: &List<'a>, like: Option<usize>) -> Layout<'a> {
        Layout::of(list, like).with_strings_as(&self.strings)
    }

    /// A property that is there is changed. One that is not is put behind the one before it in `properties`, the first
    /// behind `behind`; where there is none to stand behind, in front of all. Of one that comes twice the earlier ones are
    /// taken out: which of them counts is left to each reader, and it is to be this one.
    pub fn properties(
        &self,
        object: &List<'a>,
        mut behind: Option<usize>,
        properties: &[(&'static str, New<'_>)],
    ) -> Vec<Edit> {
        let (mut edits, mut repeated) = (Vec::new(), Vec::new());
        for (name, new) in properties {
            let layout = self.layout(object, behind);
            let named = object.named(name);
            if let Some((last, earlier)) = named.split_last() {
                edits.extend(self.value(&layout, object.entries[*last].value, new));
                repeated.extend_from_slice(earlier);
                behind = Some(*last);
            } else {
                edits.push(object.insert(behind, &layout.property(name, new)));
            }
        }
        // All at once: beside each other they share a comma.
        repeated.sort_unstable();
        edits.extend(object.remove(|at| repeated.binary_search(&at).is_ok()));
        edits
    }

    /// `around` is the layout of the entry that holds the value.
    pub fn value(&self, around: &Layout<'a>, value: Value<'a>, new: &New<'_>) -> Vec<Edit> {
        match new {
            New::Text(text) => self.string(value, text).into_iter().collect(),
            New::AtLeast(least) => {
                let enough = value.string().is_some_and(|said| version::is_at_least(&said, least));
                if enough { Vec::new() } else { self.string(value, least).into_iter().collect() }
            }
            New::Object(properties) => {
                let object = List::of(self.text, value);
                if !value.is_object() || object.entries.is_empty() {
                    return vec![self.replace(around, value, new)];
                }
                self.properties(&object, None, properties)
            }
            New::Texts(texts) => {
                let array = List::of(self.text, value);
                let strings = array.entries.iter().map(|entry| entry.value.string()).collect::<Option<Vec<_>>>();
                match strings {
                    Some(old) if !old.is_empty() && !texts.is_empty() && value.is_array() => {
                        self.texts(&array, &old.iter().map(AsRef::as_ref).collect::<Vec<_>>(), texts)
                    }
                    Some(old) if old.is_empty() && texts.is_empty() && value.is_array() => Vec::new(),
                    _ => vec![self.replace(around, value, new)],
                }
            }
            New::With(item) => {
                let array = List::of(self.text, value);
                if !value.is_array() || array.entries.is_empty() {
                    return vec![self.replace(around, value, new)];
                }
                let layout = self.layout(&array, None).with_colon_of(around);
                // One in another case is another writing of it, unless the very one is there, too.
                let same = |exactly| array.entries.iter().find(|entry| is_same(entry.value, item, exactly));
                match same(true).or_else(|| same(false)) {
                    Some(entry) => self.value(&layout, entry.value, item),
                    None => vec![array.insert(Some(array.entries.len() - 1), &layout.value(item))],
                }
            }
        }
    }

    fn replace(&self, around: &Layout<'a>, value: Value<'a>, new: &New<'_>) -> Edit {
        Edit::replace(span(self.text, value), around.value(new))
    }

    fn string(&self, value: Value<'a>, new: &str) -> Option<Edit> {
        let whole = span(self.text, value);
        match value.string() {
            Some(old) if old == new => None,
            Some(_) => Some(inside_of_quotes(Span::new(whole.start + 1, whole.end - 1), new)),
            None => Some(Edit::replace(whole, quoted(new))),
        }
    }

    /// Strings that both lists have at their beginning and at their end stay; those between are changed one by one.
    fn texts(&self, array: &List<'a>, old: &[&str], new: &[&str]) -> Vec<Edit> {
        let head = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let (old_rest, new_rest) = (&old[head..], &new[head..]);
        let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(old, new)| old == new).count();
        let (old_end, new_rest) = (old.len() - tail, &new_rest[..new_rest.len() - tail]);
        let both = head + (old_end - head).min(new_rest.len());

        let mut edits = Vec::new();
        for (entry, new) in array.entries[head..both].iter().zip(new_rest) {
            edits.extend(self.string(entry.value, new));
        }
        edits.extend(array.remove(|at| (both..old_end).contains(&at)));
        let behind = both.checked_sub(1);
        edits.extend(new_rest[both - head..].iter().map(|new| array.insert(behind, &quoted(new))));
        edits
    }
}

/// `span` is what stands between the quotation marks.
pub(super) fn inside_of_quotes(span: Span, value: &str) -> Edit {
    let quoted = quoted(value);
    let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(&quoted);
    Edit::replace(span, inner)
}

/// Whether both objects have the same string, exactly or in any case, as the property that they are known by.
fn is_same(value: Value<'_>, new: &New<'_>, exactly: bool) -> bool {
    let New::Object(properties) = new else { return false };
    let Some((name, New::Text(text))) = properties.first() else { return false };
    let said = value.member(name).and_then(Value::string);
    said.is_some_and(|said| if exactly { said == *text } else { said.trim().eq_ignore_ascii_case(text) })
}

pub(super) fn shifted(mut edits: Vec<Edit>, base: usize) -> Vec<Edit> {
    for edit in &mut edits {
        edit.span = Span::new(edit.span.start + base, edit.span.end + base);
    }
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// Where a value of the file stands.
pub(super) fn place(text: &str, base: usize, value: Value<'_>) -> Span {
    let start = base + offset(text, value);
    Span::new(start, start + value.text.len())
}
