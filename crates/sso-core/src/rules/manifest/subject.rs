//! What a rule looks at.

use addin_manifest::{Format, Manifest, Span, Text, VersionOverrides, WebApplicationInfo, line_column};

use crate::plan::Plan;
use crate::{Evidence, Place, Source};

/// Longer values are cut: evidence is read by people.
const SHOWN: usize = 200;

pub(super) struct Subject<'a> {
    pub manifest: &'a Manifest,
    pub bytes: &'a [u8],
    pub plan: Option<&'a Plan>,
}

impl<'a> Subject<'a> {
    pub fn is_xml(&self) -> bool {
        self.manifest.format == Format::Xml
    }

    pub fn infos(&self) -> impl Iterator<Item = &'a WebApplicationInfo> + use<'a> {
        self.manifest.web_application_info.iter()
    }

    /// Each client ID that is written, with the element it stands in.
    pub fn ids(&self) -> impl Iterator<Item = (&'a WebApplicationInfo, &'a Text)> + use<'a> {
        self.infos().filter_map(|info| Some((info, info.id.as_ref()?))).filter(|(_, id)| !id.value.is_empty())
    }

    /// Each resource that is written, with the element it stands in. In the unified manifest only one that is meant for
    /// legacy single sign-on: for nested app authentication any well-formed value is accepted.
    pub fn resources(&self) -> impl Iterator<Item = (&'a WebApplicationInfo, &'a Text)> + use<'a> {
        let xml = self.is_xml();
        self.infos()
            .filter_map(|info| Some((info, info.resource.as_ref()?)))
            .filter(move |(_, resource)| !resource.value.is_empty() && (xml || resource.value.starts_with("api://")))
    }

    /// The `VersionOverrides` that holds it as a child of its own.
    pub fn overrides_of(&self, info: &WebApplicationInfo) -> Option<&'a VersionOverrides> {
        self.manifest.overrides.get(info.inside?)
    }

    /// A value and its place.
    pub fn value(&self, text: &Text) -> Evidence {
        self.evidence(text.span, &text.value)
    }

    /// The beginning of an element, and its place.
    pub fn element(&self, span: Span) -> Evidence {
        let bytes = span.of(self.bytes);
        let tag = bytes.iter().position(|byte| *byte == b'>').map_or(bytes, |end| &bytes[..=end]);
        self.evidence(span, &String::from_utf8_lossy(tag))
    }

    pub fn evidence(&self, span: Span, text: &str) -> Evidence {
        let at = line_column(self.bytes, span.start);
        let mut shown = text.chars().take(SHOWN).collect::<String>();
        if shown.len() < text.len() {
            shown.push('…');
        }
        let place = Place { path: None, line: Some(at.line), column: Some(at.column) };
        Evidence { source: Source::Manifest, place, text: shown }
    }
}
