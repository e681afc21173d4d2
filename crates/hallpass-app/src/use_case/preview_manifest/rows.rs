//! A difference as a window shows it: of a file of any length only what is worth looking at.

use std::collections::BTreeSet;

use serde::Serialize;
use similar::{Change, ChangeTag, DiffOp, InlineChange, InlineChangeMode, InlineChangeOptions, TextDiff};
use ts_rs::TS;

/// Lines around a change, and around what a finding is about.
const CONTEXT: usize = 3;
/// UTF-16 units of a line that are shown; what is longer is a file without line breaks.
const SHOWN: usize = 2_000;
/// Of such a line, what stands ahead of what differs.
const LEAD: usize = 200;
/// Bytes of changed lines whose characters are compared one by one.
const COMPARED: usize = 20_000;

/// A line, or the place of lines that are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DifferenceRow {
    pub kind: RowKind,
    /// Its number before the change, from 1; of lines left out that of the first.
    #[ts(type = "number | null")]
    pub before: Option<usize>,
    /// The same after the change.
    #[ts(type = "number | null")]
    pub after: Option<usize>,
    /// Without its line break.
    pub text: String,
    /// What differs in a line that has a counterpart: from and to, in UTF-16 units.
    #[ts(type = "Array<[number, number]>")]
    pub marks: Vec<(usize, usize)>,
    /// How many lines are left out.
    #[ts(type = "number")]
    pub count: usize,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum RowKind {
    #[default]
    Same,
    Removed,
    Added,
    /// Lines that are the same and not shown.
    Gap,
}

/// The rows, and how many places changed.
pub(super) fn rows(before: &str, after: &str, findings: &BTreeSet<usize>) -> (Vec<DifferenceRow>, usize) {
    let diff = TextDiff::from_lines(before, after);
    let ops = diff.ops();
    let mut rows = Rows::default();
    let mut options = InlineChangeOptions::new();
    options.mode(InlineChangeMode::Chars).semantic_cleanup(true);
    for (place, op) in ops.iter().enumerate() {
        if let DiffOp::Equal { old_index, new_index, len } = *op {
            let (first, last) = (place == 0, place + 1 == ops.len());
            for at in 0..len {
                let beside = !first && at < CONTEXT || !last && len - at <= CONTEXT;
                let line = old_index + at + 1;
                let found = || findings.range(line.saturating_sub(CONTEXT)..=line + CONTEXT).next().is_some();
                let text = || diff.old_slice(old_index + at).unwrap_or_default();
                rows.same(line, new_index + at + 1, (beside || found()).then(text));
            }
        } else if bytes_of(&diff, op) <= COMPARED {
            rows.changed(diff.iter_inline_changes_with_options(op, options));
        } else {
            rows.long(diff.iter_changes(op));
        }
    }
    let changes = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })).count();
    (rows.done(), changes)
}

fn bytes_of(diff: &TextDiff<'_, '_, str>, op: &DiffOp) -> usize {
    diff.iter_changes(op).map(|change| change.value().len()).sum()
}

#[derive(Default)]
struct Rows {
    rows: Vec<DifferenceRow>,
    /// What is left out, until something is shown again.
    gap: Option<DifferenceRow>,
}

impl Rows {
    /// `None` where it is not worth showing.
    fn same(&mut self, before: usize, after: usize, text: Option<&str>) {
        let Some(text) = text else {
            let gap = self.gap.get_or_insert_with(|| DifferenceRow {
                kind: RowKind::Gap,
                before: Some(before),
                after: Some(after),
                ..DifferenceRow::default()
            });
            gap.count += 1;
            return;
        };
        self.push(RowKind::Same, Some(before), Some(after), text, Vec::new());
    }

    fn changed<'a>(&mut self, changes: impl Iterator<Item = InlineChange<'a, str>>) {
        for change in changes {
            let (mut text, mut marks) = (String::new(), Vec::new());
            let mut at = 0;
            for (differs, piece) in change.values() {
                let piece = without_break(piece);
                let end = at + units(piece);
                if *differs && end > at {
                    marks.push((at, end));
                }
                at = end;
                text.push_str(piece);
            }
            self.push(kind(change.tag()), number(change.old_index()), number(change.new_index()), &text, marks);
        }
    }

    /// Lines too long to be compared by character: of two, marked is what lies between where they begin and end alike.
    fn long<'a>(&mut self, changes: impl Iterator<Item = Change<&'a str>>) {
        let changes: Vec<_> = changes.collect();
        let marks = match &changes[..] {
            [one, other] => between(without_break(one.value()), without_break(other.value())).map(Some),
            _ => [None; 2],
        };
        for (place, change) in changes.iter().enumerate() {
            let marks = marks.get(place).copied().flatten().into_iter().filter(|(from, to)| from < to).collect();
            let text = without_break(change.value());
            self.push(kind(change.tag()), number(change.old_index()), number(change.new_index()), text, marks);
        }
    }

    fn push(
        &mut self,
        kind: RowKind,
        before: Option<usize>,
        after: Option<usize>,
        text: &str,
        marks: Vec<(usize, usize)>,
    ) {
        self.rows.extend(self.gap.take());
        let (text, marks) = shortened(without_break(text), marks);
        self.rows.push(DifferenceRow { kind, before, after, text, marks, count: 0 });
    }

    fn done(mut self) -> Vec<DifferenceRow> {
        self.rows.extend(self.gap.take());
        self.rows
    }
}

fn kind(tag: ChangeTag) -> RowKind {
    match tag {
        ChangeTag::Equal => RowKind::Same,
        ChangeTag::Delete => RowKind::Removed,
        ChangeTag::Insert => RowKind::Added,
    }
}

/// Lines are counted from 1.
fn number(index: Option<usize>) -> Option<usize> {
    index.map(|index| index + 1)
}

fn without_break(line: &str) -> &str {
    line.trim_end_matches(['\n', '\r'])
}

/// As JavaScript counts a text.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// What lies in either text between their equal beginnings and ends, in UTF-16 units.
fn between(one: &str, other: &str) -> [(usize, usize); 2] {
    let alike = one.chars().zip(other.chars()).take_while(|(one, other)| one == other);
    let start = alike.map(|(character, _)| character.len_utf8()).sum();
    let rests = [&one[start..], &other[start..]];
    let alike = rests[0].chars().rev().zip(rests[1].chars().rev()).take_while(|(one, other)| one == other);
    let end: usize = alike.map(|(character, _)| character.len_utf8()).sum();
    let from = units(&one[..start]);
    rests.map(|rest| (from, from + units(&rest[..rest.len() - end])))
}

/// Of a line that nobody could read whole a piece, with an ellipsis where it is cut: that around what differs first.
pub(super) fn shortened(text: &str, marks: Vec<(usize, usize)>) -> (String, Vec<(usize, usize)>) {
    // There are no more units than bytes.
    if text.len() <= SHOWN || units(text) <= SHOWN {
        return (text.to_owned(), marks);
    }
    let from = marks.first().map_or(0, |(from, _)| from.saturating_sub(LEAD));
    let (mut shown, mut start, mut at) = (String::new(), None, 0);
    for character in text.chars() {
        if at >= from && at + character.len_utf16() <= from + SHOWN {
            start.get_or_insert(at);
            shown.push(character);
        }
        at += character.len_utf16();
    }
    let start = start.unwrap_or(from);
    let end = start + units(&shown);
    let ahead = if start > 0 { "…" } else { "" };
    let behind = if end < at { "…" } else { "" };
    let moved = |(from, to): (usize, usize)| {
        let place = |at: usize| at.clamp(start, end) - start + units(ahead);
        (place(from) < place(to)).then(|| (place(from), place(to)))
    };
    (format!("{ahead}{shown}{behind}"), marks.into_iter().filter_map(moved).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str, findings: &[usize]) -> (Vec<String>, usize) {
        let (rows, changes) = rows(before, after, &findings.iter().copied().collect());
        let number = |number: Option<usize>| number.map_or("-".to_owned(), |number| number.to_string());
        let line = |row: &DifferenceRow| {
            let (sign, text) = match row.kind {
                RowKind::Same => (" ", row.text.clone()),
                RowKind::Removed => ("-", row.text.clone()),
                RowKind::Added => ("+", row.text.clone()),
                RowKind::Gap => ("~", row.count.to_string()),
            };
            format!("{} {} {sign}{text}", number(row.before), number(row.after))
        };
        (rows.iter().map(line).collect(), changes)
    }

    fn lines(count: usize) -> String {
        (1..=count).map(|line| format!("line {line}\n")).collect()
    }

    #[test]
    fn what_is_shown_of_a_file() {
        let before = lines(40);
        let after = before.replace("line 20\n", "line 20\nnew\n");
        let (rows, changes) = told(&before, &after, &[]);
        let expected = [
            "1 1 ~17",
            "18 18  line 18",
            "19 19  line 19",
            "20 20  line 20",
            "- 21 +new",
            "21 22  line 21",
            "22 23  line 22",
            "23 24  line 23",
            "24 25 ~17",
        ];
        assert_eq!((&rows[..], changes), (&expected.map(str::to_owned)[..], 1));
        let (rows, changes) = told(&before, &before, &[2]);
        assert_eq!((rows.len(), rows[0].as_str(), rows[5].as_str(), changes), (6, "1 1  line 1", "6 6 ~35", 0));
        assert_eq!(told("", "", &[]), (vec![], 0));
        assert_eq!(told("", "a", &[]).0, ["- 1 +a"]);
        assert_eq!(told("a\r\n", "", &[]).0, ["1 - -a"]);
    }

    #[test]
    fn the_characters_that_differ_are_marked() {
        let marked = |row: &DifferenceRow| {
            let units: Vec<u16> = row.text.encode_utf16().collect();
            row.marks.iter().map(|(from, to)| String::from_utf16(&units[*from..*to]).unwrap()).collect::<Vec<_>>()
        };
        let (found, _) = rows("<R>ä😀:3001/c</R>\n", "<R>ä😀:3000/c</R>\n", &BTreeSet::new());
        assert_eq!(found.iter().map(marked).collect::<Vec<_>>(), [["1"], ["0"]]);
        // Lines that have nothing in common are not spotted.
        let (found, _) = rows("<Scope>a</Scope>\n", "%%%%\n", &BTreeSet::new());
        assert!(found.iter().all(|row| row.marks.is_empty()), "{found:?}");
    }

    #[test]
    fn a_file_of_one_long_line_shows_where_it_differs() {
        let long = |value: &str| format!("{}{value}{}", "x".repeat(3_000_000), "y".repeat(2_000_000));
        let (rows, changes) = rows(&long("one"), &long("other"), &BTreeSet::new());
        assert_eq!((rows.len(), changes), (2, 1));
        for (row, differing) in rows.iter().zip(["ne", "ther"]) {
            assert!(row.text.chars().count() <= SHOWN + 2 && row.text.starts_with('…') && row.text.ends_with('…'));
            let (from, to) = row.marks[0];
            let shown: String = row.text.chars().skip(from).take(to - from).collect();
            assert_eq!(shown, differing);
        }
    }
}
