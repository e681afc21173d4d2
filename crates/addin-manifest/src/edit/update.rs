//! Changes of a `WebApplicationInfo` that is there, in as few bytes as possible.

use super::layout::{Layout, line_start};
use super::outline::{Node, Outline};
use super::write::{content, element, escaped};
use super::{Edit, Markup, removal};

/// None if the element says the same already.
pub(super) fn update(outline: &Outline<'_>, target: usize, info: usize, markup: &Markup<'_>) -> Vec<Edit> {
    let Some(Parts { id, resource, scopes }) = Parts::of(outline, info) else {
        return vec![rewrite(outline, target, info, markup)];
    };
    let mut edits = Vec::new();
    edits.extend(set_text(outline, id, markup.id));
    edits.extend(set_text(outline, resource, markup.resource));
    edits.extend(set_scopes(outline, &scopes, markup.scopes));
    edits
}

/// An element that has what it must have, once each and in order; what else it has does not matter.
struct Parts {
    id: usize,
    resource: usize,
    scopes: Vec<usize>,
}

impl Parts {
    fn of(outline: &Outline<'_>, info: usize) -> Option<Self> {
        let own = outline.node(info);
        let child = |node: &usize| outline.node(*node);
        let named = |node: &usize| (child(node).namespace == own.namespace).then_some(child(node).local);
        let [id, resource, scopes] = ["Id", "Resource", "Scopes"].map(|name| {
            let mut found = own.children.iter().copied().filter(|node| named(node) == Some(name));
            found.next().filter(|_| found.next().is_none())
        });
        let (id, resource, scopes) = (id?, resource?, scopes?);
        let flat = |node: &usize| child(node).children.is_empty();
        let list = child(&scopes).children.clone();
        (id < resource
            && resource < scopes
            && flat(&id)
            && flat(&resource)
            && !list.is_empty()
            && list.iter().all(|scope| named(scope) == Some("Scope") && flat(scope)))
        .then_some(Self { id, resource, scopes: list })
    }
}

/// Everything between the tags is new; the start tag stays, attributes and all.
fn rewrite(outline: &Outline<'_>, target: usize, info: usize, markup: &Markup<'_>) -> Edit {
    let (bytes, node) = (outline.bytes, outline.node(info));
    let layout = Layout::of_element(bytes, outline.node(target).span, node.span);
    let new = content(node.prefix(), markup, &layout);
    put_between_tags(bytes, node, &new)
}

fn put_between_tags(bytes: &[u8], node: &Node<'_>, new: &str) -> Edit {
    match node.content() {
        Some(content) => Edit::replace(content, new),
        None => {
            let end_tag = format!("</{}>", node.qualified);
            Edit::replace(node.span, [&node.opened(bytes), new.as_bytes(), end_tag.as_bytes()].concat())
        }
    }
}

fn set_text(outline: &Outline<'_>, node: usize, value: &str) -> Option<Edit> {
    let node = outline.node(node);
    if node.text.value == value {
        return None;
    }
    let new = escaped(value);
    let in_place = node.content().is_some_and(|content| content.contains(node.text.span));
    Some(if in_place && !node.text.value.is_empty() {
        Edit::replace(node.text.span, new)
    } else {
        put_between_tags(outline.bytes, node, &new)
    })
}

/// Scopes that both lists have at their beginning and at their end stay; those between are changed one by one.
fn set_scopes(outline: &Outline<'_>, old: &[usize], new: &[&str]) -> Vec<Edit> {
    let value = |scope: &usize| outline.node(*scope).text.value.as_str();
    let same_head = old.iter().zip(new).take_while(|(old, new)| value(old) == **new).count();
    let (old_rest, new_rest) = (&old[same_head..], &new[same_head..]);
    let same_tail =
        old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(old, new)| value(old) == **new).count();
    let old_rest = &old_rest[..old_rest.len() - same_tail];
    let new_rest = &new_rest[..new_rest.len() - same_tail];

    let both = old_rest.len().min(new_rest.len());
    let mut edits = Vec::new();
    for (scope, new) in old_rest.iter().zip(new_rest) {
        edits.extend(set_text(outline, *scope, new));
    }
    edits.extend(old_rest[both..].iter().map(|scope| removal(outline, *scope)));
    edits.extend(add_scopes(outline, old, same_head + both, &new_rest[both..]));
    edits
}

/// Puts new scopes in front of `old[at]`, or behind the last. Their prefix is that of the list around them: one that an
/// old scope declares ends with that scope.
fn add_scopes(outline: &Outline<'_>, old: &[usize], at: usize, new: &[&str]) -> Option<Edit> {
    let neighbour = outline.node(*old.get(at.saturating_sub(1))?);
    if new.is_empty() {
        return None;
    }
    let prefix = outline.node(neighbour.parent?).prefix();
    let line = line_start(outline.bytes, neighbour.span.start).map(|line| line.new_line("")).unwrap_or_default();
    let scopes = new.iter().map(|scope| element(prefix, "Scope", &escaped(scope)));
    Some(if at == 0 {
        Edit::insert(neighbour.span.start, scopes.map(|scope| scope + &line).collect::<String>())
    } else {
        Edit::insert(neighbour.span.end, scopes.map(|scope| line.clone() + &scope).collect::<String>())
    })
}

#[cfg(test)]
mod tests {
    use crate::{Markup, apply, edit::set_web_application_info};

    const BEFORE: &str = "<OfficeApp xmlns='http://schemas.microsoft.com/office/appforoffice/1.1'><VersionOverrides \
                          xmlns='http://schemas.microsoft.com/office/taskpaneappversionoverrides'>\n";
    const AFTER: &str = "\n</VersionOverrides></OfficeApp>";

    fn set(inside: &str, scopes: &[&str]) -> String {
        let file = [BEFORE, inside, AFTER].concat();
        let edits = set_web_application_info(
            file.as_bytes(),
            &Markup { id: "I", resource: "R", scopes, nested_app_auth: None },
        )
        .unwrap();
        let edited = String::from_utf8(apply(file.as_bytes(), &edits)).unwrap();
        edited.strip_prefix(BEFORE).unwrap().strip_suffix(AFTER).unwrap().to_owned()
    }

    #[test]
    fn only_what_differs_is_changed() {
        let info = |inner: &str| format!("  <WebApplicationInfo>{inner}</WebApplicationInfo>");
        for (before, after) in [
            ("<Id>I</Id><Resource>R</Resource><Scopes><Scope>a</Scope><Scope>b</Scope></Scopes>", ""),
            (
                "<Id> x </Id><!-- c --><Resource>\n<![CDATA[y]]></Resource><Scopes><Scope>a</Scope><Scope>b</Scope></Scopes>",
                "<Id> I </Id><!-- c --><Resource>\nR</Resource><Scopes><Scope>a</Scope><Scope>b</Scope></Scopes>",
            ),
            (
                "<Id/><Resource></Resource><Scopes><Scope>a</Scope>\n<Scope>x</Scope> <Scope>b</Scope></Scopes>",
                "<Id>I</Id><Resource>R</Resource><Scopes><Scope>a</Scope> <Scope>b</Scope></Scopes>",
            ),
            (
                "<Id>I</Id><MsaId>m</MsaId><Resource>R</Resource><Scopes>\n <Scope>b</Scope>\n</Scopes>",
                "<Id>I</Id><MsaId>m</MsaId><Resource>R</Resource><Scopes>\n <Scope>a</Scope>\n <Scope>b</Scope>\n</Scopes>",
            ),
            (
                "<Id>I</Id><Resource>R</Resource><Scopes>\n <Scope>a</Scope><!-- why -->\n</Scopes>",
                "<Id>I</Id><Resource>R</Resource><Scopes>\n <Scope>a</Scope>\n <Scope>b</Scope><!-- why -->\n</Scopes>",
            ),
            (
                "<Id>I</Id><Resource>R</Resource><Scopes>\n\t<Scope a='1'>x</Scope>\n\t<Scope />\n</Scopes>",
                "<Id>I</Id><Resource>R</Resource><Scopes>\n\t<Scope a='1'>a</Scope>\n\t<Scope>b</Scope>\n</Scopes>",
            ),
        ] {
            let after = if after.is_empty() { before } else { after };
            assert_eq!(set(&info(before), &["a", "b"]), info(after));
        }
    }

    #[test]
    fn what_is_not_whole_is_written_anew_between_its_tags() {
        let whole = "  <WebApplicationInfo a='1'>\n    <Id>I</Id>\n    <Resource>R</Resource>\n    <Scopes>\n      \
                     <Scope>a</Scope>\n    </Scopes>\n  </WebApplicationInfo>";
        for before in [
            "  <WebApplicationInfo a='1' />",
            "  <WebApplicationInfo a='1'></WebApplicationInfo>",
            "  <WebApplicationInfo a='1'><Id>I</Id><Resource>R</Resource></WebApplicationInfo>",
            "  <WebApplicationInfo a='1'><Id>I</Id><Resource>R</Resource><Scopes/></WebApplicationInfo>",
            "  <WebApplicationInfo a='1'><Resource>R</Resource><Id>I</Id><Scopes><Scope>a</Scope></Scopes></WebApplicationInfo>",
            "  <WebApplicationInfo a='1'><Id>I</Id><Id>I</Id><Resource>R</Resource><Scopes><Scope>a</Scope></Scopes></WebApplicationInfo>",
            "  <WebApplicationInfo a='1'><Id><b/>I</Id><Resource>R</Resource><Scopes><Scope>a</Scope></Scopes></WebApplicationInfo>",
        ] {
            assert_eq!(set(before, &["a"]), whole, "{before}");
        }
    }
}
