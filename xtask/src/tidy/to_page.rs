//! That nothing goes from Rust to the page but in a `ToPage`.

use super::tree::{has_word, File, Tree};
use super::{Invariant, Violation};

pub const INVARIANTS: &[Invariant] = &[Invariant {
    says: "results, errors, channel messages and events go to the page in a `ToPage`, and no script is run in it",
    because: "the test that no secret goes there reads what passes through `ToPage`, and sees nothing else",
    find: to_page,
}];

const ANSWER: &str = "type Answer<T> = Result<ToPage<T>, ToPage<AppError>>;";
/// The ways of an event.
const EMIT: [&str; 6] = ["emit(", "emit_to(", "emit_filter(", "emit_str(", "emit_str_to(", "emit_str_filter("];

fn to_page(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.product().filter(|file| file.path.starts_with("src-tauri/src/")) {
        let lines: Vec<(usize, &str)> = file.code().collect();
        for (at, (number, line)) in lines.iter().enumerate() {
            // What is told may stand in the lines below.
            let rest = || lines[at..].iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
            found.extend(in_line(line, rest).map(|what| Violation::at(&file.path, *number, what)));
        }
        found.extend(imported_attribute(file));
    }
    found
}

fn in_line(line: &str, rest: impl Fn() -> String) -> Option<String> {
    if line.trim_start().starts_with("use ") {
        return None;
    }
    if line.contains("#[tauri::command") && !wrapped_result(&rest()) {
        return Some("the result of this command".to_owned());
    }
    if line.contains("type Answer") && line.trim().trim_start_matches("pub ") != ANSWER {
        return Some(format!("is not `{ANSWER}`"));
    }
    let call = EMIT.iter().find(|name| has_word(line, name));
    if let Some(name) = call.filter(|name| !wrapped_event(&rest(), name)) {
        return Some((*name).to_owned());
    }
    if has_word(line, "eval(") || has_word(line, "eval_with_callback(") {
        return Some("eval".to_owned());
    }
    let mut channels = line.match_indices("Channel").map(|(at, name)| &line[at + name.len()..]);
    // `SomeChannel` and `Channels` are other names.
    let bare =
        channels.any(|after| !after.starts_with(|c: char| c.is_alphanumeric()) && !after.starts_with("<ToPage<"));
    Some("Channel".to_owned()).filter(|_| bare && has_word(line, "Channel"))
}

/// Does the function that follows return nothing, an `Answer` or a `ToPage`?
fn wrapped_result(text: &str) -> bool {
    let function = text.split_once("fn ").map_or("", |(_, function)| function);
    let after = inside(function)
        .map_or("", |arguments| function.split_once('(').map_or("", |(_, rest)| &rest[arguments.len() + 1..]));
    let result = after.split('{').next().unwrap_or_default().trim();
    result.is_empty() && !after.is_empty() || result.starts_with("-> Answer<") || result.starts_with("-> ToPage<")
}

fn wrapped_event(text: &str, name: &str) -> bool {
    let call = text.find(name).map_or("", |at| &text[at..]);
    inside(call).map_or(false, |arguments| has_word(arguments, "ToPage("))
}

/// What stands between the first parenthesis and the one that closes it.
fn inside(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once('(')?;
    let mut open = 1;
    for (at, c) in rest.char_indices() {
        match c {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some(&rest[..at]);
        }
    }
    None
}

/// With it imported, a command would be written `#[command]` and not be found.
fn imported_attribute(file: &File) -> Vec<Violation> {
    let uses = file.code_with_whole_uses();
    let named = uses.iter().filter(|(_, line)| line.starts_with("use tauri::command"));
    named.map(|(at, line)| Violation::at(&file.path, *at, line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, String)> {
        let tree = Tree::of(&[("src-tauri/src/commands.rs", text), ("crates/a/src/b.rs", "events: Channel<u8>")]);
        to_page(&tree).into_iter().map(|violation| (violation.line, violation.what)).collect()
    }

    #[test]
    fn a_bare_result_is_found() {
        let command = |signature: &str| found(&format!("#[tauri::command]\n{signature} {{\n    a()\n}}\n"));
        for signature in [
            "pub fn a()",
            "pub fn a(b: fn(u8) -> u8)",
            "pub async fn a(\n    b: State<'_, (A, B)>,\n) -> Answer<Option<C>>",
            "pub fn a() -> ToPage<Vec<B>>",
        ] {
            assert_eq!(command(signature), [], "{signature}");
        }
        for signature in ["pub fn a() -> B", "fn a(\n    b: C,\n) -> Result<(), ToPage<B>>", "fn a() -> Vec<ToPage<B>>"]
        {
            assert_eq!(command(signature), [(1, "the result of this command".to_owned())], "{signature}");
        }
        assert_eq!(found("type Answer<T> = Result<ToPage<T>, ToPage<AppError>>;"), []);
        assert_eq!(found("type Answer<T> = Result<ToPage<T>, String>;").len(), 1);
        assert_eq!(found("use tauri::{\n    command,\n    State,\n};\n"), [(1, "use tauri::command".to_owned())]);
    }

    #[test]
    fn a_bare_event_is_found() {
        assert_eq!(
            found("window.emit(SHOW, ToPage(opening()))?;\nshell.emit_to(\n    A,\n    B,\n    ToPage(c),\n);\n"),
            []
        );
        assert_eq!(found("window.emit(SHOW, opening())?;\nsend(ToPage(a));"), [(1, "emit(".to_owned())]);
        assert_eq!(found("a();\nEmitter::emit_to(&shell, A, B, c)"), [(2, "emit_to(".to_owned())]);
        assert_eq!(found("window.eval(script)"), [(1, "eval".to_owned())]);
    }

    #[test]
    fn a_bare_channel_is_found() {
        assert_eq!(found("use tauri::ipc::Channel;\nevents: Channel<ToPage<A>>,\nlet a: OtherChannel<B>;\n"), []);
        for line in ["events: Channel<A>,", "events: Channel,", "events: ipc::Channel<Vec<ToPage<A>>>,"] {
            assert_eq!(found(line), [(1, "Channel".to_owned())], "{line}");
        }
    }
}
