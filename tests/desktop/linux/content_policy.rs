//! What the page's content security policy and its window keep out, tried from inside the page.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use hallpass_tests::desktop::{Desk, Page, Panel};
use hallpass_tests::wait;
use serde_json::Value;

/// Gives out a script, and keeps which paths were asked for.
struct Remote {
    origin: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Remote {
    fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let kept = Arc::clone(&asked);
        // Ends with the test's process.
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                kept.lock().expect("no other writer").extend(answer(connection));
            }
        });
        Self { origin, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("the writer does not panic").clone()
    }
}

/// The path that was asked for.
fn answer(mut connection: TcpStream) -> Option<String> {
    let mut line = String::new();
    BufReader::new(&connection).read_line(&mut line).ok()?;
    let script = "window.remoteRan = true;";
    let head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\nAccess-Control-Allow-Origin: *\r\nConnection: close";
    // Whoever asked may have gone away.
    let _ = write!(connection, "{head}\r\nContent-Length: {}\r\n\r\n{script}", script.len());
    line.split_whitespace().nth(1).map(str::to_owned)
}

/// The page tries everything that fetches or runs foreign code, and says of each how it ended.
const TRY: &str = r#"
    const origin = arguments_origin;
    window.outcome = {};
    window.refused = [];
    document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.blockedURI));
    const element = (name, tag, fill) => {
        const made = document.createElement(tag);
        made.onload = () => { window.outcome[name] = "load"; };
        made.onerror = () => { window.outcome[name] = "error"; };
        fill(made);
        document.body.append(made);
    };
    element("script", "script", (made) => { made.src = origin + "/script.js"; });
    element("module", "script", (made) => { made.type = "module"; made.src = origin + "/module.js"; });
    element("image", "img", (made) => { made.src = origin + "/image.png"; });
    fetch(origin + "/fetch").then(() => { window.outcome.fetch = "load"; }, () => { window.outcome.fetch = "error"; });
    const inline = document.createElement("script");
    inline.textContent = "window.inlineRan = true;";
    document.body.append(inline);
    try { window.eval("window.evalRan = true"); window.outcome.eval = "load"; } catch { window.outcome.eval = "error"; }
    try { new Function("window.functionRan = true")(); window.outcome.function = "load"; }
    catch { window.outcome.function = "error"; }
"#;

#[test]
fn no_foreign_script_is_asked_for_or_run() {
    let remote = Remote::start();
    // It does answer whoever asks.
    let address = remote.origin.trim_start_matches("http://");
    let mut connection = TcpStream::connect(address).expect("the test's own server");
    connection.write_all(b"GET /control HTTP/1.1\r\n\r\n").expect("a request");
    wait::until("the request to be kept", Duration::from_secs(10), || {
        remote.asked().contains(&"/control".to_owned()).then_some(())
    });

    let desk = Desk::without_keyring();
    let _panel = Panel::on(&desk);
    let page = Page::open(&desk, &[]);
    page.see("page-title");
    page.script(&TRY.replace("arguments_origin", &format!("{:?}", remote.origin)));
    for tried in ["script", "module", "image", "fetch", "eval", "function"] {
        let outcome = page.until(&format!("the end of {tried}"), |page| {
            page.script("return window.outcome")[tried].as_str().map(str::to_owned)
        });
        assert_eq!(outcome, "error", "{tried} was let through");
    }
    for ran in ["remoteRan", "inlineRan", "evalRan", "functionRan"] {
        assert_eq!(page.script(&format!("return window.{ran} === undefined")), Value::Bool(true), "{ran}");
    }
    let refused = page.script("return window.refused").to_string();
    assert!(refused.contains("/script.js"), "something else than the policy refused: {refused}");
    assert_eq!(remote.asked(), ["/control"], "the page reached a foreign address");
    page.close();
}

/// The page tries every way to another one.
const LEAVE: &str = r#"
    const origin = arguments_origin;
    window.refused = [];
    document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.effectiveDirective));
    const form = document.createElement("form");
    form.action = origin + "/form";
    document.body.append(form);
    form.submit();
    const link = document.createElement("a");
    link.href = origin + "/link";
    link.target = "_blank";
    document.body.append(link);
    link.click();
    window.open(origin + "/window");
    window.location.href = origin + "/location";
"#;

#[test]
fn the_window_is_not_led_elsewhere() {
    let remote = Remote::start();
    let desk = Desk::without_keyring();
    let _panel = Panel::on(&desk);
    let page = Page::open(&desk, &[]);
    page.see("page-title");
    page.script(&LEAVE.replace("arguments_origin", &format!("{:?}", remote.origin)));
    page.until("the policy to refuse the form", |page| {
        let refused = page.script("return window.refused ?? null");
        assert_ne!(refused, Value::Null, "the page is another one");
        refused.to_string().contains("form-action").then_some(())
    });
    // By the time that this is shown, a page that was let through would have been asked for.
    page.click("page-diagnose");
    page.see("diagnose-text");
    page.click("page-overview");
    page.see("page-title");
    assert!(page.script("return window.refused ?? null") != Value::Null, "the page is another one");
    assert_eq!(remote.asked(), Vec::<String>::new(), "the window was led to a foreign address");
    page.close();
}
