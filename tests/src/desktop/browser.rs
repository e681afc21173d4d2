use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use super::owned::{Owned, end_all_with};
use crate::home::Home;
use crate::need;

/// For what the page or the browser does by itself.
const LIMIT: Duration = Duration::from_secs(20);

/// Headless Chromium, driven as a person would.
pub struct Browser {
    client: Client,
    home: Home,
    _driver: Owned,
}

impl Browser {
    pub async fn open() -> Self {
        let chromium = need::program(&["chromium", "chromium-browser", "google-chrome"], "chromium");
        let chromedriver = need::program(&["chromedriver"], "chromium-driver");
        let home = Home::new();
        let mut command = Command::new(chromedriver);
        command.arg("--port=0").env("HOME", home.root().join("home")).env("TMPDIR", home.root().join("tmp"));
        command.env_remove("DISPLAY").stdin(Stdio::null()).stderr(Stdio::null());
        // "ChromeDriver was started successfully on port 40321."
        let (driver, port) = Owned::start_and_read(&mut command, Duration::from_secs(30), |line| {
            line.split_once("successfully on port ")?.1.trim_end_matches('.').parse::<u16>().ok()
        });
        let args = [
            "--headless=new",
            // Chromium's sandbox refuses to run as root, which CI often is.
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--window-size=1000,800",
            &format!("--user-data-dir={}", home.root().join("home/chromium").display()),
        ];
        let capabilities = json!({
            "browserName": "chrome",
            // The practice tenant's certificate is not in the trust store of this browser.
            "acceptInsecureCerts": true,
            "goog:chromeOptions": { "binary": chromium, "args": args },
        });
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.as_object().expect("an object").clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("a browser session");
        Self { client, home, _driver: driver }
    }

    pub async fn visit(&self, url: &str) {
        self.client.goto(url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// The element that this CSS selector finds, if it is on the page now.
    pub async fn now(&self, selector: &str) -> Option<Element> {
        self.client.find(Locator::Css(selector)).await.ok()
    }

    /// The element, when it has come; panics with the page's address and text when it does not.
    pub async fn find(&self, selector: &str) -> Element {
        match self.client.wait().at_most(LIMIT).for_element(Locator::Css(selector)).await {
            Ok(element) => element,
            Err(error) => panic!("no `{selector}` ({error}) on {}:\n{}", self.address().await, self.text().await),
        }
    }

    /// Every element that this CSS selector finds now.
    pub async fn all(&self, selector: &str) -> Vec<Element> {
        self.client.find_all(Locator::Css(selector)).await.expect("the page can be searched")
    }

    /// Turns to the second window, when it has come.
    pub async fn go_to_popup(&self) {
        let first = self.client.window().await.expect("a window");
        let start = Instant::now();
        while start.elapsed() < LIMIT {
            let windows = self.client.windows().await.expect("the windows");
            if let Some(popup) = windows.into_iter().find(|window| *window != first) {
                return self.client.switch_to_window(popup).await.expect("the popup is there");
            }
        }
        panic!("no second window came on {}:\n{}", self.address().await, self.text().await);
    }

    /// Turns back to the first window, when the popup has closed itself.
    pub async fn leave_popup(&self) {
        let start = Instant::now();
        while start.elapsed() < LIMIT {
            let windows = self.client.windows().await.expect("the windows");
            if let [only] = &windows[..] {
                return self.client.switch_to_window(only.clone()).await.expect("the window is there");
            }
        }
        panic!("the popup stays on {}:\n{}", self.address().await, self.text().await);
    }

    pub async fn address(&self) -> String {
        self.client.current_url().await.expect("the page's address").to_string()
    }

    /// What a person reads on the page.
    pub async fn text(&self) -> String {
        match self.now("body").await {
            Some(body) => body.text().await.unwrap_or_default(),
            None => String::new(),
        }
    }

    /// Ends the browser as a person would.
    pub async fn close(self) {
        self.client.clone().close().await.expect("the browser closes");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A test that failed has not closed it; the driver would leave it running.
        end_all_with(&format!("HOME={}", self.home.root().join("home").display()));
    }
}
