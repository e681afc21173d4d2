//! Sign-in, token and on-behalf-of in the window, a person in a real browser, against the practice tenant.

use hallpass_tests::bytes;
use hallpass_tests::desktop::{Desk, Page, Panel};
use hallpass_tests::trace;

use super::{person, record};

/// An add-in of the practice tenant's seed.
const APP: &str = "add10000-0000-4000-8000-000000000101";

/// The default profile is of the practice tenant; `more`: what else it knows.
fn practises(desk: &Desk, more: &str) {
    let folder = desk.home().config().join("profiles");
    std::fs::create_dir_all(&folder).unwrap();
    let profile =
        format!("version = 1\nid = \"8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30\"\n[facts]\ncloud = \"practice\"\n{more}");
    std::fs::write(folder.join("default.toml"), profile).unwrap();
}

fn sign_in(page: &Page) {
    page.click("page-sign-in");
    page.click("sign-in");
    person::signs_in(page);
}

fn verdict(page: &Page, of: &str, said: &str) {
    page.until(&format!("`{said}` in the title"), |page| {
        page.text(&format!("{of}-verdict")).contains(said).then_some(())
    });
}

fn outcome(page: &Page, part: &str, wanted: &str) {
    page.until(&format!("{part} to be {wanted}"), |page| {
        (page.attribute(part, "data-outcome")? == wanted).then_some(())
    });
}

#[test]
fn a_sign_in_leads_to_the_answer_of_graph() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    practises(&desk, "");
    let page = Page::open(&desk, &["--practice"]);
    sign_in(&page);
    verdict(&page, "sign-in", "is signed in");
    for step in ["sign-in", "token"] {
        outcome(&page, &format!("page-{step}"), "fine");
    }

    page.click("see-token");
    verdict(&page, "token", "This token is genuine");
    outcome(&page, "check-scope", "pass");
    assert!(page.attribute("time-ring", "aria-label").is_some_and(|left| left.contains("left")));
    page.click("token-more");
    page.click("copy-token");
    page.until("the token to be copied", |page| page.text("copy-token-told").contains("60 seconds").then_some(()));

    page.click("page-on-behalf-of");
    outcome(&page, "foreseen-token-audience", "fine");
    page.click("obo-run");
    verdict(&page, "obo", "Graph answered as");
    outcome(&page, "page-on-behalf-of", "fine");
    assert!(page.text("graph-json").contains("userPrincipalName"));
    page.click("arrow-entra");
    let sent = page.text("messages");
    assert!(sent.contains("client_secret") && sent.contains("••••••"), "{sent}");

    let told = desk.record();
    assert!(bytes::contains(&told, b"userPrincipalName"), "{}", record::text(&told));
    assert_eq!(trace::token_in(&told), None, "the page was sent a token");
    page.close();
}

#[test]
fn the_id_of_a_secret_is_told_before_it_is_sent_and_leads_to_where_it_is_kept() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    practises(&desk, &format!("domain = \"localhost:3000\"\nclient_id = \"{APP}\"\n"));
    let id = "5ec2e700-0000-4000-8000-000000000001";
    assert!(desk.session().store(&format!("default/client-secret/{APP}"), id));
    let page = Page::open(&desk, &["--practice"]);
    sign_in(&page);
    page.click("go-on-behalf-of");
    page.see("finding-client-secret-is-its-id");
    outcome(&page, "foreseen-secret-shape", "fail");
    outcome(&page, "page-on-behalf-of", "fail");
    // Whoever wants to see Entra's own answer gets it.
    page.click("obo-send-anyway");
    page.until("Entra's refusal", |page| page.text("failure-code").contains("AADSTS7000215").then_some(()));
    page.click("failure-fix");
    page.until("the page of the secret", |page| page.attribute("page-register", "aria-current"));
    page.close();
}
