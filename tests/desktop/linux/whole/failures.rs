//! What goes wrong on purpose: it is found, and the button beside it leads to where it becomes right.

use std::fs;
use std::path::PathBuf;

use hallpass_tests::corpus;
use hallpass_tests::home::Home;

use super::walk::{DOMAIN, Walk, secret_of};

/// Where nothing of the add-in is.
const WRONG: &str = "localhost:3001";

/// A failure. Another is another of these with its test below.
struct Failure {
    /// Makes it, and goes to where a person meets it.
    happens: fn(&mut Walk, &Scene),
    /// The step that it fails.
    step: &'static str,
    /// The part that tells it, and what must stand in it.
    finding: &'static str,
    says: &'static [&'static str],
    /// The button.
    fix: &'static str,
    /// What the button leads to, done to its end.
    mends: fn(&mut Walk, &Scene),
    /// The last that the page is told.
    reached: &'static str,
}

/// What lies outside of the program's own home.
struct Scene {
    elsewhere: Home,
}

impl Scene {
    fn manifest(&self) -> PathBuf {
        self.elsewhere.work().join("taskpane.xml")
    }
}

impl Failure {
    #[track_caller]
    fn is_found_and_mended(&self) {
        let scene = Scene { elsewhere: Home::new() };
        let mut walk = Walk::begin();
        walk.practise();
        (self.happens)(&mut walk, &scene);
        for words in self.says {
            walk.page.says(self.finding, words);
        }
        walk.page.step_is(self.step, "fail");
        walk.page.click(self.fix);
        (self.mends)(&mut walk, &scene);
        walk.page.step_is(self.step, "fine");
        walk.end(self.reached);
    }
}

#[test]
fn another_host_in_the_manifest() {
    Failure {
        happens: |walk, scene| {
            walk.tell_facts(DOMAIN);
            let client = walk.register(true);
            let text = fs::read_to_string(corpus::fixture("manifest/taskpane-with-markup-bom-crlf.xml")).unwrap();
            let text = text.replace("api://localhost:3000", &format!("api://{WRONG}")).replace("{client ID}", &client);
            let scopes = ["openid", "profile", "User.Read"].map(|scope| format!("<Scope>{scope}</Scope>")).concat();
            let text = text.replace("<Scope>profile</Scope>", &scopes);
            fs::write(scene.manifest(), &text).unwrap();
            walk.open_manifest(&scene.manifest());
            walk.page.says("finding-resource-host-mismatch", WRONG);
            walk.page.click("page-overview");
        },
        step: "manifest",
        finding: "first-finding",
        says: &[WRONG, DOMAIN, "13004"],
        fix: "mend",
        mends: |walk, scene| {
            let before = fs::read_to_string(scene.manifest()).unwrap();
            walk.page.is_at("manifest");
            walk.apply_manifest();
            let after = fs::read_to_string(scene.manifest()).unwrap();
            assert_eq!(after, before.replace(WRONG, DOMAIN), "something else was written");
            walk.page.click("page-overview");
            walk.page.until("the finding to be gone", |page| (!page.has("first-finding")).then_some(()));
        },
        reached: "manifest",
    }
    .is_found_and_mended();
}

#[test]
fn another_host_in_the_application_id_uri() {
    Failure {
        happens: |walk, _| {
            walk.tell_facts(WRONG);
            walk.register(true);
            walk.page.put("fact-domain", DOMAIN);
        },
        step: "register",
        finding: "finding-app-id-uri-host-differs-from-plan",
        says: &[WRONG, DOMAIN],
        fix: "mend",
        mends: |walk, _| {
            walk.confirm("PATCH ");
            walk.page.has_value("value-application-id-uri", "data-in-place", "true");
            walk.page.says("value-application-id-uri", DOMAIN);
        },
        reached: "app-id-uri",
    }
    .is_found_and_mended();
}

/// The ID that the portal shows beside the value.
const SECRET_ID: &str = "5ec2e700-0000-4000-8000-00000000a11d";

/// With the ID of a secret in the place of its value.
fn has_the_id_for_the_value(walk: &mut Walk, _: &Scene) {
    walk.tell_facts(DOMAIN);
    let client = walk.register(true);
    // The window does not take it; another program, or an older one, may have.
    let owner = walk.desk.put_in_clipboard(SECRET_ID);
    walk.page.click("keep-secret");
    walk.page.says("secret-error", "the secret's ID, not its value: nothing was kept");
    drop(owner);
    let user = secret_of(&client);
    walk.desk.session().clear(&user);
    assert!(walk.desk.session().store(&user, SECRET_ID));
    walk.sign_in();
    walk.page.click("go-on-behalf-of");
}

/// At the place of the secret: its value, from the clipboard.
fn keeps_the_value(walk: &mut Walk, _: &Scene) {
    walk.page.is_at("register");
    walk.page.until("the place of the secret to have the focus", |page| {
        let script = "return document.activeElement.querySelector('[data-testid=secret]') !== null";
        (page.script(script) == true).then_some(())
    });
    // The value that was made is known to nobody else.
    let client = walk.client();
    let made = walk.made.clone();
    let _owner = walk.copies("the secret in the clipboard", &made);
    walk.page.click("keep-secret");
    walk.page.says("secret-told", "The clipboard is empty now");
    assert_eq!(walk.desk.session().lookup(&secret_of(&client)), Some(made));
    walk.exchange();
    walk.assert_graph_answers();
}

#[test]
fn the_id_of_a_secret_for_its_value() {
    Failure {
        happens: |walk, scene| {
            has_the_id_for_the_value(walk, scene);
            walk.page.says("finding-client-secret-is-its-id", "AADSTS7000215");
            walk.page.see("failure-fix");
            // Whoever wants to see Entra's own answer gets it.
            walk.page.click("obo-send-anyway");
        },
        step: "on-behalf-of",
        finding: "failure",
        says: &["AADSTS7000215", "value"],
        fix: "failure-fix",
        mends: keeps_the_value,
        reached: "userPrincipalName",
    }
    .is_found_and_mended();
}

#[test]
fn a_permission_that_nobody_consented_to() {
    Failure {
        happens: |walk, _| {
            walk.tell_facts(DOMAIN);
            walk.register(false);
            walk.sign_in();
            walk.exchange();
            walk.page.says("finding-scope-not-consented", "User.Read");
            walk.page.see("failure-fix");
            walk.page.click("obo-send-anyway");
        },
        step: "on-behalf-of",
        finding: "failure",
        says: &["AADSTS65001"],
        fix: "failure-fix",
        mends: |walk, _| {
            walk.finish_sign_in();
            walk.page.click("go-on-behalf-of");
            walk.assert_graph_answers();
        },
        reached: "userPrincipalName",
    }
    .is_found_and_mended();
}

/// Signed in, and two hours went by, by the clock of the tenant.
fn signed_in_long_ago(walk: &mut Walk) {
    walk.tell_facts(DOMAIN);
    walk.register(true);
    walk.sign_in();
    walk.hallpass(&["practice", "time", "+2h"]);
}

#[test]
fn a_token_that_has_ended() {
    Failure {
        happens: |walk, _| {
            signed_in_long_ago(walk);
            let page = &walk.page;
            page.click("see-token");
            page.says("token-verdict", "This token is genuine");
            page.click("token-more");
            page.click("copy-token");
            page.says("copy-token-told", "60 seconds");
            page.click("token-more");
            page.click("inspect");
            page.says("token-verdict", "expired");
        },
        step: "token",
        finding: "check-lifetime",
        says: &["expired", "AADSTS500133"],
        fix: "fix-lifetime",
        mends: |walk, _| {
            walk.finish_sign_in();
            walk.page.click("page-token");
            walk.page.says("token-verdict", "This token is genuine");
        },
        reached: "genuine",
    }
    .is_found_and_mended();
}

#[test]
fn an_exchange_of_a_token_that_has_ended() {
    Failure {
        happens: |walk, _| {
            signed_in_long_ago(walk);
            walk.exchange();
        },
        step: "on-behalf-of",
        finding: "finding-assertion-expired",
        says: &["AADSTS500133"],
        fix: "failure-fix",
        mends: |walk, _| {
            walk.finish_sign_in();
            walk.page.click("go-on-behalf-of");
            walk.assert_graph_answers();
        },
        reached: "userPrincipalName",
    }
    .is_found_and_mended();
}
