//! Every secret of the flows is planted, each way through them is gone at the highest level of talking, and then all
//! that was said, written and shown to other programs is searched.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use hallpass_tests::bytes::contains;
use hallpass_tests::desktop::PrivateSession;
use hallpass_tests::home::Home;
use hallpass_tests::program::{Ended, Invocation, Running};
use hallpass_tests::trace::{self, Needle, Watch};
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use tokio::task::block_in_place;

use super::entra::{CLIENT, CODE, DEVICE_CODE, Entra, GRAPH_TOKEN, REFRESH, RENEWED, behind, entry};
use crate::network::Proxy;

const TYPED: &str = "abc8Q~planted.client-secret_typed-4Fq2";
const IN_FILE: &str = "def8Q~planted.client-secret_in-a-file-9";
const IN_VARIABLE: &str = "ghi8Q~planted.client-secret_in-a-variable";
const PASSWORD: &str = "planted password of a PFX: Vx73qL";

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/entra-client/tests/fixtures");
    fs::read(folder.join(name)).unwrap()
}

/// The certificate of the fixtures as PFX, with a password that is looked for.
fn pfx() -> Vec<u8> {
    let store = KeyStore::from_pkcs12(&fixture("modern.pfx"), "practice", Pkcs12ImportPolicy::Relaxed).unwrap();
    store.writer(PASSWORD).write().unwrap()
}

/// Of a private key its end, which is in no public key: as bytes, and the line of PEM.
fn of_key(file: &[u8]) -> [Needle; 2] {
    let section = pem::parse_many(file).unwrap().into_iter().find(|section| section.tag() == "PRIVATE KEY");
    let section = section.expect("a private key");
    let text = String::from_utf8(file.to_vec()).unwrap();
    let text = text.split("-----END PRIVATE KEY-----").next().unwrap();
    let line = text.lines().rev().find(|line| line.len() == 64).expect("a whole line");
    [Needle::of_bytes(&section.contents()[section.contents().len() - 40..]), Needle::new(line)]
}

/// Where the runs take place, and all that came of them.
struct Scene {
    home: Home,
    /// What is not Hallpass's: certificates of the user, programs that the runs start, what these were told.
    elsewhere: Home,
    session: PrivateSession,
    entra: std::sync::Arc<Entra>,
    proxy: Proxy,
    form: &'static str,
    /// Of each run what was typed, and what it said.
    said: Vec<(String, String)>,
    /// Arguments and environments.
    seen: BTreeSet<Vec<u8>>,
    /// State and nonce of each sign-in: in the address that the browser is given, and nowhere else.
    of_pages: Vec<String>,
}

impl Scene {
    async fn set(form: &'static str) -> Self {
        let (home, elsewhere, entra) = (Home::new(), Home::new(), Entra::new());
        let proxy = Proxy::start(entra.tunnel()).await;
        elsewhere.write("key.pem", &fixture("pkcs8.pem"));
        elsewhere.write("key.pfx", &pfx());
        // Each child that a run may start notes down what it was told.
        for name in ["xdg-open", "git", "az", "ldconfig"] {
            let record = elsewhere.root().join("tmp").join(name);
            let script = format!("#!/bin/sh\n{{ printf '%s\\n' \"$@\"; /usr/bin/env; }} >> '{}'\n", record.display());
            let file = elsewhere.write(Path::new("bin").join(name), script.as_bytes());
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(file, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let session = PrivateSession::unlocked();
        let (said, seen, of_pages) = (Vec::new(), BTreeSet::new(), Vec::new());
        Self { home, elsewhere, session, entra, proxy, form, said, seen, of_pages }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.elsewhere.work().join(name)
    }

    /// A flow of the add-in.
    fn flow(&self, args: &[&str]) -> Invocation {
        self.session.around(behind(&self.home, &self.proxy, args))
    }

    /// Any other command.
    fn other(&self, args: &[&str]) -> Invocation {
        self.session.around(self.home.hallpass(args))
    }

    fn run(&mut self, run: Invocation) -> Ended {
        self.watched(run, Watch::over, |_, _| None)
    }

    /// A run whose environment was given a secret.
    fn run_given(&mut self, run: Invocation) -> Ended {
        self.watched(run, Watch::over_arguments, |_, _| None)
    }

    /// Somebody signs in with the browser.
    fn sign_in(&mut self) -> Ended {
        let run = self.flow(&["sign-in"]);
        self.watched(run, Watch::over, |entra, run| Some(entra.come_back(run)))
    }

    fn watched(
        &mut self,
        run: Invocation,
        watch: fn(u32) -> Watch,
        meanwhile: impl FnOnce(&Entra, &mut Running) -> Option<[String; 2]>,
    ) -> Ended {
        let run = run.args(["-vvv", "--format", self.form]).env("PATH", self.file("bin"));
        let run = run.env("RUST_LOG", "trace").env("HALLPASS_LOG", "trace").env("RUST_BACKTRACE", "full");
        block_in_place(|| {
            let mut running = run.start();
            let watch = watch(running.pid());
            self.of_pages.extend(meanwhile(&self.entra, &mut running).into_iter().flatten());
            let ended = running.end();
            self.seen.extend(watch.seen());
            self.said.push((ended.told().to_owned(), ended.all()));
            ended
        })
    }

    /// Every secret of these runs, with its name.
    fn needles(&self) -> Vec<(String, Needle)> {
        let mut texts: BTreeSet<(String, String)> = [
            ("typed secret", TYPED),
            ("secret of a file", IN_FILE),
            ("secret of a variable", IN_VARIABLE),
            ("password", PASSWORD),
            ("code", CODE),
            ("device code", DEVICE_CODE),
            ("refresh token", REFRESH),
            ("renewed refresh token", RENEWED),
            ("token of Graph", GRAPH_TOKEN),
        ]
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into();
        texts.extend(self.entra.told.lock().unwrap().secrets.iter().cloned());
        let mut needles: Vec<_> = texts.into_iter().map(|(name, text)| (name, Needle::new(&text))).collect();
        needles.extend(of_key(&fixture("pkcs8.pem")).map(|needle| ("private key".to_owned(), needle)));
        needles
    }

    fn of_pages(&self) -> Vec<Needle> {
        self.of_pages.iter().map(|text| Needle::new(text)).collect()
    }

    /// Where any of them is, or a token: nowhere.
    fn found(&self) -> BTreeSet<String> {
        let needles = self.needles();
        let pages = self.of_pages();
        let mut found = BTreeSet::new();
        let mut search = |place: &str, text: &[u8], may_have_the_page: bool| {
            let there = needles.iter().filter(|(_, needle)| needle.found_in(text).is_some());
            found.extend(there.map(|(name, _)| format!("{name} in {place}")));
            found.extend(trace::token_in(text).map(|_| format!("a token in {place}")));
            if !may_have_the_page && pages.iter().any(|needle| needle.found_in(text).is_some()) {
                found.insert(format!("state or nonce in {place}"));
            }
        };
        for (run, said) in &self.said {
            // The address is for whoever has no browser here.
            let (pages, rest): (Vec<&str>, Vec<&str>) = said.lines().partition(|line| line.starts_with("sign in at: "));
            search(&format!("what was said by `{run}`"), rest.join("\n").as_bytes(), false);
            for page in pages {
                search("the address of the page", page.as_bytes(), true);
            }
        }
        for text in &self.seen {
            search("arguments or environment", text, contains(text, b"xdg-open"));
        }
        for (path, content) in trace::files_below(self.home.root()) {
            search(&path.display().to_string(), &content, false);
        }
        for (path, content) in trace::files_below(&self.elsewhere.root().join("tmp")) {
            search(&path.display().to_string(), &content, path.ends_with("xdg-open"));
        }
        found
    }

    /// The searches prove something: all of this has been.
    fn assert_was_there(&self) {
        let told = self.entra.told.lock().unwrap();
        for name in
            ["client_secret", "client_assertion", "assertion", "refresh_token", "device_code", "code", "code_verifier"]
        {
            assert!(told.secrets.iter().any(|(found, _)| found == name), "no {name} was ever sent");
        }
        for secret in [CODE, DEVICE_CODE, REFRESH, RENEWED, IN_FILE, IN_VARIABLE] {
            assert!(told.secrets.iter().any(|(_, found)| found == secret), "{secret} was never sent");
        }
        for asked in ["authorization_code", "device_code", "refresh_token", "jwt-bearer", "/v1.0/me"] {
            assert!(told.asked.iter().any(|found| found == asked), "nobody asked for {asked}");
        }
        assert!(self.seen.iter().any(|text| contains(text, b"sign-in")), "no run was ever seen");
        let record = |name: &str| fs::read(self.elsewhere.root().join("tmp").join(name)).expect("it was started");
        assert!(!record("git").is_empty());
        let opened = record("xdg-open");
        let is_there = |needle: &Needle| needle.found_in(&opened).is_some();
        assert!(!self.of_pages.is_empty() && self.of_pages().iter().all(is_there), "another page was opened");
        let kept = self.session.lookup(&format!("default/certificate-key/{CLIENT}")).expect("a private key");
        assert!(of_key(&fixture("pkcs8.pem")).iter().any(|needle| needle.found_in(kept.as_bytes()).is_some()));
    }
}

const PASTED: [&str; 5] = ["obo", "--assertion", "-", "--call", "/me"];

#[tokio::test(flavor = "multi_thread")]
async fn in_text() {
    everything("text").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn as_json() {
    everything("json").await;
}

async fn everything(form: &'static str) {
    let mut scene = Scene::set(form).await;
    kept(&mut scene);
    signed_in_and_exchanged(&mut scene);
    with_each_credential(&mut scene);
    // From here on whatever is sent comes back in a refusal.
    scene.entra.graph_refuses.store(true, Ordering::Relaxed);
    scene.run(scene.flow(&["obo", "--call", "/me"])).expect_code(1);
    scene.entra.refuses.store(true, Ordering::Relaxed);
    refused(&mut scene);
    scene.entra.refuses.store(false, Ordering::Relaxed);
    without_the_keyring(&mut scene);
    typed_where_it_does_not_belong(&mut scene);
    looked_at_afterwards(&mut scene);
    scene.assert_was_there();
    assert_eq!(scene.found(), BTreeSet::new());
}

fn kept(scene: &mut Scene) {
    let of = ["--client-id", CLIENT];
    scene.run(scene.other(&["secret", "set"]).args(of).input(TYPED.as_bytes())).expect_code(0);
    let file = scene.home.write(".env", format!("PORT=3000\nCLIENT_SECRET={IN_FILE}\n").as_bytes());
    scene.run(scene.other(&["secret", "import", ".env"]).args(of)).expect_code(0);
    scene.run(scene.other(&["secret", "import", ".env", "--write"]).args(of)).expect_code(0);
    assert!(!fs::read_to_string(file).unwrap().contains(IN_FILE));
    assert_eq!(scene.session.lookup(&format!("default/client-secret/{CLIENT}")).as_deref(), Some(IN_FILE));
    scene.run(scene.other(&["secret", "status"])).expect_code(0);
}

fn signed_in_and_exchanged(scene: &mut Scene) {
    scene.sign_in().expect_code(0);
    assert_eq!(scene.session.lookup(&entry()).as_deref(), Some(REFRESH));
    scene.run(scene.flow(&["obo", "--call", "/me"])).expect_code(0);
    assert_eq!(scene.session.lookup(&entry()).as_deref(), Some(RENEWED));
    scene.run(scene.flow(&["sign-in", "--device-code"])).expect_code(0);
    let token = scene.entra.bootstrap();
    scene.run(scene.other(&["token", "inspect", "-"]).input(token.as_bytes())).expect_code(0);
}

fn pasted(scene: &Scene, more: &[&str]) -> Invocation {
    let token = scene.entra.bootstrap();
    scene.flow(&PASTED).args(more).input(token.as_bytes()).env("SECRET", IN_VARIABLE).env("PFX", PASSWORD)
}

fn with_each_credential(scene: &mut Scene) {
    each_credential(scene, 0);
    let pfx = scene.file("key.pfx");
    let set = ["secret", "set", "--client-id", CLIENT, "--certificate", pfx.to_str().unwrap()];
    scene.run(scene.other(&set).input(PASSWORD.as_bytes())).expect_code(0);
    scene.run(scene.other(&["secret", "status"])).expect_code(0);
}

fn each_credential(scene: &mut Scene, code: i32) {
    let [pem, pfx] = ["key.pem", "key.pfx"].map(|name| scene.file(name).to_str().unwrap().to_owned());
    for how in [
        &["--secret-from-env", "SECRET"][..],
        &["--certificate", &pem],
        &["--certificate", &pfx, "--certificate-password-from-env", "PFX"],
    ] {
        scene.run_given(pasted(scene, how)).expect_code(code);
    }
}

fn refused(scene: &mut Scene) {
    scene.sign_in().expect_code(1);
    scene.run(scene.flow(&["sign-in", "--device-code"])).expect_code(1);
    scene.run(scene.flow(&["obo", "--call", "/me"])).expect_code(1);
    each_credential(scene, 1);
}

fn without_the_keyring(scene: &mut Scene) {
    scene.session.lock();
    let run = scene.flow(&["obo", "--wait", "60"]);
    let ended = scene.watched(run, Watch::over, |_, run| {
        run.after_on_stderr("the keyring is locked: waiting");
        let interrupt = format!("kill -INT {}", run.pid());
        assert!(std::process::Command::new("sh").args(["-c", &interrupt]).status().unwrap().success());
        None
    });
    ended.expect_code(3);
    let set = ["secret", "set", "--client-id", CLIENT];
    scene.run(scene.other(&set).input(TYPED.as_bytes())).expect_code(3);
    scene.session.unlock();
    // Without a session bus there is none.
    let run = scene.flow(&["sign-in"]).without("DBUS_SESSION_BUS_ADDRESS");
    scene.watched(run, Watch::over, |entra, run| Some(entra.come_back(run))).expect_code(0);
    scene.run(scene.home.hallpass(set).input(TYPED.as_bytes())).expect_code(3);
}

/// Other programs can read an argument; nothing repeats it.
fn typed_where_it_does_not_belong(scene: &mut Scene) {
    let token = scene.entra.bootstrap();
    for args in [
        &["obo", token.as_str()][..],
        &["obo", "--assertion", &token],
        &["obo", "--assertion", "-", "--secret-from-env", TYPED],
        &["secret", "set", "--client-id", CLIENT, TYPED],
        &["token", "check", &token],
    ] {
        let ended = scene.other(args).args(["-vvv", "--format", scene.form]).run();
        scene.said.push((args[..2].join(" "), ended.all()));
        ended.expect_code(2);
    }
}

fn looked_at_afterwards(scene: &mut Scene) {
    let listed = scene.run(scene.other(&["activity", "list", "--limit", "1000"])).expect_code(0);
    assert!(listed.stdout.matches("/oauth2/v2.0/token").count() > 10, "{listed}");
    let exported = scene.run(scene.other(&["activity", "export"])).expect_code(0);
    for name in ["client_secret", "client_assertion", "code_verifier", "device_code", "refresh_token"] {
        assert!(exported.stdout.contains(name), "nothing was recorded of {name}");
    }
    scene.run(scene.other(&["activity", "export", "--har", "activity.har"])).expect_code(0);
    for args in [&["profile", "show"][..], &["profile", "list"], &[], &["sign-out", "--all"]] {
        scene.run(scene.other(args)).expect_code(0);
    }
}
