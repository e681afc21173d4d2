//! The page Register: from a host to a registration that is made, changed and taken back, and the secret of one.

use hallpass_tests::desktop::{Desk, Page, Panel};
use hallpass_tests::program;
use hallpass_tests::trace::{self, Needle};

use super::record;

const SECRET: &str = "abc8Q~planted-in-the-clipboard_for-a-test";
const CLIENT: &str = "3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47";

/// As a person types: the page hears of each change.
fn type_into(page: &Page, part: &str, text: &str) {
    page.see(part);
    page.script(&format!(
        "const field = document.querySelector('[data-testid=\"{part}\"]');
        field.focus();
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, {text:?});
        field.dispatchEvent(new Event('input', {{ bubbles: true }}));"
    ));
}

/// Waits until a person reads these words there: what fades in has no text at first.
#[track_caller]
fn says(page: &Page, part: &str, words: &str) {
    page.until(&format!("`{words}` in `{part}`"), |page| page.text(part).contains(words).then_some(()));
}

fn profile(desk: &Desk, arguments: &[&str]) {
    desk.around(program::hallpass()).args(["profile", "set"]).args(arguments).run().expect_code(0);
}

#[test]
fn a_registration_is_looked_at_made_and_taken_back() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    profile(&desk, &["--cloud", "practice"]);
    let page = Page::open(&desk, &["--practice"]);
    record::listen(&page);
    page.click("page-register");
    // A host that is none is named at its field; one that is gives every value.
    type_into(&page, "fact-domain", "https://localhost:3000");
    says(&page, "fact-error", "scheme");
    assert!(!page.has("in-place"));
    type_into(&page, "fact-domain", "localhost:3000");
    says(&page, "in-place", "0 of ");
    page.click("tick-scope-name");
    says(&page, "in-place", "1 of ");

    // What would be sent is shown first.
    page.click("graph-create");
    page.click("graph-start");
    says(&page, "review", "POST /v1.0/applications");
    page.click("graph-confirm");
    says(&page, "graph-done", "The registration is made");
    page.click("graph-close");
    page.until("the step to be judged", |page| {
        (page.attribute("page-register", "data-outcome")? == "fine").then_some(())
    });
    // Graph's answer gives the facts and the ticks.
    page.until("the ticks", |page| {
        (page.attribute("value-application-id-uri", "data-in-place")? == "true").then_some(())
    });
    says(&page, "kept-secret", "••••");

    // Another port: what was read is then of the old one.
    type_into(&page, "fact-domain", "localhost:3001");
    page.until("the finding", |page| (page.attribute("page-register", "data-outcome")? == "fail").then_some(()));
    // The page is scrolled down to the value: its title is read from the document.
    let title = page.script("return document.querySelector('[data-page=register] h1').textContent");
    assert!(title.as_str().unwrap().contains("localhost:3000"), "{title}");
    page.click("graph-update");
    page.click("graph-start");
    page.see("review");
    page.click("graph-confirm");
    page.see("graph-done");
    page.click("graph-close");
    page.until("the step to be green again", |page| {
        (page.attribute("page-register", "data-outcome")? != "fail").then_some(())
    });

    page.click("graph-more");
    page.click("graph-undo");
    // What would be taken back is shown first.
    page.see("takes-back");
    page.click("graph-start");
    page.see("graph-done");
    page.click("graph-close");
    page.until("that nothing is read any more", |page| {
        (page.attribute("page-register", "data-outcome")? == "waiting").then_some(())
    });
    record::assert_holds_no_token(&desk);
    page.close();
}

#[test]
fn the_secret_in_the_clipboard_is_kept_and_never_comes_to_the_page() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    profile(&desk, &["--domain", "localhost:3000", "--client-id", CLIENT]);
    let page = Page::open(&desk, &[]);
    page.click("page-register");
    let _owner = desk.put_in_clipboard(SECRET);
    type_into(&page, "secret-end", "2099-01-31");
    page.click("keep-secret");
    says(&page, "secret-told", "The clipboard is empty now");
    says(&page, "kept-secret", "2099-01-31");
    says(&page, "kept-secret", "abc");
    let user = format!("default/client-secret/{CLIENT}");
    assert_eq!(desk.session().lookup(&user).as_deref(), Some(SECRET));

    page.click("delete-secret");
    page.click("question-yes");
    page.until("that it is gone", |page| (!page.has("kept-secret")).then_some(()));
    assert_eq!(desk.session().lookup(&user), None);
    let needle = Needle::new(SECRET);
    assert_eq!(needle.found_in(&desk.record()), None, "the page was sent the secret");
    page.close();
    trace::assert_no_file_holds(desk.home().root(), &needle);
}

#[test]
fn an_export_is_read_with_its_findings_at_their_values() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    let file = desk.home().root().join("export.json");
    let secret = "planted~in-the-export_for-a-test";
    let export = serde_json::json!({
        "id": "0f3c1a52-6f0e-4c8b-9d2b-7a1f4e5b6c01", "appId": CLIENT, "displayName": "Contoso Expenses",
        "signInAudience": "AzureADMyOrg", "identifierUris": [format!("api://localhost:3000/{CLIENT}")],
        "api": { "requestedAccessTokenVersion": null, "oauth2PermissionScopes": [], "preAuthorizedApplications": [] },
        "passwordCredentials": [{ "keyId": "0f3c1a52-6f0e-4c8b-9d2b-7a1f4e5b6c02", "secretText": secret }],
    });
    std::fs::write(&file, export.to_string()).unwrap();
    let page = Page::open(&desk, &[]);
    page.click("page-register");
    page.click("import");
    type_into(&page, "path", &file.display().to_string());
    page.click("import-do");
    page.until("the verdict", |page| (page.attribute("page-register", "data-outcome")? == "fail").then_some(()));
    says(&page, "reading", "host and port");
    says(&page, "value-access-token-version", "requestedAccessTokenVersion");
    page.click("go-access-as-user-missing");
    assert_eq!(Needle::new(secret).found_in(&desk.record()), None, "the page was sent a secret of the export");
    page.close();
}
