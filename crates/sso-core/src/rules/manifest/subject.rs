//! What a rule looks at.

use std::cell::OnceCell;

use addin_manifest::{
    AppType, Format, LineIndex, Loaded, Manifest, OverridesKind, ProblemKind, Refusal, RefusalKind, Span, Text,
    VersionOverrides, WebApplicationInfo, excerpt,
};

use super::hosts;
use crate::plan::Plan;
use crate::shown::{VALUE, shown};
use crate::{Evidence, HostPort, Place, Source};

/// Shows what writes the markup into a manifest that has a place for it. Who knows the file's name puts it in the place
/// of `FILE`.
pub(super) const APPLY: &str =
    "see the change that writes the markup: hallpass manifest apply FILE --domain HOST[:PORT] --client-id GUID";
const DOMAIN: &str = "HOST[:PORT]";

/// Office reads the markup of a manifest only inside of a host that has single sign-on.
const ANOTHER_HOST: &str =
    "single sign-on needs Word, Excel, PowerPoint or Outlook among the hosts; for the others sign in with a dialog";

pub(super) struct Subject<'a> {
    pub manifest: &'a Manifest,
    pub bytes: &'a [u8],
    pub plan: Option<&'a Plan>,
    /// Whether findings are to carry edits: each of them costs more than the whole check.
    pub with_edits: bool,
    lines: OnceCell<LineIndex<'a>>,
    loaded_hosts: OnceCell<Vec<Option<HostPort>>>,
}

impl<'a> Subject<'a> {
    pub fn new(manifest: &'a Manifest, bytes: &'a [u8], plan: Option<&'a Plan>, with_edits: bool) -> Self {
        Self { manifest, bytes, plan, with_edits, lines: OnceCell::new(), loaded_hosts: OnceCell::new() }
    }

    /// Steps that get the markup into this very file, told by what it is: trying the edit itself would cost more than
    /// the check. `in_json` names the property of a Teams app, which is not edited: it is no add-in.
    pub fn steps_to_write(&self, in_json: &str) -> Vec<String> {
        let steps = self.steps_for_any_domain(in_json).into_iter();
        match self.loaded_host() {
            Some(host) => steps.map(|step| step.replace(DOMAIN, &host.to_string())).collect(),
            None => steps.map(str::to_owned).collect(),
        }
    }

    /// Host and port of the add-in's pages, if all of them agree on one.
    pub fn loaded_host(&self) -> Option<&HostPort> {
        let hosts = self.loaded_hosts();
        let first = hosts.first()?.as_ref()?;
        hosts.iter().all(|host| host.as_ref() == Some(first)).then_some(first)
    }

    /// Host and port of each URL that is loaded, in their order; `None` for one that has none.
    pub fn loaded_hosts(&self) -> &[Option<HostPort>] {
        self.loaded_hosts.get_or_init(|| {
            let mut hosts = Vec::with_capacity(self.manifest.loaded.len());
            // Most are on the same host as the one before.
            let mut last = None;
            for Loaded { url, .. } in &self.manifest.loaded {
                let origin = origin(&url.value);
                let host = match (last, hosts.last()) {
                    (Some(last), Some(host)) if origin == Some(last) => Option::clone(host),
                    _ => HostPort::of_url(&url.value),
                };
                hosts.push(host);
                last = origin;
            }
            hosts
        })
    }

    fn steps_for_any_domain<'s>(&self, in_json: &'s str) -> Vec<&'s str> {
        let manifest = self.manifest;
        if !self.is_xml() {
            return if manifest.is_add_in { vec![APPLY] } else { vec![in_json] };
        }
        let known = || manifest.overrides.iter().any(|overrides| overrides.kind != OverridesKind::Unknown);
        let hint = |kind| vec![Refusal { kind, span: None }.hint(), APPLY];
        match manifest.app_type {
            _ if known() => vec![APPLY],
            Some(AppType::Mail) => hint(RefusalKind::MailWithoutOverrides),
            Some(_) if hosts::all_without_sso(manifest) => vec![ANOTHER_HOST],
            Some(_) => vec![APPLY],
            None => hint(RefusalKind::UnknownAppType),
        }
    }

    pub fn is_xml(&self) -> bool {
        self.manifest.format == Format::Xml
    }

    /// Whether it is a unified manifest with an Office add-in in it, and not that of a Teams app.
    pub fn is_unified_add_in(&self) -> bool {
        !self.is_xml() && self.manifest.is_add_in
    }

    /// The problems for which `pick` has something to say, each with its place.
    pub fn problems<T, F>(&self, pick: F) -> impl Iterator<Item = (Span, T)> + use<'a, T, F>
    where
        F: Fn(&'a ProblemKind) -> Option<T>,
    {
        self.manifest.problems.iter().filter_map(move |problem| Some((problem.span, pick(&problem.kind)?)))
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

    /// Local name of the element in whose start tag a value stands; empty if it stands in none.
    pub fn element_around(&self, value: Span) -> String {
        // No attribute of a manifest stands further behind its `<`; the number is even, for files in UTF-16.
        let before = Span::new(value.start.saturating_sub(1024), value.start);
        let text = excerpt(self.bytes, before);
        let name = text.rsplit_once('<').map_or("", |(_, tag)| tag);
        let name = name.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
        name.rsplit(':').next().unwrap_or_default().to_owned()
    }

    /// The id of the resource in whose start tag a value stands.
    pub fn resource_id_around(&self, value: Span) -> Option<String> {
        let around = Span::new(value.start.saturating_sub(1024), value.end.saturating_add(1024).min(self.bytes.len()));
        let text = excerpt(self.bytes, around);
        let before = excerpt(self.bytes, Span::new(around.start, value.start)).len();
        let (start, end) = (text.get(..before)?.rfind('<')?, before + text.get(before..)?.find('>')?);
        let (_, rest) = text.get(start..end)?.split_once(" id=")?;
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        rest[1..].split_once(quote).map(|(id, _)| id.to_owned())
    }

    /// A value and its place.
    pub fn value(&self, text: &Text) -> Evidence {
        self.evidence(text.span, &text.value)
    }

    /// The beginning of an element, and its place.
    pub fn element(&self, span: Span) -> Evidence {
        let beginning = Span::new(span.start, span.end.min(span.start.saturating_add(8 * VALUE)));
        let text = excerpt(self.bytes, beginning);
        let tag = text.find('>').map_or(&*text, |end| &text[..=end]);
        self.evidence(span, tag)
    }

    pub fn evidence(&self, span: Span, text: &str) -> Evidence {
        let at = self.lines.get_or_init(|| LineIndex::new(self.bytes)).line_column(span.start);
        let place = Place { path: None, line: Some(at.line), column: Some(at.column) };
        Evidence { source: Source::Manifest, place, text: shown(text, VALUE) }
    }
}

/// The beginning of a URL up to its path, as it is written: what follows does not change the host. None where the host
/// may begin further behind: slashes, tabs and the like before it are skipped.
fn origin(url: &str) -> Option<&str> {
    let scheme = "https://";
    let rest = url.strip_prefix(scheme).filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()))?;
    url.get(..=scheme.len() + rest.find('/')?)
}

#[cfg(test)]
mod tests {
    use addin_manifest::read;

    use super::*;
    use crate::rules::manifest::testing::TASK_PANE;

    #[test]
    fn each_url_has_its_own_host() {
        let (page, functions) = ("https://localhost:3000/taskpane.html", "https://localhost:3000/functions.html");
        for (first, second, hosts) in [
            (page, functions, ["localhost:3000", "localhost:3000"]),
            ("https://localhost:3000/a", "https://localhost:3001/a", ["localhost:3000", "localhost:3001"]),
            // What follows these beginnings up to a host is skipped.
            ("https:///localhost:3000/a", "https:///contoso.com/b", ["localhost:3000", "contoso.com"]),
            ("https://\\/localhost:3000/a", "https://\\/contoso.com/b", ["localhost:3000", "contoso.com"]),
            ("https://&#9;/localhost:3000/a", "https://&#9;/contoso.com/b", ["localhost:3000", "contoso.com"]),
        ] {
            let manifest = TASK_PANE.replace(page, first).replace(functions, second);
            let subject_of = read(manifest.as_bytes());
            let subject = Subject::new(&subject_of, manifest.as_bytes(), None, false);
            let found = subject.loaded_hosts().iter().flatten().map(ToString::to_string).collect::<Vec<_>>();
            assert_eq!(found, hosts, "{first} and {second}");
        }
    }
}
