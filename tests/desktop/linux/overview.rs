//! A project is opened, what is wrong in it is told first, and it is told again when it is right.

use std::fs;

use hallpass_tests::bytes;
use hallpass_tests::desktop::{Desk, Page, Panel};

const ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
const SECRET: &str = "planted~Secret.Of-the.Environment_1";

fn manifest(port: u16) -> String {
    include_str!("../budget.xml").replace("CLIENT_ID", ID).replace("PORT", &port.to_string())
}

/// As a person types into a field of React's.
fn fill(page: &Page, part: &str, of: &str, text: &str) {
    page.see(part);
    page.script(&format!(
        "const field = document.querySelector('[data-testid=\"{part}\"]');
        Object.getOwnPropertyDescriptor({of}.prototype, 'value').set.call(field, {});
        field.dispatchEvent(new Event('input', {{ bubbles: true }}));",
        serde_json::Value::from(text)
    ));
}

#[test]
fn a_project_with_a_wrong_port_is_mended() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    let project = desk.home().work().join("budget");
    fs::create_dir_all(&project).unwrap();
    fs::write(project.join("manifest.xml"), manifest(3001)).unwrap();
    fs::write(project.join(".env"), format!("CLIENT_ID={ID}\nPORT=3000\nCLIENT_SECRET={SECRET}\n")).unwrap();
    let facts = format!("version = 1\n[facts]\ndomain = \"localhost:3000\"\nclient_id = \"{ID}\"\n");
    fs::write(project.join("hallpass.toml"), facts).unwrap();

    let page = Page::open(&desk, &[]);
    page.click("open-project");
    fill(&page, "project-folder", "HTMLInputElement", &project.display().to_string());
    page.click("project-open");
    let first = page.text("first-finding");
    assert!(first.contains("localhost:3001") && first.contains("13004"), "{first}");
    page.click("why-resource-host-mismatch");
    let why = page.text("rule-resource-host-mismatch");
    assert!(why.contains("sub-domain and port included"), "{why}");
    let state = |cell: &str| page.attribute(cell, "data-state");
    assert_eq!(state("host-and-port-manifest").as_deref(), Some("differs"));
    assert_eq!(state("client-id-code").as_deref(), Some("agrees"));
    assert_eq!(state("client-id-registration").as_deref(), Some("not-read"));
    assert_eq!(page.attribute("page-manifest", "data-outcome").as_deref(), Some("fail"));
    assert!(page.text("project-found").contains("CLIENT_SECRET"));

    fs::write(project.join("manifest.xml"), manifest(3000)).unwrap();
    page.click("check-again");
    page.until("the manifest to agree", |page| {
        (page.attribute("host-and-port-manifest", "data-state").as_deref() == Some("agrees")).then_some(())
    });
    page.until("the step to say so", |page| {
        (page.attribute("page-manifest", "data-outcome").as_deref() != Some("fail")).then_some(())
    });
    assert!(!bytes::contains(&desk.record(), SECRET.as_bytes()), "the page was sent a secret of the .env file");
    page.close();
}

#[test]
fn what_went_wrong_is_told_with_cause_and_fix() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    let page = Page::open(&desk, &[]);
    page.click("page-diagnose");
    fill(
        &page,
        "diagnose-text",
        "HTMLTextAreaElement",
        "AADSTS53003: blocked. Correlation ID: 5d0e77c2-6e0b-4c1d-b8a4-3d9572f01e66",
    );
    page.click("diagnose");
    let said = page.text("leave-alone");
    assert!(
        said.contains("Leave your registration alone") && said.contains("5d0e77c2-6e0b-4c1d-b8a4-3d9572f01e66"),
        "{said}"
    );
    page.click("clear");
    fill(&page, "diagnose-text", "HTMLTextAreaElement", "13004");
    page.click("diagnose");
    page.see("diagnosis-13004");
    page.click("more-causes");
    assert_eq!(page.attribute("cause-resource-host-mismatch", "data-standing").as_deref(), Some("possible"));
    page.close();
}
