//! What goes wrong between here and Entra or Graph while somebody signs in or exchanges a token, over real sockets: at
//! each step each fault has a sentence that names the host, and a hint.

use hallpass_tests::desktop::PrivateSession;
use hallpass_tests::home::Home;
use hallpass_tests::program::Ended;
use serde_json::Value;
use tokio::task::block_in_place;

use super::entra::{Entra, REFRESH, behind, entry};
use crate::network::{GRAPH, HOST, Proxy, Tunnel, answer};

/// What becomes of the way, the code, words of the sentence, and words of the hint.
type Fault = (Tunnel, &'static str, &'static str, &'static str);

/// More than promised comes from nobody.
const CUT: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
const HALF: &str = r#"{"token_type":"Bearer","access_token":"planted"#;

fn sending(bytes: Vec<u8>) -> Tunnel {
    Tunnel::answering(move |_| bytes.clone())
}

fn on_the_way() -> Vec<Fault> {
    vec![
        (Tunnel::Gone, "proxy-not-reached", "nobody answers at the proxy's address", "HTTPS_PROXY"),
        (Tunnel::Refused, "proxy-authentication-required", "the proxy wants a user and a password", "HTTPS_PROXY"),
        (Tunnel::Reset, "connection-reset", "the connection broke off", "try again"),
        (sending(CUT.into()), "connection-reset", "the connection broke off", "a firewall or proxy may cut"),
        (Tunnel::NoTls, "tls-failed", "no TLS connection", "speaks https"),
        (Tunnel::OfAnotherAuthority, "tls-unknown-authority", "an authority that is not trusted", "trust store"),
    ]
}

fn throttled() -> Tunnel {
    sending(answer("429 Too Many Requests", "Retry-After: 17\r\n", ""))
}

fn of_entra() -> Vec<Fault> {
    let html = "<p>Sign in to the hotel</p>";
    vec![
        (sending(answer("500 Internal Server Error", "", "<p>oh</p>")), "server-error", "(500)", "in a minute"),
        (sending(answer("503 Service Unavailable", "", "")), "server-error", "of its own (503)", "in a minute"),
        (throttled(), "throttled", "takes no more requests for now (429)", "wait 17 s"),
        (
            sending(answer("302 Found", "Location: https://evil.example/\r\n", "")),
            "answer-is-redirect",
            "redirect",
            "captive",
        ),
        (
            sending(answer("200 OK", "Content-Type: application/json\r\n", HALF)),
            "answer-not-json",
            "breaks off in the middle",
            "address",
        ),
        (sending(answer("200 OK", "Content-Type: text/html\r\n", html)), "answer-not-json", "no JSON", "address"),
    ]
}

fn of_graph() -> Vec<Fault> {
    vec![
        (
            sending(answer("500 Internal Server Error", "", "<p>oh</p>")),
            "http-500",
            "Graph answered 500",
            "after a while",
        ),
        (
            sending(answer("503 Service Unavailable", "Retry-After: 9\r\n", "")),
            "http-503",
            "Graph answered 503",
            "in 9 s",
        ),
        (throttled(), "http-429", "Graph answered 429", "in 17 s"),
        (
            sending(answer("302 Found", "Location: https://evil.example/\r\n", "")),
            "answer-is-redirect",
            "redirect",
            "a proxy may have answered",
        ),
        (
            sending(answer("200 OK", "Content-Type: application/json\r\n", HALF)),
            "answer-not-json",
            "breaks off",
            "address",
        ),
    ]
}

/// A step of a command: what is typed, how many requests come before, and whom it asks.
struct Step {
    name: &'static str,
    args: &'static [&'static str],
    before: usize,
    host: &'static str,
}

const OBO: &[&str] = &["obo", "--assertion", "-", "--secret-from-env", "SECRET", "--call", "/me"];

const ENTRA: &[Step] = &[
    Step { name: "discovery of a sign-in", args: &["sign-in"], before: 0, host: HOST },
    Step { name: "a code redeemed", args: &["sign-in"], before: 1, host: HOST },
    Step { name: "a device code asked for", args: &["sign-in", "--device-code"], before: 1, host: HOST },
    Step { name: "discovery of an exchange", args: OBO, before: 0, host: HOST },
    Step { name: "an exchange", args: OBO, before: 1, host: HOST },
];
const AT_GRAPH: Step = Step { name: "Graph", args: OBO, before: 2, host: GRAPH };

impl Step {
    async fn run(&self, tunnel: &Tunnel, form: &[&str]) -> Ended {
        let (home, entra) = (Home::new(), Entra::new());
        let (good, fault, before) = (entra.tunnel(), tunnel.clone(), self.before);
        let proxy = Proxy::with(move |number| if number == before { fault.clone() } else { good.clone() }).await;
        let run = behind(&home, &proxy, self.args).args(form).env("PATH", home.work()).env("SECRET", "abc8Q~of-nobody");
        let run = run.input(entra.bootstrap().as_bytes());
        block_in_place(|| {
            let mut run = run.start();
            if self.args == ["sign-in"] && self.before > 0 {
                entra.come_back(&mut run);
            }
            run.end()
        })
    }
}

/// The error as data: of the whole run on standard error, of Graph's answer in the answer.
fn error(run: &Ended) -> Value {
    let of_run = run.stderr.lines().find_map(|line| serde_json::from_str::<Value>(line).ok());
    of_run.unwrap_or_else(|| run.json()["graph"][0]["error"].clone())
}

fn assert_told(name: &str, host: &str, run: &Ended, (_, code, words, hint): &Fault) {
    let error = error(run);
    let text = |name: &str| error[name].as_str().unwrap_or_default();
    assert_eq!(text("code"), *code, "{name}: {run}");
    let (message, told) = (text("message"), text("hint"));
    let names_it = message.contains(host) || host == GRAPH && message.contains("Graph");
    assert!(names_it && message.contains(words), "{name}, {code}: {message}");
    assert!(told.contains(hint), "{name}, {code}: {told}");
    // A server that sends a token elsewhere is wrong; all else says nothing of what was to be tried.
    let is_verdict = *code == "answer-is-redirect" && host == GRAPH;
    assert_eq!(run.code, Some(if is_verdict { 1 } else { 3 }), "{name}, {code}: {run}");
    assert!(!run.all().contains("planted"), "{run}");
}

async fn each_is_told(step: &Step, faults: &[Fault]) {
    for fault in faults {
        let run = step.run(&fault.0, &["--format", "json"]).await;
        assert_told(step.name, step.host, &run, fault);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_way_to_entra() {
    for step in ENTRA {
        each_is_told(step, &on_the_way()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn at_entra() {
    for step in ENTRA {
        each_is_told(step, &of_entra()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn at_graph() {
    each_is_told(&AT_GRAPH, &on_the_way()).await;
    each_is_told(&AT_GRAPH, &of_graph()).await;
}

/// What renews the sign-in is not lost over a fault that passes.
#[tokio::test(flavor = "multi_thread")]
async fn at_a_refresh() {
    let (home, entra, session) = (Home::new(), Entra::new(), PrivateSession::unlocked());
    let proxy = Proxy::start(entra.tunnel()).await;
    let mut run = session.around(behind(&home, &proxy, &["sign-in"])).env("PATH", home.work()).start();
    block_in_place(|| {
        entra.come_back(&mut run);
        run.end().expect_code(0);
    });
    for fault in on_the_way().iter().chain(&of_entra()) {
        let (good, bad) = (entra.tunnel(), fault.0.clone());
        let proxy = Proxy::with(move |number| if number == 1 { bad.clone() } else { good.clone() }).await;
        let args = ["obo", "--secret-from-env", "SECRET", "--format", "json"];
        let run = session.around(behind(&home, &proxy, &args)).env("SECRET", "abc8Q~of-nobody");
        assert_told("a refresh", HOST, &block_in_place(|| run.run()), fault);
        assert_eq!(session.lookup(&entry()).as_deref(), Some(REFRESH), "{}", fault.1);
    }
    let run = session.around(behind(&home, &proxy, &["obo", "--secret-from-env", "SECRET"]));
    block_in_place(|| run.env("SECRET", "abc8Q~of-nobody").run()).expect_code(0);
}

/// For people: a sentence on one line, a hint on the next.
#[tokio::test(flavor = "multi_thread")]
async fn in_words() {
    for step in [&ENTRA[1], &ENTRA[4], &AT_GRAPH] {
        let run = step.run(&Tunnel::Refused, &[]).await.expect_code(3);
        // What Graph did not answer stands beside what the exchange did.
        let told = if step.host == GRAPH { &run.stdout } else { &run.stderr };
        let lines = told.lines().map(str::trim).collect::<Vec<_>>();
        let at = lines.iter().position(|line| line.contains("the proxy wants")).expect("a sentence");
        assert!(lines[at].contains(step.host) && lines[at + 1].starts_with("hint: write user"), "{run}");
    }
}

/// Nothing that Entra answers says that it is the clock but the `Date` beside it.
#[tokio::test(flavor = "multi_thread")]
async fn a_clock_two_hours_off() {
    for (hours, told) in [
        (-2, Some("this machine's clock is 2 h ahead of the server's")),
        (2, Some("this machine's clock is 2 h behind the server's")),
        (0, None),
    ] {
        let (home, entra) = (Home::new(), Entra::hours_ahead(hours));
        let proxy = Proxy::start(entra.tunnel()).await;
        for form in ["text", "json"] {
            let run = behind(&home, &proxy, &["sign-in", "--format", form]).env("PATH", home.work());
            let signed_in = block_in_place(|| {
                let mut run = run.start();
                entra.come_back(&mut run);
                run.end()
            });
            // The add-in's server would refuse the token by this clock, and does not by a right one.
            let signed_in = signed_in.expect_code(i32::from(told.is_some()));
            let run = behind(&home, &proxy, OBO).args(["--format", form]).env("SECRET", "abc8Q~of-nobody");
            let exchanged = block_in_place(|| run.input(entra.bootstrap().as_bytes()).run()).expect_code(0);
            let (before, after) = (signed_in.all(), exchanged.all());
            for said in [&before, &after] {
                assert_eq!(said.contains("this machine's clock"), told.is_some(), "{said}");
                assert!(said.contains(told.unwrap_or_default()), "{said}");
                assert_eq!(said.contains("turn on automatic time"), told.is_some(), "{said}");
            }
        }
    }
}
