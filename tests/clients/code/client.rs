//! The add-in's page: what it does about each answer of Office's, of MSAL's, of the server's and of the dialog's.

use hallpass_tests::need;

use super::{Workshop, known};
use crate::script;

/// A page in front of answers from a table; how many there were.
fn played(script: &str, stack: &str, facts: &[&str], more: &[&str]) -> String {
    let workshop = Workshop::without_a_tenant();
    let folder = workshop.write_code("page", stack, &[&known()[..], facts].concat());
    for (name, text) in [
        ("package.json", r#"{ "type": "module" }"#),
        ("node_modules/@azure/msal-browser/package.json", r#"{ "type": "module", "exports": "./index.js" }"#),
        (
            "node_modules/@azure/msal-browser/index.js",
            "export const createNestablePublicClientApplication = async () => globalThis.msal;",
        ),
    ] {
        workshop.home.write(format!("page/{name}"), text.as_bytes());
    }
    let node = workshop.home.around(need::program(&["node", "node.exe"], "nodejs"));
    let run = node.args([script::folder("npm").join(script), folder]).args(more).limit(script::LIMIT).run();
    run.expect_code(0).stdout
}

#[test]
fn each_answer_of_office_has_its_remedy() {
    assert_eq!(played("page.mjs", "client", &[], &[]), "44 cases\n");
}

#[test]
fn each_answer_of_msal_has_its_remedy() {
    assert_eq!(played("page-naa.mjs", "client-naa", &["--auth", "naa"], &["graph"]), "12 cases\n");
    assert_eq!(played("page-naa.mjs", "client-naa", &["--auth", "both"], &["api"]), "16 cases\n");
}
