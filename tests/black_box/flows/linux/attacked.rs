//! The built command's listener under attack, by whoever can speak to this machine: the sign-in goes on, and the right
//! browser ends it.

use std::io::Write;
use std::net::TcpStream;
use std::thread;

use hallpass_tests::home::Home;
use hallpass_tests::program::{Ended, Running};
use tokio::task::block_in_place;

use super::entra::{CODE, Entra, Page, behind, browse, send};
use crate::network::Proxy;

/// A sign-in that is attacked while it waits; then the browser comes. All connections of the attack are still held.
async fn attacked<T: Send + 'static>(attack: impl FnOnce(&Page, &mut Running) -> T) -> Ended {
    let (home, entra) = (Home::new(), Entra::new());
    let proxy = Proxy::start(entra.tunnel()).await;
    block_in_place(|| {
        let mut run = behind(&home, &proxy, &["sign-in", "--format", "json"]).env("PATH", home.work()).start();
        let page = entra.page(&mut run);
        let held = attack(&page, &mut run);
        assert!(!run.has_ended(), "the attack ended the sign-in: {}", run.stderr());
        assert!(entra.told.lock().unwrap().asked.is_empty(), "a code of somebody else was redeemed");
        let answer = browse(page.port, &page.target());
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
        let ended = run.end();
        drop(held);
        // Nothing listens any more, so a code that is brought again meets nobody; and the first was redeemed once.
        assert!(TcpStream::connect(("127.0.0.1", page.port)).is_err(), "the listener is still there");
        assert_eq!(entra.told.lock().unwrap().asked, ["authorization_code"]);
        ended.expect_code(0)
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn by_requests_that_do_not_count() {
    attacked(|page, run| {
        let (port, state, right) = (page.port, &page.state, page.target());
        let head =
            |method: &str, target: &str, host: &str| format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        let own = format!("localhost:{port}");
        for (name, request, status) in [
            ("a wrong state", head("GET", &format!("/?code={CODE}&state=wrong"), &own), "400"),
            ("no state", head("GET", &format!("/?code={CODE}"), &own), "400"),
            ("an error with a wrong state", head("GET", "/?error=access_denied&state=wrong", &own), "400"),
            ("the state twice", head("GET", &format!("{right}&state={state}"), &own), "400"),
            ("another path", head("GET", &format!("/callback{}", &right[1..]), &own), "404"),
            ("an absolute address", head("GET", &format!("http://localhost:{port}{right}"), &own), "404"),
            ("another host", head("GET", &right, "evil.example"), "400"),
            ("a name that leads here", head("GET", &right, &format!("evil.example:{port}")), "400"),
            ("an address as host", head("GET", &right, &format!("127.0.0.1:{port}")), "400"),
            ("no host", format!("GET {right} HTTP/1.1\r\n\r\n"), "400"),
            ("a form", head("POST", &right, &own), "405"),
            ("a head without an end", head("GET", &format!("/?code={}", "c".repeat(9_000)), &own), "431"),
        ] {
            let answer = send(port, &request);
            assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{name}: {answer:?}");
            assert!(!answer.contains(state.as_str()), "{name}: the state is told");
            assert!(!run.has_ended(), "{name} ended the sign-in: {}", run.stderr());
        }
    })
    .await;
}

/// Some send slowly, some ask and never read: their connections are all open when the browser comes.
#[tokio::test(flavor = "multi_thread")]
async fn by_the_slow() {
    attacked(|page, _| {
        let connect = |request: &str| {
            let mut stream = TcpStream::connect(("127.0.0.1", page.port)).expect("somebody listens");
            stream.write_all(request.as_bytes()).expect("it is taken");
            stream
        };
        let asks = format!("GET /?code=c&state=wrong HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", page.port);
        let of_kinds = |number: usize| match number % 3 {
            0 => connect(""),
            1 => connect("GET / HTTP/1.1\r\nHost: loc"),
            _ => connect(&asks),
        };
        (0..200).map(of_kinds).collect::<Vec<_>>()
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn by_five_hundred_at_once() {
    attacked(|page, _| {
        let guess = |number: usize| {
            let port = page.port;
            thread::spawn(move || browse(port, &format!("/?code=c&state={number}")))
        };
        for guess in (0..500).map(guess).collect::<Vec<_>>() {
            let answer = guess.join().expect("somebody listens");
            // Those that were pushed out of the places got none.
            assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400 "), "{answer}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn by_ten_thousand_in_turn() {
    attacked(|page, _| {
        for number in 0..10_000 {
            let answer = browse(page.port, &format!("/?code=c&state={number}"));
            assert!(answer.starts_with("HTTP/1.1 400 "), "{number}: {answer}");
        }
    })
    .await;
}

/// The right state and no code: the sign-in fails, and says why.
#[tokio::test(flavor = "multi_thread")]
async fn what_ends_it_with_a_reason() {
    for (query, code, exit) in [
        ("error=access_denied&error_description=AADSTS65004%3A+User+declined+to+consent", "AADSTS65004", 1),
        ("error=server_error", "server_error", 3),
        ("session_state=s", "redirect-without-code", 3),
        ("code=c&iss=https%3A%2F%2Fevil.example%2Fv2.0", "redirect-issuer-mismatch", 1),
    ] {
        let (home, entra) = (Home::new(), Entra::new());
        let proxy = Proxy::start(entra.tunnel()).await;
        let ended = block_in_place(|| {
            let mut run = behind(&home, &proxy, &["sign-in", "--format", "json"]).env("PATH", home.work()).start();
            let page = entra.page(&mut run);
            browse(page.port, &format!("/?{query}&state={}", page.state));
            run.end()
        });
        let ended = ended.expect_code(exit);
        let error = ended.stderr.lines().find_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        let error = error.unwrap_or_else(|| panic!("no error: {ended}"));
        assert_eq!(error["code"], code, "{ended}");
        assert!(error["hint"].is_string(), "{query}: {ended}");
        assert!(entra.told.lock().unwrap().asked.is_empty(), "{query}: something was redeemed");
    }
}
