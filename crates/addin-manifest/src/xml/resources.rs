//! `Resources` of one `VersionOverrides`, and what refers to them. A nested `VersionOverrides` inherits nothing, so each
//! resolves within itself, when it ends: the resources stand behind what refers to them.

use std::borrow::Cow;

use super::text::Written;
use crate::{Link, Loaded, LoadedFrom, Problem, ProblemKind, Text};

#[derive(Default)]
pub(super) struct Resources<'a> {
    values: Vec<Value<'a>>,
    references: Vec<Reference<'a>>,
}

/// The default of a resource, or its value for a language.
pub(super) struct Value<'a> {
    id: Cow<'a, str>,
    kind: ResourceKind,
    /// The text of a string is no URL; only its id counts.
    url: Option<Written<'a>>,
    /// Of the first element that loads it.
    from: Option<LoadedFrom>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ResourceKind {
    Url,
    Image,
    String,
}

pub(super) struct Reference<'a> {
    resid: Written<'a>,
    /// `None` for an element that loads no page.
    page: Option<LoadedFrom>,
}

impl ResourceKind {
    /// What `<bt:Urls>` and the other lists hold.
    pub fn of_list(local: &str) -> Option<Self> {
        match local {
            "Urls" => Some(Self::Url),
            "Images" => Some(Self::Image),
            "ShortStrings" | "LongStrings" => Some(Self::String),
            _ => None,
        }
    }

    /// Local name of an item of the list.
    pub fn item(self) -> &'static str {
        match self {
            Self::Url => "Url",
            Self::Image => "Image",
            Self::String => "String",
        }
    }
}

impl<'a> Resources<'a> {
    pub fn define(&mut self, id: Cow<'a, str>, kind: ResourceKind, url: Option<Written<'a>>) {
        self.values.push(Value { id, kind, url, from: None });
    }

    /// The value of the last resource in another language. How many bytes its id takes.
    pub fn translate(&mut self, url: Written<'a>) -> usize {
        let Some(last) = self.values.last() else { return 0 };
        let (id, kind) = (last.id.clone(), last.kind);
        let bytes = id.len();
        self.define(id, kind, Some(url));
        bytes
    }

    pub fn refer(&mut self, resid: Written<'a>, page: Option<LoadedFrom>) {
        self.references.push(Reference { resid, page });
    }

    /// What is loaded, what is a link, and each `resid` that names nothing: of a page no `bt:Url`, of anything else no
    /// resource at all.
    pub fn resolve(self) -> (Vec<Loaded>, Vec<Link>, Vec<Problem>) {
        let Self { mut values, references } = self;
        values.sort_by(|a, b| (&a.id, a.kind).cmp(&(&b.id, b.kind)));
        let mut unresolved = Vec::new();
        for Reference { resid, page } in references {
            let start = values.partition_point(|value| value.id < resid.value);
            let found = values.get(start).filter(|value| value.id == resid.value).map(|value| (value.kind, value.from));
            match (page, found) {
                (None, Some(_)) => {}
                (Some(page), Some((ResourceKind::Url, from))) => {
                    if from.is_none() {
                        let same = values[start..].iter_mut();
                        same.take_while(|value| value.id == resid.value && value.kind == ResourceKind::Url)
                            .for_each(|value| value.from = Some(page));
                    }
                }
                (_, None) | (Some(_), Some((ResourceKind::Image | ResourceKind::String, _))) => {
                    let kind = ProblemKind::UnresolvedResid(resid.value.into_owned());
                    unresolved.push(Problem { kind, span: resid.span });
                }
            }
        }
        let (mut loaded, mut links) = (Vec::new(), Vec::new());
        for Value { kind, url, from, .. } in values {
            let Some(url) = url.map(Text::from) else { continue };
            match from {
                Some(from) => loaded.push(Loaded { url, from }),
                None => links.push(Link { url, name: kind.item() }),
            }
        }
        (loaded, links, unresolved)
    }
}
