//! The journey step by step, as a person takes it.

use std::fs;
use std::path::Path;

use hallpass_tests::bytes;
use hallpass_tests::desktop::{Desk, Page, Panel};
use hallpass_tests::program::{self, Running};
use hallpass_tests::trace::{self, Planted};

use crate::linux::{person, record};

/// Where the pages of the add-in are.
pub const DOMAIN: &str = "localhost:3000";

/// A person on the way, and every secret that they have met.
pub struct Walk {
    pub page: Page,
    pub planted: Planted,
    /// The secret that Graph made; before that nothing.
    pub made: String,
    _panel: Panel,
    pub desk: Desk,
}

impl Walk {
    /// The window of a first run.
    pub fn begin() -> Self {
        let desk = Desk::with_keyring();
        let panel = Panel::on(&desk);
        let page = Page::open(&desk, &[]);
        record::listen(&page);
        page.see("try-practice");
        Self { page, planted: Planted::default(), made: String::new(), _panel: panel, desk }
    }

    /// Starts the practice tenant, and goes on in it.
    pub fn practise(&self) {
        let page = &self.page;
        page.click("page-settings");
        page.click("section-practice");
        page.click("practice-run");
        page.see("faults");
        page.click("environment");
        page.click("cloud-practice");
        page.says("environment", "Practice tenant");
    }

    /// Name, host and what is wanted of Graph.
    pub fn tell_facts(&self, domain: &str) {
        let page = &self.page;
        page.click("page-register");
        page.put("fact-name", "Contoso Budget");
        page.put("fact-domain", domain);
        page.says("in-place", "0 of ");
        page.click("add-permission");
        page.fill("permission-name", "User.Read\u{e007}");
        page.see("remove-User.Read");
    }

    /// Makes the registration through the Graph of the practice tenant, after a look at what would be sent; its secret goes
    /// into the keyring. Answers with its client ID.
    pub fn register(&mut self, admin_consent: bool) -> String {
        let page = &self.page;
        page.click("graph-create");
        page.see("graph-start");
        if !admin_consent {
            page.click("admin-consent");
        }
        self.confirm("POST /v1.0/applications");
        let page = &self.page;
        page.says("kept-secret", "••••");
        page.step_is("register", "fine");
        let client = self.client();
        self.made = self.desk.session().lookup(&secret_of(&client)).expect("the secret is in the keyring");
        self.planted.plant("the client secret", &self.made);
        client
    }

    /// Of a dialog that shows what would be sent: looks, sends, closes.
    pub fn confirm(&self, sends: &str) {
        let page = &self.page;
        page.click("graph-start");
        page.says("review", sends);
        page.click("graph-confirm");
        page.see("graph-done");
        page.click("graph-close");
    }

    /// The client ID as the page of the registration has it.
    pub fn client(&self) -> String {
        let page = &self.page;
        page.until("the client ID", |page| page.attribute("fact-client-id", "title").filter(|id| id.len() == 36))
    }

    /// Opens the file; nothing of it is written by that.
    pub fn open_manifest(&self, file: &Path) {
        let before = fs::read(file).unwrap();
        let page = &self.page;
        page.click("page-manifest");
        page.fill("manifest-path", &file.display().to_string());
        page.click("manifest-open-path");
        page.see("manifest-verdict");
        assert!(fs::read(file).unwrap() == before, "written before it was wanted");
    }

    pub fn apply_manifest(&self) {
        self.page.click("manifest-apply");
        self.page.says("manifest-said", "is written");
    }

    /// From the page of the sign-in on.
    pub fn sign_in(&mut self) {
        self.page.click("page-sign-in");
        // What it says before has its place by then: the button stays where it is.
        self.page.see("sign-in-facts");
        self.page.click("sign-in");
        self.finish_sign_in();
    }

    /// Of a sign-in that has begun: the person, in the browser. The refresh token goes into the keyring.
    pub fn finish_sign_in(&mut self) {
        person::signs_in(&self.page);
        self.page.step_is("sign-in", "fine");
        self.plant_refresh_tokens();
    }

    /// The exchange, to its end.
    pub fn exchange(&self) {
        self.page.click("page-on-behalf-of");
        self.page.click("obo-run");
    }

    pub fn assert_graph_answers(&self) {
        self.page.says("obo-verdict", "Graph answered as");
        self.page.step_is("on-behalf-of", "fine");
        assert!(self.page.text("graph-json").contains("userPrincipalName"));
    }

    /// A command beside the window.
    pub fn hallpass(&self, arguments: &[&str]) {
        self.desk.around(program::hallpass()).args(arguments).run().expect_code(0);
    }

    /// Puts it into the clipboard, while what is returned lives.
    pub fn copies(&mut self, name: &'static str, secret: &str) -> Running {
        self.planted.plant(name, secret);
        self.desk.put_in_clipboard(secret)
    }

    /// The way is over: nothing that was sent to the page holds one of the secrets or a token, and no file does that the
    /// program has left. `reached`: words of the last thing that the page was told.
    #[track_caller]
    pub fn end(self, reached: &str) {
        let Self { page, planted, _panel, desk, .. } = self;
        let record = desk.record();
        assert!(bytes::contains(&record, reached.as_bytes()), "the record does not reach to `{reached}`");
        assert_eq!(planted.found_in(&record), None, "the page was sent a secret");
        page.close();
        for (path, content) in trace::files_below(desk.home().root()) {
            assert_eq!(planted.found_in(&content), None, "{} holds a secret", path.display());
        }
    }

    fn plant_refresh_tokens(&mut self) {
        let session = self.desk.session();
        let attributes = session.attributes();
        let users =
            attributes.lines().filter_map(|line| line.split_once("attribute.username = ")).map(|(_, user)| user);
        let tokens: Vec<String> =
            users.filter(|user| user.contains("/refresh-token/")).filter_map(|user| session.lookup(user)).collect();
        assert!(!tokens.is_empty(), "no refresh token in the keyring: {attributes}");
        for token in tokens {
            self.planted.plant("the refresh token", &token);
        }
    }
}

/// Under which the keyring keeps the secret of this app.
pub fn secret_of(client: &str) -> String {
    format!("default/client-secret/{client}")
}
