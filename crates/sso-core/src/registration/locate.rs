//! Where a property stands in the text.

use std::collections::BTreeSet;

use addin_manifest::line_column;

use super::json::{items, members, offset};
use super::old::other_name;
use super::property::{Property, Step};
use super::{Document, Problem, Shape};
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
        self.locate(&Property::of(property), true)
    }

    /// Where the property of a problem stands: its entries are numbered as in the text.
    pub fn place_of(&self, problem: &Problem) -> Place {
        self.locate(&Property::of(&problem.property), false)
    }

    /// What the text has there, as it is written but for secrets; `None` where it has nothing.
    pub fn text_of(&self, problem: &Problem) -> Option<&str> {
        let property = Property::of(&problem.property);
        let (piece, inner) = match property.0.split_first() {
            Some((Step::Name(name), rest)) if name == SERVICE_PRINCIPAL => {
                (self.beside.as_ref()?, Property(rest.to_vec()))
            }
            _ => (&self.application, self.origins.in_file(&property)),
        };
        find(&piece.text, &inner.0, self.shape).value
    }

    fn locate(&self, property: &Property, numbered_as_model: bool) -> Place {
        let left_out = if numbered_as_model { Some(&self.left_out).filter(|all| !all.is_empty()) } else { None };
        let in_text = |property: &Property| match left_out {
            Some(left_out) => with_left_out(property, left_out),
            None => property.clone(),
        };
        match property.0.split_first() {
            Some((Step::Name(name), _)) if name == SERVICE_PRINCIPAL => match &self.beside {
                None => Place { path: Some(property.to_string()), line: None, column: None },
                Some(piece) => {
                    let found = find(&piece.text, &in_text(property).0[1..], Shape::Graph);
                    piece.place(&Property([&property.0[..1], found.path.0.as_slice()].concat()), found.offset)
                }
            },
            _ => {
                let wanted = self.origins.in_file(&in_text(property));
                let found = find(&self.application.text, &wanted.0, self.shape);
                self.application.place(&found.path, found.offset)
            }
        }
    }
}

/// The entries' numbers in the text: those that the model does not have are counted in.
fn with_left_out(property: &Property, left_out: &BTreeSet<String>) -> Property {
    let mut so_far = Property::default();
    for step in &property.0 {
        let step = match step {
            Step::Entry(number) => {
                let list = so_far.to_string();
                let mut in_text = 0;
                let mut before = 0;
                while left_out.contains(&format!("{list}[{in_text}]")) || before < *number {
                    before += usize::from(!left_out.contains(&format!("{list}[{in_text}]")));
                    in_text += 1;
                }
                Step::Entry(in_text)
            }
            name => name.clone(),
        };
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
