mod keyboard;

use std::env;
use std::future::Future;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::error::NewSessionError;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

use super::desk::Desk;
use super::xdg_open::XdgOpen;
use crate::program::{self, Invocation, Running};
use crate::{need, trace, wait};

pub use keyboard::Focused;

const READY: Duration = Duration::from_secs(30);
const LIMIT: Duration = Duration::from_secs(60);

/// The window program started by a WebDriver, its window not there yet.
///
/// Its page exists from its first window on, and ends with it.
pub struct Starting {
    client: JoinHandle<Result<Client, NewSessionError>>,
    runtime: Runtime,
    driver: Running,
}

impl Starting {
    pub fn on(desk: &Desk, args: &[&str]) -> Self {
        Self::by(desk.around(tauri_driver()), desk, args)
    }

    /// On a desktop that hands links to a browser.
    pub fn with_browser(desk: &Desk, browser: &XdgOpen, args: &[&str]) -> Self {
        Self::by(browser.before(desk.around(tauri_driver())), desk, args)
    }

    fn by(driver: Invocation, desk: &Desk, args: &[&str]) -> Self {
        let native = need::program(&["WebKitWebDriver"], "webkit2gtk-driver");
        let [port, native_port] = free_ports();
        let driver = desk.recorded(driver).args([
            "--port",
            &port.to_string(),
            "--native-port",
            &native_port.to_string(),
            "--native-driver",
            &native.display().to_string(),
        ]);
        let driver = driver.start();
        for port in [port, native_port] {
            wait::until("the driver", READY, || TcpStream::connect(("127.0.0.1", port)).ok());
        }
        let capabilities = json!({
            "browserName": "wry",
            "tauri:options": { "application": program::hallpass_desktop(), "args": args },
        });
        let capabilities = capabilities.as_object().expect("an object").clone();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime");
        // Answered when there is a page to drive.
        let client = runtime.spawn(async move {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities).connect(&format!("http://127.0.0.1:{port}")).await
        });
        Self { client, runtime, driver }
    }

    /// The program that drives it; the window program is among its descendants.
    pub fn driver(&self) -> u32 {
        self.driver.pid()
    }

    /// Waits for the page of the first window.
    pub fn page(self) -> Page {
        let Self { client, runtime, driver } = self;
        let client = runtime.block_on(async { tokio::time::timeout(LIMIT, client).await });
        let client = client.unwrap_or_else(|_| panic!("no page within {LIMIT:?}: {}", driver.stderr()));
        let client = client.expect("the task ends").unwrap_or_else(|error| panic!("{error}: {}", driver.stderr()));
        Page { client, runtime, driver }
    }
}

/// The page in the window, read and clicked as a person would, by the `data-testid` of its parts.
pub struct Page {
    client: Client,
    runtime: Runtime,
    driver: Running,
}

impl Page {
    /// Starts the window program; its window opens by itself.
    pub fn open(desk: &Desk, args: &[&str]) -> Self {
        Starting::on(desk, args).page()
    }

    /// Whether the part is on the page now.
    pub fn has(&self, part: &str) -> bool {
        self.now(part).is_some()
    }

    /// Waits for the part.
    #[track_caller]
    pub fn see(&self, part: &str) {
        self.until(&format!("`{part}`"), |page| page.has(part).then_some(()));
    }

    /// What a person reads in the part, when it has come.
    #[track_caller]
    pub fn text(&self, part: &str) -> String {
        self.until(&format!("`{part}`"), |page| page.text_now(part))
    }

    fn text_now(&self, part: &str) -> Option<String> {
        let element = self.now(part)?;
        self.runtime.block_on(element.text()).ok()
    }

    /// The part's attribute, if both are there now.
    pub fn attribute(&self, part: &str, name: &str) -> Option<String> {
        let element = self.now(part)?;
        self.runtime.block_on(element.attr(name)).ok().flatten()
    }

    /// Clicks the part, when it has come and can be clicked.
    #[track_caller]
    pub fn click(&self, part: &str) {
        self.until(&format!("`{part}` to click"), |page| {
            let element = page.now(part)?;
            page.runtime.block_on(async {
                // A click on what is disabled does nothing and says nothing.
                if !element.is_enabled().await.ok()? {
                    return None;
                }
                element.click().await.ok()
            })
        });
    }

    /// Types into the part, when it has come, in the place of what stood there.
    #[track_caller]
    pub fn fill(&self, part: &str, text: &str) {
        self.until(&format!("`{part}` to type into"), |page| {
            let element = page.now(part)?;
            page.runtime.block_on(async {
                element.clear().await.ok()?;
                element.send_keys(text).await.ok()
            })
        });
    }

    /// The same at once, as a paste: for fields that apply what stands in them while it is typed.
    #[track_caller]
    pub fn put(&self, part: &str, text: &str) {
        self.see(part);
        let (shown, text) = (Value::from(shown(part)), Value::from(text));
        self.script(&format!(
            "const field = document.querySelector({shown});
            field.focus();
            // React hears of no value that is set past it.
            Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, {text});
            field.dispatchEvent(new Event('input', {{ bubbles: true }}));"
        ));
    }

    /// Waits until a person reads these words in the part: what fades in has no text at first.
    #[track_caller]
    pub fn says(&self, part: &str, words: &str) {
        self.until(&format!("`{words}` in `{part}`"), |page| page.text_now(part)?.contains(words).then_some(()));
    }

    /// Waits until the attribute of the part has this value.
    #[track_caller]
    pub fn has_value(&self, part: &str, attribute: &str, value: &str) {
        self.until(&format!("{attribute} of `{part}` to be `{value}`"), |page| {
            (page.attribute(part, attribute)? == value).then_some(())
        });
    }

    /// Waits until the step stands so in the rail.
    #[track_caller]
    pub fn step_is(&self, step: &str, outcome: &str) {
        self.has_value(&format!("page-{step}"), "data-outcome", outcome);
    }

    /// Waits until this page is shown.
    #[track_caller]
    pub fn is_at(&self, page: &str) {
        self.has_value(&format!("page-{page}"), "aria-current", "page");
    }

    /// Looks until `look` answers; panics with the page's text when it does not.
    #[track_caller]
    pub fn until<T>(&self, what: &str, mut look: impl FnMut(&Self) -> Option<T>) -> T {
        let found = wait::at_most(LIMIT, || look(self));
        found.unwrap_or_else(|| panic!("waited {LIMIT:?} in vain for {what} on the page:\n{}", self.all_text()))
    }

    /// The value of a JavaScript function's body, run in the page.
    pub fn script(&self, body: &str) -> Value {
        self.wait_for(self.client.execute(body, Vec::new())).unwrap_or_else(|error| panic!("{error}: {body}"))
    }

    /// Everything that a person reads on the page.
    pub fn all_text(&self) -> String {
        let body = self.runtime.block_on(self.client.find(Locator::Css("body")));
        body.and_then(|body| self.runtime.block_on(body.text())).unwrap_or_default()
    }

    /// Ends the session, and with it the window program.
    pub fn close(self) {
        let client = self.client.clone();
        // It may be gone with its window.
        let _ = self.wait_for(client.close());
        wait::until("the end of the window program", LIMIT, || {
            (trace::descendants_named(self.driver.pid(), "hallpass-desktop") == 0).then_some(())
        });
    }

    /// The program that drives it; the window program is among its descendants.
    pub fn driver(&self) -> u32 {
        self.driver.pid()
    }

    fn now(&self, part: &str) -> Option<Element> {
        self.runtime.block_on(self.client.find(Locator::Css(&shown(part)))).ok()
    }

    fn wait_for<T>(&self, work: impl Future<Output = T>) -> T {
        let limited = async { tokio::time::timeout(LIMIT, work).await };
        self.runtime
            .block_on(limited)
            .unwrap_or_else(|_| panic!("no answer within {LIMIT:?}: {}", self.driver.stderr()))
    }
}

/// The part by a CSS selector. Pages that were left are in the document too, hidden.
fn shown(part: &str) -> String {
    format!("[data-testid='{part}']:not([data-page][style*='none'] *)")
}

/// `HALLPASS_TAURI_DRIVER`, or where `cargo xtask test` puts it, or on the search path.
fn tauri_driver() -> PathBuf {
    let installed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools/bin/tauri-driver");
    let named = env::var_os("HALLPASS_TAURI_DRIVER").map(PathBuf::from);
    named.or_else(|| installed.is_file().then_some(installed)).unwrap_or_else(|| {
        let path = env::var_os("PATH").unwrap_or_default();
        let found = env::split_paths(&path).map(|folder| folder.join("tauri-driver")).find(|path| path.is_file());
        found.expect("tauri-driver is missing: cargo install tauri-driver --version 2.1.0 --locked --root target/tools")
    })
}

/// Ports that nobody listens on now.
fn free_ports() -> [u16; 2] {
    let listeners = [(), ()].map(|()| TcpListener::bind(("127.0.0.1", 0)).expect("a free port"));
    listeners.map(|listener| listener.local_addr().expect("an address").port())
}
