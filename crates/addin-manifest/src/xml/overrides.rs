//! What is gathered inside one `VersionOverrides` and can be told only when it ends: `Resources` stands behind what
//! refers to it. A nested `VersionOverrides` inherits nothing, so each resolves within itself.

use std::collections::HashMap;

use super::order::{self, Side};
use super::scan::Tag;
use crate::{Loaded, LoadedFrom, OverridesKind, Problem, ProblemKind, Text};

#[derive(Default)]
pub(super) struct Inside {
    /// `bt:Url` by its id: the default and the values for languages.
    urls: HashMap<String, Vec<Text>>,
    last_url: String,
    references: Vec<(Text, LoadedFrom)>,
    /// On which side of `WebApplicationInfo` each child belongs, in document order.
    sides: Vec<Option<Side>>,
    /// Position among the children, and index in the manifest, of each `WebApplicationInfo`.
    infos: Vec<(usize, usize)>,
}

impl Inside {
    pub fn child(&mut self, kind: OverridesKind, tag: &Tag<'_>) {
        self.sides.push(order::side(kind, tag.local));
    }

    /// The last child is the manifest's `WebApplicationInfo` of this index.
    pub fn is_info(&mut self, info: usize) {
        self.infos.push((self.sides.len().saturating_sub(1), info));
    }

    pub fn url(&mut self, id: String, url: Option<Text>) {
        self.urls.entry(id.clone()).or_default().extend(url);
        self.last_url = id;
    }

    /// The value of the last URL in another language.
    pub fn another_url(&mut self, url: Option<Text>) {
        self.urls.entry(self.last_url.clone()).or_default().extend(url);
    }

    pub fn refer(&mut self, resid: Option<Text>, from: LoadedFrom) {
        self.references.extend(resid.map(|resid| (resid, from)));
    }

    pub fn infos_out_of_order(&self) -> impl Iterator<Item = usize> {
        let right = order::standing_right(&self.sides);
        self.infos.iter().filter(move |(at, _)| !right(*at)).map(|(_, info)| *info)
    }

    pub fn resolve(self) -> (Vec<Loaded>, Vec<Problem>) {
        let (mut loaded, mut unresolved) = (Vec::new(), Vec::new());
        let mut urls = self.urls;
        for (resid, from) in self.references {
            match urls.get_mut(&resid.value) {
                // Taken out: a URL is loaded once, however many elements refer to it.
                Some(found) => loaded.extend(found.drain(..).map(|url| Loaded { url, from })),
                None => {
                    let kind = ProblemKind::UnresolvedResid(resid.value);
                    unresolved.push(Problem { kind, span: resid.span });
                }
            }
        }
        (loaded, unresolved)
    }
}
