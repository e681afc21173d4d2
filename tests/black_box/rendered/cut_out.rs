//! What stands in a script as data, found by parsers of the shells and not by who wrote it.

use tree_sitter::{Language, Node, Parser};

/// A text that a script writes into a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub file: String,
    pub text: String,
}

/// The here-documents of a script for bash, in their order, each with the first argument of its command.
pub fn of_bash(script: &str) -> Vec<Document> {
    gather(script, &tree_sitter_bash::LANGUAGE.into(), &|node, script| {
        let redirected = (node.kind() == "redirected_statement").then_some(node)?;
        let document = descendant(redirected, "heredoc_body")?;
        let mark = descendant(redirected, "heredoc_start")?;
        assert!(text(mark, script).starts_with('\''), "the shell reads into it: {}", text(redirected, script));
        let command = redirected.child_by_field_name("body")?;
        let argument = command.child_by_field_name("argument")?;
        Some(Document { file: text(argument, script).to_owned(), text: text(document, script).to_owned() })
    })
}

/// The here-strings of a script for PowerShell, in their order, each with the string before it.
pub fn of_powershell(script: &str) -> Vec<Document> {
    gather(script, &tree_sitter_powershell::LANGUAGE.into(), &|node, script| {
        let elements = (node.kind() == "command_elements").then_some(node)?;
        let document = descendant(elements, "verbatim_here_string_characters")?;
        let name = descendant(elements, "verbatim_string_characters")?;
        let content = text(document, script).strip_prefix("@'\n")?.strip_suffix("\n'@")?;
        Some(Document { file: text(name, script).trim_matches('\'').to_owned(), text: content.to_owned() })
    })
}

fn gather<'a>(
    script: &'a str,
    language: &Language,
    found: &dyn Fn(Node<'_>, &'a str) -> Option<Document>,
) -> Vec<Document> {
    let mut parser = Parser::new();
    parser.set_language(language).unwrap();
    let tree = parser.parse(script, None).unwrap();
    if let Some(wrong) = first_error(tree.root_node()) {
        panic!("the parser does not understand line {}: {}", wrong.start_position().row + 1, text(wrong, script));
    }
    let mut documents = Vec::new();
    walk(tree.root_node(), &mut |node| match found(node, script) {
        Some(document) => {
            documents.push(document);
            false
        }
        None => true,
    });
    documents
}

fn text<'a>(node: Node<'_>, script: &'a str) -> &'a str {
    &script[node.byte_range()]
}

/// `into`: whether to look below.
fn walk<'tree>(node: Node<'tree>, into: &mut dyn FnMut(Node<'tree>) -> bool) {
    if into(node) {
        for child in node.children(&mut node.walk()) {
            walk(child, into);
        }
    }
}

fn descendant<'tree>(node: Node<'tree>, kind: &str) -> Option<Node<'tree>> {
    let mut found = None;
    walk(node, &mut |one| {
        if found.is_none() && one.kind() == kind {
            found = Some(one);
        }
        found.is_none()
    });
    found
}

fn first_error(node: Node<'_>) -> Option<Node<'_>> {
    let mut found = None;
    walk(node, &mut |one| {
        if found.is_none() && (one.is_error() || one.is_missing()) {
            found = Some(one);
        }
        found.is_none()
    });
    found
}
