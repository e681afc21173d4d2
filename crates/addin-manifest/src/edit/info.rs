//! `WebApplicationInfo` where Office reads it, and nowhere else.

use super::outline::{Outline, Target};
use super::update::{edited, update};
use super::{Edit, Markup, Refusal, RefusalKind, make, removal, v1_1, write};
use crate::source::Source;

pub(super) fn set(source: &Source<'_>, outline: &Outline<'_>, markup: &Markup<'_>) -> Result<Vec<Edit>, Refusal> {
    let target = outline.target()?;
    let mut kept = None;
    let mut edits = match target {
        Target::In(target) => {
            kept = outline.infos_read_in(target).next();
            match kept {
                Some(info) => update(outline, info, markup),
                None => {
                    outline.has_a_place(target)?;
                    let moved = outline.infos().find(|info| carries(outline, *info) && fits(outline, *info, target));
                    let moved = moved.map(|info| edited(outline, info, &update(outline, info, markup)));
                    vec![write::insert(outline, target, markup, moved)]
                }
            }
        }
        Target::NestedIn(v1_0) => {
            let moved = out_of_v1_0(outline, v1_0, markup)?;
            vec![make::nested(source, outline, v1_0, markup, moved)?]
        }
        Target::New(kind) => vec![make::in_root(outline, kind, markup)],
    };
    edits.extend(outline.infos().filter(|info| Some(*info) != kept).map(|info| removal(outline, info)));
    Ok(edits)
}

/// Whether an element has what a new one in its place would not: such a one moves, the others are written anew.
fn carries(outline: &Outline<'_>, info: usize) -> bool {
    let own = outline.node(info);
    let comments = outline.inside(info).any(|(_, node)| !node.comments.is_empty());
    let of_markup = |local: &str| matches!(local, "Id" | "Resource" | "Scopes" | "Scope");
    let others =
        outline.inside(info).skip(1).any(|(_, node)| node.namespace != own.namespace || !of_markup(node.local));
    let instructions = own.span.of(outline.bytes).windows(2).any(|pair| pair == b"<?");
    comments || others || instructions
}

/// Whether its bytes mean in `target` what they mean where they stand: they do among the same siblings, and where each
/// element has the prefix of the target and none declares one.
fn fits(outline: &Outline<'_>, info: usize, target: usize) -> bool {
    let own = outline.node(info);
    let prefix = outline.node(target).prefix();
    let declares = own.span.of(outline.bytes).windows(5).any(|name| name == b"xmlns");
    let mut inside = outline.inside(info);
    own.parent == Some(target)
        || !declares && inside.all(|(_, node)| node.prefix() == prefix && node.namespace == own.namespace)
}

/// The bytes of the `WebApplicationInfo` of a V1_0 as they are in V1_1, where those of a new one would lose something.
fn out_of_v1_0(outline: &Outline<'_>, v1_0: usize, markup: &Markup<'_>) -> Result<Option<Vec<u8>>, Refusal> {
    let in_v1_0 = |info: &usize| {
        let node = outline.node(*info);
        node.parent == Some(v1_0) && node.namespace == outline.node(v1_0).namespace
    };
    let Some(info) = outline.infos().filter(in_v1_0).find(|info| carries(outline, *info)) else { return Ok(None) };
    let own = outline.node(info);
    let obsolete = |name: &str| matches!(name, "MsaId" | "Authorizations");
    if let Some(node) = outline.children(info).find(|node| obsolete(node.local) && node.namespace == own.namespace) {
        let words = format!("V1_1 has no {} in WebApplicationInfo", node.local);
        return Err(Refusal::new(RefusalKind::NotInV1_1(words), Some(node.start_tag)));
    }
    Ok(Some(v1_1::renamed(&edited(outline, info, &update(outline, info, markup)))))
}
