//! Edits that a machine may apply. Encoding, escaping and layout are `addin_manifest::edit`'s; an edit that it refuses is
//! none.
//!
//! Left to people is what another place has to follow, such as the registration (host, client ID, capital letters), and
//! what only they know (placeholders, which of two elements is right).

use addin_manifest::edit::{remove_element, replace_text, set_web_application_info};
use addin_manifest::{Edit, Markup, OverridesKind, Span, Text, WebApplicationInfo, excerpt};

use super::subject::Subject;

impl Subject<'_> {
    /// Puts `value` in the place of one that was read.
    pub fn edits_to_replace(&self, span: Span, value: &str) -> Vec<Edit> {
        if !self.with_edits {
            return Vec::new();
        }
        replace_text(self.bytes, span, value).into_iter().collect()
    }

    /// Takes an element of the add-in only manifest out.
    pub fn edits_to_remove(&self, element: Span) -> Vec<Edit> {
        if self.with_edits && self.is_xml() { vec![remove_element(self.bytes, element)] } else { Vec::new() }
    }

    /// Puts the markup where Office reads it, with the values that stand in the manifest and nowhere else; none where
    /// they are not whole, or where two elements say different things.
    pub fn edits_to_set(&self) -> Vec<Edit> {
        if !self.with_edits {
            return Vec::new();
        }
        let Some(first) = self.infos().next().and_then(Whole::of) else { return Vec::new() };
        if !self.infos().all(|info| Whole::of(info).as_ref() == Some(&first)) {
            return Vec::new();
        }
        self.set(&first)
    }

    /// Writes scopes where there are none yet; Id and Resource have to stand there.
    pub fn edits_to_set_scopes(&self, info: &WebApplicationInfo, scopes: &[&str]) -> Vec<Edit> {
        if !self.with_edits {
            return Vec::new();
        }
        match (written(info.id.as_ref()), written(info.resource.as_ref())) {
            (Some(id), Some(resource)) if self.is_read_alone(info) => {
                self.set(&Whole { id, resource, scopes: scopes.to_vec() })
            }
            _ => Vec::new(),
        }
    }

    /// Adds a scope behind the last one, in its layout: a copy of that element with another text in it.
    pub fn edits_to_add_scope(&self, info: &WebApplicationInfo, scope: &str) -> Vec<Edit> {
        if !self.with_edits {
            return Vec::new();
        }
        let last = info.scopes.iter().rfind(|scope| !scope.text.value.is_empty());
        let Some(last) = last.filter(|_| self.is_read_alone(info)) else { return Vec::new() };
        // A comment in it is not to be said twice.
        if excerpt(self.bytes, last.element).contains("<!") {
            return Vec::new();
        }
        let Ok(text) = replace_text(self.bytes, last.text.span, scope) else { return Vec::new() };
        let with_space_before = remove_element(self.bytes, last.element).span;
        let before = Span::new(with_space_before.start, text.span.start).of(self.bytes);
        let behind = Span::new(text.span.end, last.element.end).of(self.bytes);
        let replacement = [before, text.replacement.as_slice(), behind].concat();
        vec![Edit { span: Span::new(last.element.end, last.element.end), replacement }]
    }

    fn set(&self, whole: &Whole<'_>) -> Vec<Edit> {
        let Whole { id, resource, scopes } = whole;
        let markup = Markup { id, resource, scopes, nested_app_auth: None };
        if self.is_xml() { set_web_application_info(self.bytes, &markup).unwrap_or_default() } else { Vec::new() }
    }

    /// Whether it is the one that Office reads, and no other is there.
    fn is_read_alone(&self, info: &WebApplicationInfo) -> bool {
        let kind = self.overrides_of(info).map(|overrides| overrides.kind);
        self.infos().nth(1).is_none()
            && matches!(kind, Some(OverridesKind::TaskPane1_0 | OverridesKind::Content1_0 | OverridesKind::Mail1_1))
    }
}

/// Markup that has all it needs.
#[derive(PartialEq)]
struct Whole<'a> {
    id: &'a str,
    resource: &'a str,
    scopes: Vec<&'a str>,
}

impl<'a> Whole<'a> {
    fn of(info: &'a WebApplicationInfo) -> Option<Self> {
        let scopes = info.scopes.iter().map(|scope| written(Some(&scope.text))).collect::<Option<Vec<_>>>()?;
        if scopes.is_empty() {
            return None;
        }
        Some(Self { id: written(info.id.as_ref())?, resource: written(info.resource.as_ref())?, scopes })
    }
}

fn written(text: Option<&Text>) -> Option<&str> {
    text.map(|text| text.value.as_str()).filter(|value| !value.is_empty())
}
