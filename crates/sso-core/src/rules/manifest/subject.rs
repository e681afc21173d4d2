//! What a rule looks at.

use std::cell::OnceCell;

use addin_manifest::edit::set_web_application_info;
use addin_manifest::{
    Format, LineIndex, Manifest, Markup, RefusalKind, Span, Text, VersionOverrides, WebApplicationInfo,
};

use crate::plan::Plan;
use crate::{Evidence, Place, Source};

/// Longer values are cut: evidence is read by people.
const SHOWN: usize = 200;

/// Writes the markup into an add-in only manifest that has a place for it.
pub(super) const APPLY: &str =
    "write the markup: hallpass manifest apply FILE --client-id GUID --domain HOST[:PORT] --write";

pub(super) struct Subject<'a> {
    pub manifest: &'a Manifest,
    pub bytes: &'a [u8],
    pub plan: Option<&'a Plan>,
    lines: LineIndex<'a>,
    steps_in_xml: OnceCell<Vec<&'static str>>,
}

impl<'a> Subject<'a> {
    pub fn new(manifest: &'a Manifest, bytes: &'a [u8], plan: Option<&'a Plan>) -> Self {
        Self { manifest, bytes, plan, lines: LineIndex::new(bytes), steps_in_xml: OnceCell::new() }
    }

    /// Steps that get the markup into this very file. `in_json` names the property to write: the unified manifest is not
    /// edited.
    pub fn steps_to_write<'s>(&self, in_json: &'s str) -> Vec<&'s str> {
        if !self.is_xml() {
            return vec![in_json];
        }
        let steps = self.steps_in_xml.get_or_init(|| {
            let any = Markup { id: "id", resource: "api://host/id", scopes: &["profile"], nested_app_auth: None };
            match set_web_application_info(self.bytes, &any) {
                Ok(_) => vec![APPLY],
                Err(refusal) => match refusal.kind {
                    RefusalKind::MailWithoutOverrides | RefusalKind::UnknownAppType | RefusalKind::NotInV1_1(_) => {
                        vec![refusal.hint(), APPLY]
                    }
                    _ => vec![refusal.hint()],
                },
            }
        });
        steps.clone()
    }

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

    /// The innermost `VersionOverrides` around it, at whatever depth.
    pub fn overrides_around(&self, span: Span) -> Option<&'a VersionOverrides> {
        let all = &self.manifest.overrides;
        // In document order: the last that begins before it is around it, or inside of what is, or behind.
        let last = all.partition_point(|overrides| overrides.span.start <= span.start).checked_sub(1)?;
        let mut outwards = std::iter::successors(all.get(last), |overrides| all.get(overrides.inside?));
        outwards.find(|overrides| overrides.span.contains(span))
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
        let at = self.lines.line_column(span.start);
        let mut shown = text.chars().take(SHOWN).collect::<String>();
        if shown.len() < text.len() {
            shown.push('…');
        }
        let place = Place { path: None, line: Some(at.line), column: Some(at.column) };
        Evidence { source: Source::Manifest, place, text: shown }
    }
}
