//! The elements that an edit has to know: the root with its children and what `Requirements` and `AppDomains` hold, each
//! `VersionOverrides` with its children, and each `WebApplicationInfo` with what is in it. All else is passed over.

use std::rc::Rc;

use super::{Refusal, RefusalKind};
use crate::source::Source;
use crate::xml::entities::Entities;
use crate::xml::names::{Space, is_of_manifest};
use crate::xml::order::{self, Side, WEB_APPLICATION_INFO};
use crate::xml::scan::Scanner;
use crate::xml::siblings::{Siblings, Standing};
use crate::xml::step::{Step, Steps as _, Tag};
use crate::xml::text::{Piece, TextBuilder};
use crate::{AppType, OverridesKind, Span, Text};

const BASE_1_1: &str = "http://schemas.microsoft.com/office/appforoffice/1.1";

pub(super) struct Outline<'a> {
    pub bytes: &'a [u8],
    nodes: Vec<Node<'a>>,
    pub app_type: Option<AppType>,
}

/// Where `WebApplicationInfo` belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// In the `VersionOverrides` that Office reads.
    In(usize),
    /// In a V1_1 to be nested in this mail V1_0.
    NestedIn(usize),
    /// In a `VersionOverrides` to be made in the root.
    New(OverridesKind),
}

pub(super) struct Node<'a> {
    pub role: Role,
    pub parent: Option<usize>,
    pub qualified: &'a str,
    pub local: &'a str,
    pub namespace: Rc<str>,
    pub span: Span,
    pub start_tag: Span,
    /// `None` for an empty-element tag.
    pub end_tag: Option<Span>,
    pub children: Vec<usize>,
    /// Its own content, without that of its children.
    pub text: Text,
    /// The pieces of that content, blank space and all; those that touch are one.
    pub pieces: Vec<Span>,
    pub comments: Vec<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Root,
    /// A child of the root, or what is inside of `Requirements` and `AppDomains`, in the root's namespace.
    Base,
    Overrides(OverridesKind),
    Info,
    InsideInfo,
    /// Any other child of a `VersionOverrides`.
    Child,
}

impl<'a> Node<'a> {
    /// What stands between its tags; `None` for an empty-element tag.
    pub fn content(&self) -> Option<Span> {
        self.end_tag.map(|end_tag| Span::new(self.start_tag.end, end_tag.start))
    }

    /// With its colon; empty for a name without one.
    pub fn prefix(&self) -> &'a str {
        self.qualified.strip_suffix(self.local).unwrap_or_default()
    }

    /// Of the root: refused unless the schema of its namespace has what is to be made there. `appforoffice/1.0` has
    /// `Capabilities` in place of `Hosts` and `Requirements`, and nothing of `VersionOverrides`.
    pub fn has_base_1_1(&self, what: &str) -> Result<(), Refusal> {
        if *self.namespace == *BASE_1_1 {
            return Ok(());
        }
        let words = format!("OfficeApp is in the namespace {}, which has no {what}; {BASE_1_1} has", self.namespace);
        Err(Refusal::new(RefusalKind::NoPlace(words), Some(self.start_tag)))
    }

    /// The start tag of an empty-element tag, attributes and all, without what closes it.
    pub fn opened(&self, bytes: &[u8]) -> Vec<u8> {
        let tag = self.start_tag.of(bytes);
        let open = tag.strip_suffix(b"/>").unwrap_or(tag).trim_ascii_end();
        [open, b">"].concat()
    }
}

impl<'a> Outline<'a> {
    /// Of a text that the judge has found well-formed. Refused where an entity stands for markup among what an edit has to
    /// know: what it holds is not looked into.
    pub fn of(source: &'a Source<'a>) -> Result<Self, Refusal> {
        let mut scanner = Scanner::new(source);
        let mut outline = Self { bytes: source.bytes, nodes: Vec::new(), app_type: None };
        // Open elements; `None` for one that is passed over.
        let mut open: Vec<Option<(usize, TextBuilder)>> = Vec::new();
        let mut entities = None;
        while let Some(step) = scanner.next() {
            let innermost = open.last_mut().and_then(Option::as_mut);
            match step {
                Step::Open(tag) => {
                    let around = open.iter().rev().flatten().map(|(node, _)| *node).next();
                    let parent = open.last().map(|parent| parent.as_ref().map(|(node, _)| *node));
                    if parent.is_none() {
                        outline.root(&scanner, &tag)?;
                    }
                    let role = outline.role(&tag, around, parent.flatten());
                    open.push(role.map(|role| (outline.push(role, &tag, parent.flatten()), TextBuilder::default())));
                }
                Step::Content(piece, span) => {
                    if let Some((node, text)) = innermost {
                        if let Piece::Reference(name) = piece
                            && outline.nodes[*node].role != Role::Child
                            && entities.get_or_insert_with(|| Entities::of(&source.text)).holds_markup(name)
                        {
                            let words = format!("what stands here is hidden in the entity {name} of the document type");
                            return Err(Refusal::new(RefusalKind::NoPlace(words), Some(span)));
                        }
                        text.push(piece, span);
                        match outline.nodes[*node].pieces.last_mut() {
                            Some(last) if last.end == span.start => last.end = span.end,
                            _ => outline.nodes[*node].pieces.push(span),
                        }
                    }
                }
                Step::Comment(span) => {
                    if let Some((node, _)) = innermost {
                        outline.nodes[*node].comments.push(span);
                    }
                }
                Step::Close { end, end_tag } => {
                    if let Some((node, text)) = open.pop().flatten() {
                        let node = &mut outline.nodes[node];
                        node.span.end = end;
                        node.end_tag = end_tag;
                        node.text = text.finish(node.content().unwrap_or(node.span));
                    }
                }
            }
        }
        match scanner.stopped {
            None => Ok(outline),
            Some((span, words)) => Err(Refusal { kind: RefusalKind::NotAManifest(words.to_owned()), span: Some(span) }),
        }
    }

    fn root(&mut self, scanner: &Scanner<'a>, tag: &Tag<'a>) -> Result<(), Refusal> {
        if tag.local != "OfficeApp" {
            let words = format!("the root element is {}, not OfficeApp", tag.local);
            return Err(Refusal { kind: RefusalKind::NotAManifest(words), span: Some(tag.span) });
        }
        self.app_type = scanner.xsi_type(tag).and_then(|text| AppType::of_xsi_type(&text.value));
        Ok(())
    }

    /// `around` is the nearest element that is known, `parent` the one directly around if it is known. `None` for an
    /// element that is passed over.
    fn role(&self, tag: &Tag<'a>, around: Option<usize>, parent: Option<usize>) -> Option<Role> {
        let Some(around) = around else { return Some(Role::Root) };
        let namespace = &self.overrides_around(around).or(self.nodes.first())?.namespace;
        if tag.local == WEB_APPLICATION_INFO && is_of_manifest(tag.space, &tag.namespace, namespace) {
            return Some(Role::Info);
        }
        let in_root_namespace = tag.namespace == self.nodes.first()?.namespace;
        match self.nodes[parent?].role {
            Role::Root | Role::Overrides(_) if tag.local == "VersionOverrides" => Some(match tag.space {
                Space::Overrides(kind) => Role::Overrides(kind),
                Space::Base | Space::BasicTypes | Space::Other => Role::Overrides(OverridesKind::Unknown),
            }),
            Role::Overrides(_) => Some(Role::Child),
            Role::Info | Role::InsideInfo => Some(Role::InsideInfo),
            Role::Root if in_root_namespace => Some(Role::Base),
            Role::Base if in_root_namespace => {
                matches!(self.nodes[parent?].local, "Requirements" | "Sets" | "AppDomains").then_some(Role::Base)
            }
            Role::Root | Role::Base | Role::Child => None,
        }
    }

    fn push(&mut self, role: Role, tag: &Tag<'a>, parent: Option<usize>) -> usize {
        let index = self.nodes.len();
        if let Some(parent) = parent {
            self.nodes[parent].children.push(index);
        }
        self.nodes.push(Node {
            role,
            parent,
            qualified: tag.qualified,
            local: tag.local,
            namespace: Rc::clone(&tag.namespace),
            span: tag.span,
            start_tag: tag.span,
            end_tag: None,
            children: Vec::new(),
            text: Text { value: String::new(), span: tag.span },
            pieces: Vec::new(),
            comments: Vec::new(),
        });
        index
    }

    pub fn node(&self, index: usize) -> &Node<'a> {
        &self.nodes[index]
    }

    pub fn children(&self, parent: usize) -> impl DoubleEndedIterator<Item = &Node<'a>> {
        self.nodes[parent].children.iter().map(|child| &self.nodes[*child])
    }

    /// The nearest `VersionOverrides` around an element, or the element itself.
    fn overrides_around(&self, of: usize) -> Option<&Node<'a>> {
        std::iter::successors(Some(&self.nodes[of]), |node| node.parent.map(|parent| &self.nodes[parent]))
            .find(|node| matches!(node.role, Role::Overrides(_)))
    }

    /// An element and all that is known inside of it, in document order, with their indices.
    pub fn inside(&self, of: usize) -> impl Iterator<Item = (usize, &Node<'a>)> {
        let end = self.nodes[of].span.end;
        self.nodes.iter().enumerate().skip(of).take_while(move |(_, node)| node.span.start < end)
    }

    /// The first child of this name in the namespace of its parent.
    pub fn child(&self, parent: usize, local: &str) -> Option<usize> {
        let Node { children, namespace, .. } = &self.nodes[parent];
        let named = |node: &Node<'_>| node.local == local && node.namespace == *namespace;
        children.iter().copied().find(|child| named(&self.nodes[*child]))
    }

    pub fn is_mail(&self) -> bool {
        let mut kinds = self.nodes.iter().filter_map(|node| match node.role {
            Role::Overrides(kind) => kind.app_type(),
            _ => None,
        });
        self.app_type.or_else(|| kinds.next()) == Some(AppType::Mail)
    }

    /// Refused where Office reads no `WebApplicationInfo`, and where a place for it cannot be made.
    pub fn target(&self) -> Result<Target, Refusal> {
        let (mut mail_1_0, mut unfit) = (None, None);
        for (index, node) in self.nodes.iter().enumerate() {
            let (Role::Overrides(kind), Some(parent)) = (node.role, node.parent) else { continue };
            let of_this_type = self.app_type.is_none_or(|app_type| kind.app_type() == Some(app_type));
            match (kind, self.nodes[parent].role) {
                (OverridesKind::TaskPane1_0 | OverridesKind::Content1_0, Role::Root)
                | (OverridesKind::Mail1_1, Role::Overrides(OverridesKind::Mail1_0))
                    if of_this_type =>
                {
                    return Ok(Target::In(index));
                }
                (OverridesKind::Mail1_0, Role::Root) if of_this_type => mail_1_0 = mail_1_0.or(Some(index)),
                (_, Role::Root) => unfit = unfit.or(Some(node)),
                _ => {}
            }
        }
        if let Some(index) = mail_1_0 {
            return Ok(Target::NestedIn(index));
        }
        let root = self.nodes.first();
        let span = root.map(|root| root.start_tag);
        let (Some(app_type), Some(root)) = (self.app_type, root) else {
            return Err(Refusal::new(RefusalKind::UnknownAppType, span));
        };
        if let Some(unfit) = unfit {
            let words = format!(
                "VersionOverrides is in the namespace {}, which Office does not read there in an add-in of this type",
                unfit.namespace
            );
            return Err(Refusal::new(RefusalKind::NoPlace(words), Some(unfit.start_tag)));
        }
        let kind = match app_type {
            AppType::TaskPane => OverridesKind::TaskPane1_0,
            AppType::Content => OverridesKind::Content1_0,
            AppType::Mail => return Err(Refusal::new(RefusalKind::MailWithoutOverrides, span)),
        };
        root.has_base_1_1("VersionOverrides")?;
        Ok(Target::New(kind))
    }

    /// Each `WebApplicationInfo`, in document order, wherever it stands; not one inside of another.
    pub fn infos(&self) -> impl Iterator<Item = usize> {
        let mut end = 0;
        (0..self.nodes.len()).filter(move |index| {
            let node = &self.nodes[*index];
            let outermost = node.role == Role::Info && node.span.start >= end;
            if outermost {
                end = node.span.end;
            }
            outermost
        })
    }

    /// Those that Office reads in the `VersionOverrides` of this index: each that would stand right if it were alone, by
    /// the judgement of the reading.
    pub fn infos_read_in(&self, target: usize) -> impl Iterator<Item = usize> {
        let own = &self.nodes[target];
        let sequence = match own.role {
            Role::Overrides(kind) => order::sequence(kind),
            _ => &[],
        };
        let (infos, others) = own
            .children
            .iter()
            .map(|child| (*child, &self.nodes[*child]))
            .filter(|(_, node)| node.namespace == own.namespace || node.local == "VersionOverrides")
            .partition::<Vec<_>, _>(|(_, node)| node.role == Role::Info);
        let mut siblings = Siblings::new(sequence);
        let is_first =
            |(_, node): &(usize, &Node<'_>)| matches!(siblings.add(node.local, node.span), Standing::First(_));
        let others = others.into_iter().filter(is_first).map(|(_, node)| (node.local, node.span)).collect::<Vec<_>>();
        let stands_right = move |info: Span| {
            let mut siblings = Siblings::new(sequence);
            let (before, behind) = others.split_at(others.partition_point(|(_, span)| span.start < info.start));
            for (local, span) in before.iter().chain(&[(WEB_APPLICATION_INFO, info)]).chain(behind) {
                siblings.add(local, *span);
            }
            siblings.misplaced().all(|(_, span, _)| span != info)
        };
        infos.into_iter().filter(move |(_, node)| stands_right(node.span)).map(|(info, _)| info)
    }

    /// Refused where a child that comes after `WebApplicationInfo` stands ahead of one that comes before it: then no place
    /// is between them.
    pub fn has_a_place(&self, target: usize) -> Result<(), Refusal> {
        let role = self.nodes[target].role;
        let after = self.children(target).find(|child| side(role, child) == Some(Side::After));
        let (Some(after), Some(before)) = (after, self.last_before(target)) else { return Ok(()) };
        if before.span.start < after.span.start {
            return Ok(());
        }
        let words =
            format!("{} stands before {}, and WebApplicationInfo belongs between them", after.local, before.local);
        Err(Refusal::new(RefusalKind::NoPlace(words), Some(after.start_tag)))
    }

    /// The last child of a `VersionOverrides` that comes before `WebApplicationInfo`.
    pub fn last_before(&self, target: usize) -> Option<&Node<'a>> {
        let role = self.nodes[target].role;
        self.children(target).rfind(|child| side(role, child) == Some(Side::Before))
    }
}

fn side(role: Role, child: &Node<'_>) -> Option<Side> {
    match role {
        Role::Overrides(kind) => order::side(kind, child.local),
        _ => None,
    }
}
