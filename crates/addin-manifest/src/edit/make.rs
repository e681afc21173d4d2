//! A `VersionOverrides` where none holds `WebApplicationInfo` yet.

use super::attributes::{in_scope, quote};
use super::base::{self, ROOT};
use super::layout::Layout;
use super::line::with_line_start;
use super::outline::{Node, Outline, Role};
use super::v1_1::{self, V1_0, V1_1};
use super::write::{info, put_in};
use super::{Edit, Markup, Refusal};
use crate::source::Source;
use crate::xml::names::{XML_SCHEMA_INSTANCE, local};
use crate::{OverridesKind, Span};

/// The bound name of `xsi:type`, and the declaration that it takes, if any.
fn xsi_type(bound: &[(String, String)], quote: char) -> (String, String) {
    let prefix = bound.iter().find(|(prefix, uri)| !prefix.is_empty() && uri == XML_SCHEMA_INSTANCE);
    if let Some((prefix, _)) = prefix {
        return (format!("{prefix}type"), String::new());
    }
    // A prefix that stands for something else around it would be hidden from what is copied.
    let taken = |name: &String| bound.iter().any(|(prefix, _)| prefix.strip_suffix(':') == Some(name));
    let mut names = (0..).map(|number: u32| if number == 0 { "xsi".to_owned() } else { format!("xsi{number}") });
    let name = names.find(|name| !taken(name)).unwrap_or_default();
    (format!("{name}:type"), format!(" xmlns:{name}={quote}{XML_SCHEMA_INSTANCE}{quote}"))
}

fn declaration(prefix: &str, uri: &str, quote: char) -> String {
    match prefix.strip_suffix(':') {
        Some(name) => format!(" xmlns:{name}={quote}{uri}{quote}"),
        None => format!(" xmlns={quote}{uri}{quote}"),
    }
}

/// One that holds only `WebApplicationInfo`, for a task pane or content.
pub(super) fn in_root(outline: &Outline<'_>, kind: OverridesKind, markup: &Markup<'_>) -> Edit {
    let quote = quote(outline.bytes, outline.node(ROOT).start_tag);
    let (name, declared) = xsi_type(&in_scope(outline, ROOT), quote);
    let uri = declaration("", namespace(kind), quote);
    let value = kind.xsi_type().unwrap_or_default();
    base::insert(outline, "VersionOverrides", |layout| {
        let start_tag = format!("<VersionOverrides{uri}{declared} {name}={quote}{value}{quote}>");
        let info = layout.line(1) + &info("", markup, &layout.deeper());
        start_tag + &info + &layout.line(0) + "</VersionOverrides>"
    })
}

fn namespace(kind: OverridesKind) -> &'static str {
    match kind {
        OverridesKind::Content1_0 => "http://schemas.microsoft.com/office/contentappversionoverrides",
        OverridesKind::Mail1_0 => V1_0,
        OverridesKind::Mail1_1 => V1_1,
        OverridesKind::TaskPane1_0 | OverridesKind::Unknown => {
            "http://schemas.microsoft.com/office/taskpaneappversionoverrides"
        }
    }
}

/// A V1_1 as the last child of a mail V1_0, with copies of its children. They keep their bytes, so they stand as deep as
/// those in V1_0 do, and the new element with them. `moved` are the bytes of a `WebApplicationInfo` that stands in V1_0.
pub(super) fn nested(
    source: &Source<'_>,
    outline: &Outline<'_>,
    v1_0: usize,
    markup: &Markup<'_>,
    moved: Option<Vec<u8>>,
) -> Result<Edit, Refusal> {
    let copied = v1_1::copied(source, outline, v1_0)?;
    let (bytes, own) = (outline.bytes, outline.node(v1_0));
    let layout = Layout::of_child(outline, v1_0, copied.iter().rev().map(|copy| outline.node(*copy)));
    let bound = in_scope(outline, v1_0);
    let quote = quote(bytes, own.start_tag);
    let (name, declared) = xsi_type(&bound, quote);

    // All of them: an `xsi:type` in what is copied may use one that no element does.
    let of_v1_0 = bound.iter().filter(|(prefix, uri)| uri == V1_0 && prefix != own.prefix());
    let of_v1_0 = std::iter::once(own.prefix()).chain(of_v1_0.map(|(prefix, _)| prefix.as_str()));
    let uris = of_v1_0.map(|prefix| declaration(prefix, V1_1, quote)).collect::<String>();
    let value = type_prefix(bytes, own, &name) + OverridesKind::Mail1_1.xsi_type().unwrap_or_default();
    let start_tag = format!("<{}{uris}{declared} {name}={quote}{value}{quote}>", own.qualified);

    let mut new = (layout.line(0) + &start_tag).into_bytes();
    for copy in &copied {
        let element = outline.node(*copy).span;
        new.extend_from_slice(Span::new(with_line_start(bytes, element.start), element.start).of(bytes));
        new.extend(v1_1::renamed(element.of(bytes)));
    }
    // Without copies to stand beside, it is indented as a child is.
    let layout_of_info = if copied.is_empty() { layout.deeper() } else { layout.clone() };
    new.extend(layout_of_info.line(0).bytes());
    new.extend(moved.unwrap_or_else(|| info(own.prefix(), markup, &layout_of_info).into_bytes()));
    new.extend(format!("{}</{}>", layout.line(0), own.qualified).bytes());

    let last = outline.children(v1_0).rfind(|child| child.role != Role::Info);
    Ok(put_in(outline, v1_0, last, new))
}

/// The prefix of the type's name: that of the type of V1_0, else that of the element.
fn type_prefix(bytes: &[u8], v1_0: &Node<'_>, name: &str) -> String {
    let attributes = super::attributes::attributes(bytes, v1_0.start_tag);
    let value = attributes.into_iter().find(|attribute| attribute.key == name).map(|attribute| attribute.value);
    match value {
        Some(value) => value.trim().strip_suffix(local(value.trim())).unwrap_or_default().to_owned(),
        None => v1_0.prefix().to_owned(),
    }
}
