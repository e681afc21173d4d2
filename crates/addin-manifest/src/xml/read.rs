//! From tokens to a [`Manifest`]. An element is told by its namespace, its name and the element around it.
//!
//! `base`, `overrides` and `info` know what the elements of each part are; here they are opened and closed.

use std::rc::Rc;

use super::bounds;
use super::judge::{self, Judged};
use super::resources::Resources;
use super::role::Role;
use super::scan::Scanner;
use super::siblings::{Siblings, Standing};
use super::step::{Step, Steps, Tag};
use super::text::TextBuilder;
use super::tree::Walk;
use crate::source::Source;
use crate::{Format, Manifest, Obsolete, Problem, ProblemKind, Scope, Span, Text};

pub(crate) fn read(source: &Source<'_>) -> Manifest {
    match judge::judged(source) {
        Ok(judged) => along(source, &judged).unwrap_or_else(|| {
            // Before anything is gathered anew: the two would take their memory at one time.
            drop(judged);
            scanned(source, None)
        }),
        Err(problem @ Problem { kind: ProblemKind::NotAManifest(_), .. }) => Manifest::nothing(Format::Xml, problem),
        Err(problem) => scanned(source, Some(problem)),
    }
}

/// What is read of any text.
pub(super) fn scanned(source: &Source<'_>, verdict: Option<Problem>) -> Manifest {
    let (scanner, mut manifest) = Reading::of(Scanner::new(source), source.room);
    if let Some((span, words)) = scanner.stopped {
        manifest.problems.push(Problem { kind: ProblemKind::NotAManifest(words.to_owned()), span });
    }
    manifest.problems.extend(verdict);
    in_order(manifest)
}

/// What is read along the judge's tree, beside which it has less room; `None` if that does not do, and the text has to be
/// scanned, without the tree.
pub(super) fn along(source: &Source<'_>, judged: &Judged<'_>) -> Option<Manifest> {
    let room = source.room.checked_sub(judged.bytes).filter(|_| judged.plain)?;
    let (walk, manifest) = Reading::of(Walk::new(source, &judged.document), room);
    walk.ended.then(|| in_order(manifest))
}

fn in_order(mut manifest: Manifest) -> Manifest {
    manifest.problems.sort_by_key(|problem| problem.span.start);
    manifest.loaded.sort_by_key(|loaded| loaded.url.span.start);
    manifest.links.sort_by_key(|link| link.url.span.start);
    manifest
}

pub(super) struct Reading<'a, S> {
    pub steps: S,
    pub manifest: Manifest,
    pub has_root: bool,
    pub root_namespace: Rc<str>,
    pub frames: Vec<Frame>,
    /// Of the open elements whose text counts.
    texts: Vec<TextBuilder>,
    /// The children of the open elements for which the schema has a sequence.
    siblings: Vec<Siblings>,
    /// What is gathered of each `VersionOverrides` until it ends, by its index in the manifest.
    pub resources: Vec<Resources<'a>>,
    /// Of the `<Sets>` that is open.
    pub default_min_version: Option<Text>,
    /// How many bytes the answer may take.
    room: usize,
    /// What it has taken so far.
    spent: usize,
}

/// Manifests go about so deep.
const DEPTH: usize = 16;

/// An open element. There is one for each, so it is small: what few have is in a stack of its own.
pub(super) struct Frame {
    pub role: Role,
    /// Index of the nearest `VersionOverrides` around it, or of itself.
    pub overrides: Option<usize>,
    start_tag: Span,
    standing: Standing,
    /// Whether the last of `siblings` are its children.
    has_sequence: bool,
}

impl<'a, S: Steps<'a>> Reading<'a, S> {
    /// The steps at their end, and what was gathered of them in `room` bytes of memory.
    fn of(steps: S, room: usize) -> (S, Manifest) {
        let mut reading = Self {
            steps,
            manifest: Manifest::empty(Format::Xml),
            has_root: false,
            root_namespace: Rc::from(""),
            frames: Vec::with_capacity(DEPTH),
            texts: Vec::new(),
            siblings: Vec::new(),
            resources: Vec::new(),
            default_min_version: None,
            room,
            spent: 0,
        };
        reading.run();
        (reading.steps, reading.manifest)
    }

    fn run(&mut self) {
        while let Some(step) = self.steps.next() {
            match step {
                Step::Open(tag) => self.open(&tag),
                Step::Content(piece, span) => {
                    if self.has_text()
                        && let Some(text) = self.texts.last_mut()
                    {
                        text.push(piece, span);
                    }
                }
                Step::Close { end, end_tag } => {
                    if let Some(frame) = self.frames.pop() {
                        self.close(frame, end, end_tag);
                    }
                }
                Step::Comment(_) => {}
            }
        }
    }

    fn open(&mut self, tag: &Tag<'a>) {
        let parent = self.frames.last().map(|frame| frame.role);
        let mut overrides = self.frames.last().and_then(|frame| frame.overrides);
        if let Some(Role::Overrides(index)) = parent {
            let overrides = &mut self.manifest.overrides[index];
            overrides.children += 1;
            if *tag.namespace == *overrides.namespace {
                overrides.has_hosts |= tag.local == "Hosts";
                overrides.has_resources |= tag.local == "Resources";
            }
        }
        let standing = self.standing(parent, tag);
        let role = match (parent, overrides) {
            (None, _) => self.root(tag),
            (Some(parent), _) if self.is_info(tag, overrides) => self.info(parent, tag),
            (Some(Role::OfficeApp | Role::Overrides(_)), _) if tag.local == "VersionOverrides" => self.overrides(tag),
            (Some(parent @ (Role::Info(info) | Role::Scopes(info))), _) => self.in_info(parent, info, tag),
            (Some(parent), Some(index)) => self.in_overrides(parent, index, tag),
            (Some(parent), None) => self.in_base(parent, tag),
        };
        if let Role::Overrides(index) = role {
            overrides = Some(index);
        }
        if role.has_text() {
            self.texts.push(TextBuilder::default());
        }
        let sequence = self.sequence(role);
        let has_sequence = sequence.is_some();
        self.siblings.extend(sequence.map(Siblings::new));
        self.frames.push(Frame { role, overrides, start_tag: tag.span, standing, has_sequence });
    }

    /// Whether the text of the innermost element counts.
    fn has_text(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.role.has_text())
    }

    /// What the element is among those that stand before it.
    fn standing(&mut self, parent: Option<Role>, tag: &Tag<'a>) -> Standing {
        let namespace = match parent {
            Some(Role::OfficeApp) => &*self.root_namespace,
            Some(Role::Overrides(index)) => &self.manifest.overrides[index].namespace,
            Some(Role::Info(info)) => &self.manifest.web_application_info[info].namespace,
            _ => return Standing::Unknown,
        };
        // The parent is one of those that have a sequence, and the innermost.
        match self.siblings.last_mut() {
            Some(siblings) if *tag.namespace == *namespace || tag.local == "VersionOverrides" => {
                siblings.add(tag.local, tag.span)
            }
            _ => Standing::Unknown,
        }
    }

    fn close(&mut self, frame: Frame, end: usize, end_tag: Option<Span>) {
        let element = Span::new(frame.start_tag.start, end);
        // An element without text is named by the place between its tags, or as a whole where it has but one tag.
        let place = end_tag.map_or(element, |tag| Span::new(frame.start_tag.end, tag.start));
        let text = if frame.role.has_text() { self.texts.pop() } else { None }.map(|text| text.finish(place));
        let children = if frame.has_sequence { self.siblings.pop() } else { None };
        self.judge_order(frame.standing, children, element);
        if let Some(text) = &text {
            self.spend(size_of::<Scope>(), text.value.len());
        }
        let manifest = &mut self.manifest;
        match frame.role {
            Role::AddInId => keep_first(&mut manifest.id, text),
            Role::Version => keep_first(&mut manifest.version, text),
            Role::AppDomains => keep_first(&mut manifest.app_domains_span, Some(element)),
            Role::AppDomain => manifest.app_domains.extend(text),
            Role::ClientId(info) => keep_first(&mut manifest.web_application_info[info].id, text),
            Role::Resource(info) => keep_first(&mut manifest.web_application_info[info].resource, text),
            Role::Scope(info) => {
                manifest.web_application_info[info].scopes.extend(text.map(|text| Scope { text, element }));
            }
            Role::Scopes(info) => keep_first(&mut manifest.web_application_info[info].scopes_span, Some(element)),
            Role::Obsolete(info, name) => {
                manifest.web_application_info[info].obsolete.push(Obsolete { name, span: element });
                self.spend(size_of::<Obsolete>(), 0);
            }
            Role::Set(set) => manifest.requirement_sets[set].span = element,
            Role::Info(info) => manifest.web_application_info[info].span = element,
            Role::Overrides(index) => {
                manifest.overrides[index].span = element;
                let (loaded, links, unresolved) = std::mem::take(&mut self.resources[index]).resolve();
                manifest.loaded.extend(loaded);
                manifest.links.extend(links);
                manifest.problems.extend(unresolved);
            }
            _ => {}
        }
    }

    fn judge_order(&mut self, standing: Standing, children: Option<Siblings>, element: Span) {
        match standing {
            Standing::Unknown => {}
            Standing::First(index) => {
                if let Some(siblings) = self.siblings.last_mut() {
                    siblings.ended(index, element);
                }
            }
            Standing::Repeated(name) => self.problem(ProblemKind::Repeated(name.to_owned()), element),
        }
        for (name, span, belongs) in children.iter().flat_map(Siblings::misplaced) {
            self.problem(ProblemKind::OutOfOrder(name.to_owned(), belongs), span);
        }
    }

    pub fn problem(&mut self, kind: ProblemKind, span: Span) {
        let words = match &kind {
            ProblemKind::NotWellFormed(words)
            | ProblemKind::NotAManifest(words)
            | ProblemKind::UnknownNamespace(words)
            | ProblemKind::OutOfOrder(words, _)
            | ProblemKind::Repeated(words)
            | ProblemKind::UnresolvedResid(words)
            | ProblemKind::ResidTooLong(words) => words.len(),
        };
        self.manifest.problems.push(Problem { kind, span });
        self.spend(size_of::<Problem>(), words);
    }

    /// Counts what was added to the answer: an item of a list, which may double its list beside the old one and is
    /// sorted at the end, and bytes of its own. What goes beyond the room ends the reading.
    pub fn spend(&mut self, item: usize, bytes: usize) {
        self.spent = self.spent.saturating_add(4 * item + bytes);
        if self.spent > self.room && !self.steps.is_stopped() {
            let at = self.frames.last().map_or(Span::new(0, 0), |frame| frame.start_tag);
            self.steps.stop(at, bounds::TOO_LARGE);
        }
    }

    /// An attribute's value as an item of the answer.
    pub fn attribute(&mut self, tag: &Tag<'a>, name: &str) -> Option<Text> {
        let text = Text::from(self.steps.attribute(tag, name)?);
        self.spend(size_of::<Text>(), text.value.len());
        Some(text)
    }
}

pub(super) fn keep_first<T>(kept: &mut Option<T>, new: Option<T>) {
    if kept.is_none() {
        *kept = new;
    }
}
