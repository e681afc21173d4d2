//! From the first run to the answer of Graph.

use std::fs;
use std::path::Path;

use hallpass_tests::corpus;
use hallpass_tests::home::Home;

use super::manifest_file::with_markup;
use super::walk::{DOMAIN, Walk};
use crate::linux::record;

/// In the server's `.env`, where the window finds it.
const IN_ENV: &str = "planted~Secret.Of-the.Servers-environment_1";

#[test]
fn with_a_manifest_that_has_a_mark_and_carriage_returns() {
    leads_to_graph(&corpus::fixture("manifest/taskpane-with-markup-bom-crlf.xml"), &["openid", "User.Read"]);
}

mod corpus_files {
    #[test]
    fn with_a_sample_of_microsoft() {
        const SAMPLE: &str =
            "xml/OfficeDev__Office-Add-in-samples__auth_Outlook-Add-in-SSO-events_manifest@a7edb2d.xml";
        super::leads_to_graph(&super::corpus::file(SAMPLE), &[]);
    }
}

/// `more_scopes`: those of every plan that the manifest lacks.
#[track_caller]
fn leads_to_graph(manifest: &Path, more_scopes: &[&str]) {
    let mut walk = Walk::begin();
    let elsewhere = Home::new();
    walk.practise();
    walk.tell_facts(DOMAIN);
    // What somebody did by hand is ticked.
    walk.page.click("tick-scope-name");
    walk.page.says("in-place", "1 of ");
    let client = walk.register(true);
    // Graph's answer ticks the rest.
    walk.page.has_value("value-application-id-uri", "data-in-place", "true");
    keeps_a_certificate(&mut walk, &elsewhere);

    let project = elsewhere.work();
    let file = elsewhere.copy(manifest);
    let original = fs::read(&file).unwrap();
    walk.open_manifest(&file);
    walk.page.says("manifest-body", &client);
    walk.page.says("manifest-body", &format!("api://{DOMAIN}/{client}"));
    walk.apply_manifest();
    let expected = with_markup(&original, DOMAIN, &client, more_scopes);
    assert_eq!(text(&fs::read(&file).unwrap()), text(&expected), "something else was written");
    walk.page.step_is("manifest", "fine");

    walk.sign_in();
    walk.page.says("sign-in-verdict", "is signed in");
    walk.page.click("see-token");
    walk.page.says("token-verdict", "This token is genuine");
    for check in ["signature", "issuer", "audience", "lifetime", "scope"] {
        walk.page.has_value(&format!("check-{check}"), "data-outcome", "pass");
    }
    walk.page.step_is("token", "fine");

    walk.exchange();
    walk.assert_graph_answers();
    walk.page.click("arrow-entra");
    walk.page.says("messages", "••••••");

    all_agrees(&mut walk, &project, &client);
    record::assert_is_complete(&walk.desk, &walk.page);
    walk.end("userPrincipalName");
}

/// A certificate with its key, out of a file into the keyring.
fn keeps_a_certificate(walk: &mut Walk, elsewhere: &Home) {
    let pem = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/entra-client/tests/fixtures/pkcs8.pem");
    let file = elsewhere.copy(&pem);
    walk.planted.plant_key("the key of the certificate", &fs::read_to_string(&file).unwrap());
    walk.page.click("page-settings");
    walk.page.click("section-certificates");
    walk.page.put("certificate-path", &file.display().to_string());
    walk.page.click("certificate-go");
    // The exchange is made with the secret again.
    walk.page.click("certificate-delete");
    walk.page.click("question-yes");
    walk.page.until("the certificate to be gone", |page| (!page.has("certificate-delete")).then_some(()));
}

/// The overview says that every step is fine and that all that was read agrees.
fn all_agrees(walk: &mut Walk, project: &Path, client: &str) {
    let tenant = {
        walk.page.click("page-register");
        walk.page.until("the tenant", |page| page.attribute("fact-tenant-id", "title").filter(|id| id.len() == 36))
    };
    walk.planted.plant("the secret of the .env file", IN_ENV);
    let env = format!("CLIENT_ID={client}\nTENANT_ID={tenant}\nPORT=3000\nCLIENT_SECRET={IN_ENV}\n");
    fs::write(project.join(".env"), env).unwrap();
    let page = &walk.page;
    page.click("page-overview");
    // What it says above has its place by then: the button stays where it is.
    page.says("port", "Nothing answers");
    page.click("project-another");
    page.put("project-folder", &project.display().to_string());
    page.click("project-open");
    page.says("project-found", "CLIENT_SECRET");
    for step in ["register", "manifest", "sign-in", "token", "on-behalf-of"] {
        page.step_is(step, "fine");
        page.says(&format!("line-{step}"), "");
    }
    for (fact, cells) in [
        ("client-id", ["agrees", "agrees", "agrees", "agrees", "nothing-to-compare"]),
        ("host-and-port", ["agrees", "agrees", "agrees", "nothing-to-compare", "nothing-to-compare"]),
        ("tenant", ["agrees", "nothing-to-compare", "agrees", "agrees", "nothing-to-compare"]),
        ("scope", ["agrees", "nothing-to-compare", "not-read", "agrees", "agrees"]),
        ("graph-permissions", ["agrees", "agrees", "not-read", "nothing-to-compare", "agrees"]),
    ] {
        for (side, state) in ["registration", "manifest", "code", "token", "consent"].into_iter().zip(cells) {
            page.has_value(&format!("{fact}-{side}"), "data-state", state);
        }
    }
    assert!(!page.has("first-finding"), "{}", page.all_text());
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
