//! That page, shell and permissions speak of the same commands, and that the page stays shut in.

use std::collections::BTreeSet;

use super::tree::Tree;
use super::{Invariant, Violation};

pub const INVARIANTS: &[Invariant] = &[
    Invariant {
        says: "the window's commands are the same in ui/src/ipc/commands/, in generate_handler! and in the permissions",
        because: "one that lacks in either fails only when a person clicks it",
        find: same_commands,
    },
    Invariant {
        says: "a capability names each permission by itself",
        because: "a whole family, or a plugin's, would let a page do what no page needs",
        find: single_permissions,
    },
    Invariant {
        says: "a capability is for the window `main` alone, and for pages of our own",
        because: "a page from elsewhere, or a window that someone opens later, would reach Rust",
        find: capabilities,
    },
    Invariant {
        says: "the window's Content Security Policy is the one that xtask/src/tidy/window.rs holds",
        because:
            "it keeps text from a manifest or a token from loading or sending anything; to loosen it takes two edits",
        find: content_security_policy,
    },
];

/// A file a page, each with an `interface …Commands`.
const MAP: &str = "ui/src/ipc/commands/";
const CONFIGURATION: &str = "src-tauri/tauri.conf.json";
const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
    font-src 'self'; connect-src ipc: http://ipc.localhost; object-src 'none'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

fn same_commands(tree: &Tree) -> Vec<Violation> {
    let typed: BTreeSet<String> = in_folder(tree, MAP).flat_map(|(_, text)| typed_commands(text)).collect();
    let handled: BTreeSet<String> = tree.product().flat_map(|file| handled_commands(&file.text)).collect();
    let allowed: BTreeSet<String> = permission_files(tree).flat_map(|(_, text)| allowed_commands(text)).collect();
    let granted: BTreeSet<String> = capability_files(tree).flat_map(|(_, text)| granted_commands(text)).collect();
    let places = [
        (MAP, &typed),
        ("src-tauri/src (generate_handler!)", &handled),
        ("src-tauri/permissions", &allowed),
        ("src-tauri/capabilities", &granted),
    ];
    let all: BTreeSet<&String> = places.iter().flat_map(|(_, names)| names.iter()).collect();
    let mut found = Vec::new();
    for name in all {
        let lacking = places.iter().filter(|(_, names)| !names.contains(name));
        found.extend(lacking.map(|(place, _)| Violation::of_file(place, format!("lacks {name}"))));
    }
    found
}

fn single_permissions(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for (path, text) in capability_files(tree) {
        let others = permissions(text).filter(|permission| permission.contains(':'));
        for permission in others.filter(|permission| !is_one_of_core(permission)) {
            found.push(Violation::of_file(path, permission));
        }
    }
    found
}

/// One command of Tauri's own (`core:event:allow-listen`), and not a family or a plugin's.
fn is_one_of_core(permission: &str) -> bool {
    permission.starts_with("core:") && permission.rsplit(':').next().map_or(false, |last| last.starts_with("allow-"))
}

fn capabilities(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for (path, text) in capability_files(tree) {
        if !path.ends_with(".json") {
            found.push(Violation::of_file(path, "is not JSON, and not read here"));
        }
        if values(text, "windows") != ["[\"main\"]"] {
            found.push(Violation::of_file(path, "windows is not [\"main\"]"));
        }
        for key in ["remote", "webviews"].iter().filter(|key| !values(text, key).is_empty()) {
            found.push(Violation::of_file(path, *key));
        }
    }
    // The configuration could hold a capability itself, or let in each file of the folder.
    let configuration = tree.file(CONFIGURATION).map_or("", |file| &file.text);
    if values(configuration, "capabilities") != ["[\"main\"]"] {
        found.push(Violation::of_file(CONFIGURATION, "capabilities is not [\"main\"]"));
    }
    found
}

fn content_security_policy(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    let configuration = tree.file(CONFIGURATION).map_or("", |file| &file.text);
    let policy = format!("\"{POLICY}\"");
    if values(configuration, "csp") != [policy] {
        found.push(Violation::of_file(CONFIGURATION, "csp is another one"));
    }
    for key in ["devCsp", "dangerousDisableAssetCspModification"] {
        if !values(configuration, key).is_empty() {
            found.push(Violation::of_file(CONFIGURATION, key));
        }
    }
    // Of one platform, or in another format: Tauri would put it over the one that was read.
    for (path, _) in in_folder(tree, "src-tauri/").filter(|(path, _)| *path != CONFIGURATION) {
        let name = path.trim_start_matches("src-tauri/").to_lowercase();
        if name.starts_with("tauri.") && !name.contains('/') {
            found.push(Violation::of_file(path, "another configuration"));
        }
    }
    found
}

/// What stands in JSON for each `"key":`, without blanks around it and without those in a list: a whole string or a
/// whole list of strings, else what is left of the line.
fn values(text: &str, key: &str) -> Vec<String> {
    let quoted = format!("\"{key}\"");
    let after = text.match_indices(&quoted).filter_map(|(at, _)| {
        let rest = text[at + quoted.len()..].trim_start().strip_prefix(':')?;
        Some(rest.trim_start())
    });
    let value = |rest: &str| {
        if rest.starts_with('[') {
            let list = rest.split_inclusive(']').next().unwrap_or_default();
            list.split_whitespace().collect()
        } else if rest.starts_with('"') {
            rest.split_inclusive('"').take(2).collect()
        } else {
            rest.lines().next().unwrap_or_default().to_owned()
        }
    };
    after.map(value).collect()
}

fn capability_files(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    in_folder(tree, "src-tauri/capabilities/")
}

fn permission_files(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    in_folder(tree, "src-tauri/permissions/")
}

fn in_folder<'a>(tree: &'a Tree, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> + 'a {
    let files = tree.files().iter().filter(move |file| file.path.starts_with(folder));
    files.map(|file| (file.path.as_str(), file.text.as_str()))
}

/// The keys of `export interface …Commands { … }`, one a line and indented once.
fn typed_commands(text: &str) -> BTreeSet<String> {
    let body = text.split_once("Commands {").map_or("", |(_, rest)| rest.split("\n}").next().unwrap_or_default());
    let keys =
        body.lines().filter_map(|line| line.strip_prefix("  ").filter(|rest| !rest.starts_with(' '))?.split_once(':'));
    keys.map(|(key, _)| key.to_owned()).filter(|key| is_name(key)).collect()
}

/// The last part of each path in `generate_handler![…]`.
fn handled_commands(text: &str) -> Vec<String> {
    let list = text.split_once("generate_handler![").map_or("", |(_, rest)| rest.split(']').next().unwrap_or_default());
    let names = list.split(',').filter_map(|path| path.trim().rsplit("::").next());
    names.filter(|name| is_name(name)).map(str::to_owned).collect()
}

/// The names in `commands.allow = [ … ]`.
fn allowed_commands(text: &str) -> Vec<String> {
    let lists = text.lines().filter_map(|line| line.strip_prefix("commands.allow = "));
    lists.flat_map(quoted).map(str::to_owned).collect()
}

/// `allow-a-b` grants the command `a_b`.
fn granted_commands(text: &str) -> Vec<String> {
    permissions(text).filter_map(|permission| Some(permission.strip_prefix("allow-")?.replace('-', "_"))).collect()
}

fn permissions(text: &str) -> impl Iterator<Item = &str> {
    let list = text.split_once("\"permissions\":").map_or("", |(_, rest)| rest.split(']').next().unwrap_or_default());
    quoted(list)
}

fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPED: &str = "// name: what\nexport interface ShellCommands {\n  about: { args: Nothing; result: About };\n  sign_in: {\n    args: SignIn;\n    result: Token;\n  };\n}\n";

    fn tree(typed: &str, handled: &str, allowed: &str, granted: &str) -> Tree {
        Tree::of(&[
            ("ui/src/ipc/commands/shell.ts", typed),
            ("src-tauri/src/main.rs", handled),
            ("src-tauri/permissions/main.toml", allowed),
            ("src-tauri/capabilities/main.json", granted),
        ])
    }

    #[test]
    fn a_command_that_lacks_somewhere_is_found() {
        let handled = ".invoke_handler(tauri::generate_handler![\n    command::about,\n    command::sign_in,\n])";
        let allowed = "identifier = \"allow-about\"\ncommands.allow = [\"about\"]\ncommands.allow = [\"sign_in\"]\n";
        let granted = "{ \"permissions\": [\"allow-about\", \"allow-sign-in\"] }";
        assert_eq!(same_commands(&tree(TYPED, handled, allowed, granted)), []);

        let found = same_commands(&tree(TYPED, "tauri::generate_handler![command::about]", allowed, "{}"));
        let whats: Vec<_> = found.iter().map(|found| (found.path.as_str(), found.what.as_str())).collect();
        assert_eq!(
            whats,
            [
                ("src-tauri/capabilities", "lacks about"),
                ("src-tauri/src (generate_handler!)", "lacks sign_in"),
                ("src-tauri/capabilities", "lacks sign_in"),
            ]
        );
    }

    #[test]
    fn a_family_of_permissions_is_found() {
        let granted = "{ \"permissions\": [\"core:default\", \"allow-about\", \"core:event:allow-listen\", \"opener:allow-open-url\"] }";
        let found = single_permissions(&tree("", "", "", granted));
        let expected = ["core:default", "opener:allow-open-url"];
        assert_eq!(found, expected.map(|what| Violation::of_file("src-tauri/capabilities/main.json", what)));
    }

    #[test]
    fn a_capability_for_other_windows_or_pages_is_found() {
        let configuration = (CONFIGURATION, "{ \"security\": { \"capabilities\": [\n  \"main\"\n] } }");
        let found = |path: &str, text: &str| {
            let found = capabilities(&Tree::of(&[configuration, (path, text)]));
            found.into_iter().map(|violation| violation.what).collect::<Vec<_>>()
        };
        let main = "src-tauri/capabilities/main.json";
        let windows = "windows is not [\"main\"]";
        assert_eq!(found(main, "{ \"windows\": [ \"main\" ] }"), [""; 0]);
        assert_eq!(found(main, "{ \"windows\": [\"main\", \"other\"] }"), [windows]);
        assert_eq!(found(main, "{ \"windows\": [\"*\"] }"), [windows]);
        assert_eq!(found(main, "{ \"permissions\": [] }"), [windows]);
        let remote = "{ \"windows\": [\"main\"], \"remote\": { \"urls\": [] }, \"webviews\" : [\"main\"] }";
        assert_eq!(found(main, remote), ["remote", "webviews"]);
        let toml = found("src-tauri/capabilities/a.toml", "windows = [\"main\"]");
        assert_eq!(toml, ["is not JSON, and not read here", windows]);

        for text in ["{}", "{ \"capabilities\": [\"main\", { \"identifier\": \"a\" }] }"] {
            assert_eq!(capabilities(&Tree::of(&[(CONFIGURATION, text)])).len(), 1, "{text}");
        }
    }

    #[test]
    fn another_policy_is_found() {
        let with = |policy: &str, more: &str| format!("{{ \"security\": {{ \"csp\": \"{policy}\"{more} }} }}");
        let found = |text: &str| content_security_policy(&Tree::of(&[(CONFIGURATION, text)])).len();
        assert_eq!(found(&with(POLICY, "")), 0);
        assert_eq!(found(&with(&POLICY.replace("default-src 'self'", "default-src *"), "")), 1);
        assert_eq!(found(&with(&format!("{POLICY}; script-src *"), "")), 1);
        assert_eq!(found(&with(POLICY, ", \"csp\": null")), 1);
        assert_eq!(found(&with(POLICY, ", \"devCsp\": null")), 1);
        assert_eq!(found("{ \"csp\": null }"), 1);
        assert_eq!(found("{}"), 1);

        let configuration = with(POLICY, "");
        let tree = Tree::of(&[
            (CONFIGURATION, &configuration),
            ("src-tauri/tauri.linux.conf.json", "{}"),
            ("src-tauri/Tauri.toml", ""),
            ("src-tauri/src/tauri.rs", ""),
        ]);
        let paths: Vec<_> = content_security_policy(&tree).into_iter().map(|violation| violation.path).collect();
        assert_eq!(paths, ["src-tauri/tauri.linux.conf.json", "src-tauri/Tauri.toml"]);
    }
}
