//! Changes of a `WebApplicationInfo` that is there, in as few bytes as possible: what is missing is put in, what stands
//! twice goes, what stands out of order moves. Comments and foreign children stay.

use super::layout::Layout;
use super::line::line_start;
use super::outline::{Node, Outline, Role};
use super::write::{content, element, escaped, past_comments, scope_list, scopes};
use super::{Edit, Markup, apply, removal};
use crate::Span;
use crate::xml::order::OF_INFO;

/// None if the element says the same already.
pub(super) fn update(outline: &Outline<'_>, info: usize, markup: &Markup<'_>) -> Vec<Edit> {
    let node = outline.node(info);
    let blank = |content: Span| content.of(outline.bytes).trim_ascii().is_empty();
    if node.content().is_none_or(blank) {
        let new = content(node.prefix(), markup, &Layout::of_element(outline, info));
        return vec![put_between_tags(outline.bytes, node, &new)];
    }
    let known = Known::of(outline, info);
    let layout = Layout::of_child(outline, info, outline.children(info));
    let prefix = node.prefix();
    let mut edits = known.doubles.iter().map(|double| removal(outline, *double)).collect::<Vec<_>>();
    for (rank, name) in OF_INFO.into_iter().enumerate() {
        let value = |node: usize| match name {
            "Id" => set_text(outline, node, markup.id),
            "Resource" => set_text(outline, node, markup.resource),
            "Scopes" => set_scopes(outline, node, markup.scopes),
            _ => Vec::new(),
        };
        let new: Vec<u8> = match (known.first[rank], name) {
            (Some(child), _) if known.stays[rank] => {
                edits.extend(value(child));
                continue;
            }
            (Some(child), _) => {
                edits.push(removal(outline, child));
                let mut edits = value(child);
                take_out_nested(outline, child, &mut edits);
                edited(outline, child, &edits)
            }
            (None, "Id") => element(prefix, name, &escaped(markup.id)).into(),
            (None, "Resource") => element(prefix, name, &escaped(markup.resource)).into(),
            (None, "Scopes") => scope_list(prefix, markup, &layout).into(),
            (None, _) => continue,
        };
        let before = (0..rank).rev().find_map(|rank| known.first[rank].filter(|_| known.stays[rank]));
        let at = before.map_or(node.start_tag.end, |before| outline.node(before).span.end);
        let at = past_comments(outline.bytes, node, at);
        edits.push(Edit::insert(at, [layout.line(0).as_bytes(), &new].concat()));
    }
    take_out_nested(outline, info, &mut edits);
    edits
}

/// A `WebApplicationInfo` inside of another is one too many; it is gone already where an edit takes out what is around it.
fn take_out_nested(outline: &Outline<'_>, of: usize, edits: &mut Vec<Edit>) {
    edits.sort_by_key(|edit| edit.span);
    let (mut known, mut gone_until) = (0, 0);
    let mut removals = Vec::new();
    for (index, node) in outline.inside(of).skip(1).filter(|(_, node)| node.role == Role::Info) {
        while let Some(edit) = edits.get(known).filter(|edit| edit.span.start <= node.span.start) {
            gone_until = gone_until.max(edit.span.end);
            known += 1;
        }
        if node.span.end > gone_until {
            removals.push(removal(outline, index));
            gone_until = node.span.end;
        }
    }
    edits.extend(removals);
}

/// The bytes of an element after edits inside of it.
pub(super) fn edited(outline: &Outline<'_>, element: usize, edits: &[Edit]) -> Vec<u8> {
    let own = outline.node(element).span;
    let shifted = edits.iter().map(|edit| {
        let span = Span::new(edit.span.start - own.start, edit.span.end - own.start);
        Edit::replace(span, edit.replacement.clone())
    });
    apply(own.of(outline.bytes), &shifted.collect::<Vec<_>>())
}

/// The children of `WebApplicationInfo` that the schema knows, by their position in it.
struct Known {
    first: [Option<usize>; 5],
    /// Whether the first one stays where it is.
    stays: [bool; 5],
    /// Further ones of those that must be there once.
    doubles: Vec<usize>,
}

impl Known {
    fn of(outline: &Outline<'_>, info: usize) -> Self {
        let own = outline.node(info);
        let (mut first, mut doubles) = ([None; 5], Vec::new());
        for child in own.children.iter().copied() {
            let node = outline.node(child);
            if node.namespace != own.namespace {
                continue;
            }
            let Some(rank) = OF_INFO.iter().position(|name| *name == node.local) else { continue };
            match first[rank] {
                None => first[rank] = Some(child),
                Some(_) if matches!(node.local, "Id" | "Resource" | "Scopes") => doubles.push(child),
                Some(_) => {}
            }
        }
        Self { stays: longest_in_order(first), first, doubles }
    }
}

/// The most children that stand in the order of the schema: the others move. Indices grow in document order.
fn longest_in_order(first: [Option<usize>; 5]) -> [bool; 5] {
    let choices = (0_u8..32).map(|choice| std::array::from_fn(|rank| choice & (1 << rank) != 0));
    let in_order = |choice: &[bool; 5]| {
        let chosen = first.iter().zip(choice).filter(|(_, chosen)| **chosen).map(|(child, _)| *child);
        chosen.clone().all(|child| child.is_some()) && chosen.is_sorted()
    };
    let count = |choice: &[bool; 5]| choice.iter().filter(|chosen| **chosen).count();
    choices.filter(in_order).max_by_key(count).unwrap_or_default()
}

pub(super) fn put_between_tags(bytes: &[u8], node: &Node<'_>, new: &str) -> Edit {
    match node.content() {
        Some(content) => Edit::replace(content, new),
        None => {
            let end_tag = format!("</{}>", node.qualified);
            Edit::replace(node.span, [&node.opened(bytes), new.as_bytes(), end_tag.as_bytes()].concat())
        }
    }
}

/// The new value takes the place of the first piece of text; what stands between the pieces stays.
pub(super) fn set_text(outline: &Outline<'_>, node: usize, value: &str) -> Vec<Edit> {
    let (bytes, node) = (outline.bytes, outline.node(node));
    if node.text.value == value {
        return Vec::new();
    }
    let new = escaped(value);
    let trimmed = |piece: &Span| {
        let text = piece.of(bytes);
        let start = piece.start + (text.len() - text.trim_ascii_start().len());
        let end = piece.end - (text.len() - text.trim_ascii_end().len());
        (start < end).then_some(Span::new(start, end))
    };
    let mut pieces = node.pieces.iter().filter_map(trimmed);
    match (pieces.next(), node.content()) {
        (Some(first), _) => std::iter::once(Edit::replace(first, new)).chain(pieces.map(Edit::remove)).collect(),
        (None, Some(content)) if !content.of(bytes).trim_ascii().is_empty() => vec![Edit::insert(content.start, new)],
        (None, _) => vec![put_between_tags(bytes, node, &new)],
    }
}

/// Scopes that both lists have at their beginning and at their end stay; those between are changed one by one.
fn set_scopes(outline: &Outline<'_>, list: usize, new: &[&str]) -> Vec<Edit> {
    let own = outline.node(list);
    let of_schema = |node: &Node<'_>| node.local == "Scope" && node.namespace == own.namespace;
    let old = own.children.iter().copied().filter(|child| of_schema(outline.node(*child))).collect::<Vec<_>>();
    if old.is_empty() {
        return vec![fill(outline, list, new)];
    }
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
    edits.extend(add_scopes(outline, &old, same_head + both, &new_rest[both..]));
    edits
}

/// The first scopes of a list without any.
fn fill(outline: &Outline<'_>, list: usize, new: &[&str]) -> Edit {
    let (bytes, own) = (outline.bytes, outline.node(list));
    let layout = Layout::of_child(outline, list, outline.children(list));
    let new = scopes(own.prefix(), new, &layout.line(0));
    if own.content().is_some_and(|content| !content.of(bytes).trim_ascii().is_empty()) {
        return Edit::insert(past_comments(bytes, own, own.start_tag.end), new);
    }
    let closing = line_start(bytes, own.span.start).filter(|_| !layout.line(0).is_empty());
    put_between_tags(bytes, own, &(new + &closing.map(|line| line.new_line("")).unwrap_or_default()))
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
    Some(if at == 0 {
        let scopes = new.iter().map(|scope| element(prefix, "Scope", &escaped(scope)) + &line);
        Edit::insert(neighbour.span.start, scopes.collect::<String>())
    } else {
        Edit::insert(neighbour.span.end, scopes(prefix, new, &line))
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
    fn an_empty_one_is_filled() {
        let whole = "  <WebApplicationInfo a='1'>\n    <Id>I</Id>\n    <Resource>R</Resource>\n    <Scopes>\n      \
                     <Scope>a</Scope>\n    </Scopes>\n  </WebApplicationInfo>";
        for before in [
            "  <WebApplicationInfo a='1' />",
            "  <WebApplicationInfo a='1'></WebApplicationInfo>",
            "  <WebApplicationInfo a='1'>\n  </WebApplicationInfo>",
        ] {
            assert_eq!(set(before, &["a"]), whole, "{before}");
        }
    }

    #[test]
    fn what_is_missing_comes_in_what_is_double_goes_what_is_out_of_order_moves() {
        let info = |inner: &str| format!("  <WebApplicationInfo>{inner}</WebApplicationInfo>");
        let scopes = "<Scopes><Scope>a</Scope></Scopes>";
        let whole = format!("<Id>I</Id><Resource>R</Resource>{scopes}");
        for (before, after) in [
            ("<Id>I</Id><Resource>R</Resource>".to_owned(), whole.clone()),
            ("<Id>I</Id><Resource>R</Resource><Scopes/>".to_owned(), whole.clone()),
            (format!("<Resource>R</Resource><Id>x</Id>{scopes}"), whole.clone()),
            (format!("{scopes}<Resource>x</Resource><Id>I</Id>"), whole.clone()),
            (format!("<Id>I</Id><Id>I</Id><Resource>R</Resource>{scopes}<Scopes/>"), whole.clone()),
            (
                format!("<Id><b/>x</Id><Resource>R<!-- r --></Resource>{scopes}<c/>"),
                format!("<Id><b/>I</Id><Resource>R<!-- r --></Resource>{scopes}<c/>"),
            ),
            (
                "<!-- who -->\n    <Resource>R</Resource>\n    <c xmlns=''/>\n  ".to_owned(),
                "<!-- who -->\n    <Id>I</Id>\n    <Resource>R</Resource>\n    <Scopes>\n      <Scope>a</Scope>\n    \
                 </Scopes>\n    <c xmlns=''/>\n  "
                    .to_owned(),
            ),
            (
                "\n    <!-- who -->\n    <Scopes><!-- which --></Scopes>\n    <Id/> <!-- id -->\n  ".to_owned(),
                "\n    <Id>I</Id>\n    <Resource>R</Resource>\n    <!-- who -->\n    <Scopes><!-- which --><Scope>a</Scope>\
                 </Scopes> <!-- id -->\n  "
                    .to_owned(),
            ),
            (
                "<Id>o<!-- 1 -->l<!-- 2 -->d</Id><MsaId>m</MsaId><Resource><!-- 3 --></Resource><Scopes>\n      \
                 <!-- 4 -->\n    </Scopes>"
                    .to_owned(),
                "<Id>I<!-- 1 --><!-- 2 --></Id><MsaId>m</MsaId><Resource>R<!-- 3 --></Resource><Scopes>\n      \
                 <Scope>a</Scope>\n      <!-- 4 -->\n    </Scopes>"
                    .to_owned(),
            ),
            (
                format!("<MsaId>m</MsaId><Id>I</Id>{scopes}<Authorizations/>"),
                format!("<Id>I</Id><MsaId>m</MsaId><Resource>R</Resource>{scopes}<Authorizations/>"),
            ),
        ] {
            assert_eq!(set(&info(&before), &["a"]), info(&after), "{before}");
        }
    }
}
