//! The whole journey by the keyboard alone: Tab, arrows, Enter, Space and the shortcuts. At each step something has the
//! focus, and what has it can be seen.

use std::fs;

use hallpass_tests::corpus;
use hallpass_tests::desktop::{Desk, Key, Page, Panel};

use super::{journey, person};

const DOMAIN: &str = "localhost:3000";

/// So many presses of Tab are enough for anything on a page.
const MANY: usize = 80;
/// The same in a dialog.
const FEW: usize = 12;

#[test]
fn from_the_first_run_to_the_answer_of_graph() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    let manifest = desk.home().copy(&corpus::fixture("manifest/taskpane.xml"));
    let page = Page::open(&desk, &[]);
    rehearses(&page);
    practises(&page);
    let client = registers(&page);
    assert!(desk.session().lookup(&format!("default/client-secret/{client}")).is_some(), "the secret is not kept");

    page.press_with(&[Key::Control], '3');
    page.is_at("manifest");
    page.tab_to("manifest-path", FEW);
    page.type_keys(&manifest.display().to_string());
    page.press(Key::Enter);
    page.see("manifest-verdict");
    page.says("manifest-body", &format!("api://{DOMAIN}/{client}"));
    page.keeps_focus("a manifest was opened");
    presses(&page, "manifest-apply", FEW);
    page.says("manifest-said", "is written");
    page.keeps_focus("the manifest was written");
    // What was written is gone through by keys as well.
    page.tab_to("manifest-body", FEW);
    assert!(fs::read_to_string(&manifest).unwrap().contains(&client));

    page.press_with(&[Key::Control], '4');
    page.is_at("sign-in");
    page.tab_to("sign-in", FEW);
    page.press(Key::Enter);
    person::signs_in(&page);
    page.says("sign-in-verdict", "is signed in");
    page.keeps_focus("a sign-in");
    page.tab_to("see-token", FEW);
    page.press(Key::Enter);
    page.is_at("token");
    page.says("token-verdict", "This token is genuine");
    page.keeps_focus("the way to the token");

    page.press_with(&[Key::Control], '6');
    page.is_at("on-behalf-of");
    page.tab_to("obo-run", FEW);
    page.press(Key::Enter);
    page.says("obo-verdict", "Graph answered as");
    page.keeps_focus("the exchange");
    page.tab_to("arrow-entra", MANY);
    page.press(Key::Down);
    page.has_focus("arrow-graph");
    assert!(page.text("graph-json").contains("userPrincipalName"));
    page.close();
}

#[test]
fn what_is_opened_gives_the_focus_back() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    let page = Page::open(&desk, &[]);
    page.keeps_focus("the first page");
    // A menu: its first line, and back.
    page.tab_back_to("profile", MANY);
    page.press(Key::Enter);
    page.has_focus("profile-default");
    page.press(Key::Escape);
    page.has_focus("profile");
    // The search, left without a choice.
    page.tab_to("search", FEW);
    page.press(Key::Enter);
    page.has_focus("palette-search");
    page.press(Key::Escape);
    page.has_focus("search");
    // A dialog that another page's button opened.
    page.press_with(&[Key::Control], '2');
    page.is_at("register");
    page.tab_to("import", FEW);
    page.press(Key::Space);
    page.see("path");
    page.keeps_focus("a dialog was opened");
    page.press(Key::Escape);
    page.has_focus("import");
    // A page that was left and is shown again.
    for digit in '1'..='9' {
        page.press_with(&[Key::Control], digit);
        page.keeps_focus(&format!("Ctrl {digit}"));
    }
    page.press_with(&[Key::Control], '1');
    page.has_focus("page-title");
    page.close();
}

/// The practice tenant's own rehearsal, as the first thing that is offered.
fn rehearses(page: &Page) {
    page.tab_to("try-practice", MANY);
    page.press(Key::Enter);
    journey::assert_passed(page, "fine");
    page.keeps_focus("the rehearsal");
}

/// The profile goes on in the practice tenant.
fn practises(page: &Page) {
    page.press_with(&[Key::Control], 'k');
    page.has_focus("palette-search");
    page.type_keys("switch practice");
    page.see("palette-cloud-practice");
    page.press(Key::Enter);
    page.says("environment", "Practice tenant");
    page.keeps_focus("the search was closed");
}

/// Types the facts, ticks a value, and makes the registration with its secret. Answers with its client ID.
fn registers(page: &Page) -> String {
    page.press_with(&[Key::Control], '2');
    page.is_at("register");
    page.tab_to("fact-name", FEW);
    page.type_keys("Contoso Budget");
    page.tab_to("fact-domain", FEW);
    page.type_keys(DOMAIN);
    page.says("in-place", "0 of ");
    presses(page, "add-permission", MANY);
    page.has_focus("permission-name");
    page.type_keys("User.Read");
    page.see("permission-name");
    page.press(Key::Enter);
    page.see("remove-User.Read");
    page.keeps_focus("a permission was added");
    page.tab_to("tick-scope-name", MANY);
    page.press(Key::Space);
    page.says("in-place", "1 of ");
    // Back through all values, the tabs and the facts.
    page.tab_back_to("graph-create", MANY);
    page.press(Key::Enter);
    page.see("graph-start");
    page.keeps_focus("the dialog was opened");
    presses(page, "graph-start", FEW);
    page.says("review", "POST /v1.0/applications");
    page.keeps_focus("the look at what would be sent");
    presses(page, "graph-confirm", FEW);
    page.says("graph-done", "The registration is made");
    page.keeps_focus("the run");
    presses(page, "graph-close", FEW);
    page.says("kept-secret", "••••");
    page.step_is("register", "fine");
    page.keeps_focus("the dialog was closed");
    page.until("the client ID", |page| page.attribute("fact-client-id", "title").filter(|id| id.len() == 36))
}

/// Goes there and presses Enter.
#[track_caller]
fn presses(page: &Page, part: &str, most: usize) {
    page.tab_to(part, most);
    page.press(Key::Enter);
}
