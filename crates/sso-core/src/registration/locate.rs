//! Where a property stands in the text.

use std::collections::BTreeSet;

use addin_manifest::line_column;

use super::json::{items, members, offset};
use super::lenient::LeftOut;
use super::old::other_name;
use super::powershell::singular;
use super::property::{Property, Step};
use super::{Document, Problem, ProblemKind, Shape};
use crate::Place;

const SERVICE_PRINCIPAL: &str = "servicePrincipal";

/// An object of the text, without its secrets, and where it begins there; both from 1, in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    text: String,
    line: usize,
    column: usize,
}

impl Piece {
    /// `piece` is a part of `text`.
    pub fn of(text: &str, piece: &str) -> Self {
        let at = line_column(text.as_bytes(), offset(text, piece));
        Self { text: piece.to_owned(), line: at.line, column: at.column }
    }

    fn place(&self, path: &Property, offset: usize) -> Place {
        let at = line_column(self.text.as_bytes(), offset);
        let column = if at.line == 1 { self.column + at.column - 1 } else { at.column };
        Place { path: Some(path.to_string()), line: Some(self.line + at.line - 1), column: Some(column) }
    }
}

impl Document {
    /// Where a property of [`Self::registration`] stands: as the text names it, with line and column of its value. Of one
    /// that the text does not have, the place of the innermost object that would have it. `property` as evidence has it: in
    /// Graph's words, dotted, an entry of a list by its number in the model, that of the service principal behind
    /// `servicePrincipal.`.
    pub fn place(&self, property: &str) -> Place {
        self.place_in_text(&numbered_as_text(&Property::of(property), &self.left_out))
    }

    /// Where the property of a problem stands: its entries are numbered as in the text.
    pub fn place_of(&self, problem: &Problem) -> Place {
        self.place_in_text(&Property::of(&problem.property))
    }

    /// What the text has there, as it is written but for secrets; `None` where it has nothing.
    pub fn text_of(&self, problem: &Problem) -> Option<&str> {
        self.look_up(&Property::of(&problem.property))?.1.value
    }

    /// What the model has no word of the text about.
    pub fn unread(&self) -> Unread<'_> {
        let problems = self.problems.iter().filter(|problem| problem.kind == ProblemKind::Unread);
        Unread { document: self, properties: problems.map(|problem| Property::of(&problem.property)).collect() }
    }

    fn place_in_text(&self, property: &Property) -> Place {
        match self.look_up(property) {
            Some((piece, found)) => piece.place(&found.path, found.offset),
            None => Place { path: Some(property.to_string()), line: None, column: None },
        }
    }

    /// `None` for a service principal that the text does not have.
    fn look_up(&self, property: &Property) -> Option<(&Piece, Found<'_>)> {
        match property.0.split_first() {
            Some((first @ Step::Name(name), rest)) if name == SERVICE_PRINCIPAL => {
                let piece = self.beside.as_ref()?;
                let mut found = find(&piece.text, rest, Shape::Graph);
                found.path.0.insert(0, first.clone());
                Some((piece, found))
            }
            _ => {
                let wanted = self.origins.in_file(property);
                Some((&self.application, find(&self.application.text, &wanted.0, self.shape)))
            }
        }
    }
}

/// The properties of a [`Document`] that were not read.
#[derive(Debug)]
pub struct Unread<'a> {
    document: &'a Document,
    properties: BTreeSet<Property>,
}

impl Unread<'_> {
    /// Whether what the model says of this property is not, or not all, what the text says: it was not read, is inside of what
    /// was not read, or has something in it that was not. `property` as for [`Document::place`].
    pub fn concerns(&self, property: &str) -> bool {
        let in_text = numbered_as_text(&Property::of(property), &self.document.left_out);
        // Problems of the old manifest's redirect URIs are named as the file names them.
        let in_file = self.document.origins.in_file(&in_text);
        [in_text, in_file].iter().any(|property| self.has(property))
    }

    /// Whether the text has nothing there, or null: an excerpt leaves out what is set.
    pub fn is_left_out(&self, property: &str) -> bool {
        let found = self.document.look_up(&Property::of(property));
        found.and_then(|(_, found)| found.value).is_none_or(|value| value == "null")
    }

    fn has(&self, property: &Property) -> bool {
        let around = |length: usize| Property(property.0[..length].to_vec());
        let inside = self.properties.range(property..).next();
        (1..=property.0.len()).any(|length| self.properties.contains(&around(length)))
            || inside.is_some_and(|first| first.behind(property).is_some())
    }
}

/// With the numbers of entries as the text has them: those that the model does not have are counted in.
fn numbered_as_text(property: &Property, left_out: &LeftOut) -> Property {
    let mut so_far = Property::default();
    for step in &property.0 {
        let mut step = step.clone();
        if let Step::Entry(number) = &mut step {
            for before in left_out.get(&so_far.to_string()).into_iter().flatten() {
                *number = number.saturating_add(usize::from(before <= number));
            }
        }
        so_far.0.push(step);
    }
    so_far
}

struct Found<'a> {
    /// In the names of the text.
    path: Property,
    /// Of the value; where there is none, of the innermost object around it.
    offset: usize,
    value: Option<&'a str>,
}

fn find<'a>(text: &'a str, steps: &[Step], shape: Shape) -> Found<'a> {
    let mut path = Property::default();
    let (mut here, mut object, mut list) = (text, text, "");
    for (done, step) in steps.iter().enumerate() {
        let found = match step {
            Step::Entry(number) => items(here).get(*number).copied().map(|item| (step.clone(), item)),
            Step::Name(name) => named(here, name)
                .or_else(|| named(here, other_name(list, name)?))
                .or_else(|| named(here, singular(name)?))
                .map(|(name, value)| (Step::Name(name), value)),
        };
        let Some((step_in_text, value)) = found else {
            path.0.extend(steps[done..].iter().map(|step| match step {
                Step::Name(name) if shape == Shape::AadGraph => {
                    Step::Name(other_name(list, name).unwrap_or(name).to_owned())
                }
                step => step.clone(),
            }));
            return Found { path, offset: offset(text, object), value: None };
        };
        if let Step::Name(name) = step {
            list = name;
        }
        path.0.push(step_in_text);
        here = value;
        if here.starts_with('{') {
            object = here;
        }
    }
    Found { path, offset: offset(text, here), value: Some(here) }
}

/// The property that is read: the last of this name, or one that differs in capital letters alone.
fn named<'a>(object: &'a str, name: &str) -> Option<(String, &'a str)> {
    let members = members(object);
    let exact = members.iter().rposition(|member| member.name == name);
    let at = exact.or_else(|| members.iter().rposition(|member| member.name.eq_ignore_ascii_case(name)))?;
    members.into_iter().nth(at).map(|member| (member.name, member.value))
}
