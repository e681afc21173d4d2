//! The person in front of a client that has no browser: fills in the pages of the tenant, or of another server, over
//! plain HTTP.

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, RequestBuilder, Response};
use scraper::{ElementRef, Html, Selector};
use url::Url;

/// Pages that a sign-in may have: code, account, consent and the way between them.
const MOST_STEPS: usize = 10;

pub struct Person {
    http: Client,
    /// What they choose on the account page.
    user_name: String,
    cookies: Mutex<Vec<(String, String)>>,
}

/// Where the tenant's pages led to.
#[derive(Debug)]
pub enum Arrived {
    /// A redirect to an address of the client.
    Redirect(Url),
    /// `response_mode=form_post`: a form for an address of the client.
    Form(Url, Vec<(String, String)>),
    /// A page with nothing left to do, with its text.
    End(String),
}

impl Person {
    /// Trusts what `ca_file` signed, and nothing else.
    pub fn new(user_name: &str, ca_file: &Path) -> Self {
        let pem = fs::read(ca_file).expect("the certificate of the authority");
        let http = Client::builder()
            .tls_certs_only([reqwest::Certificate::from_pem(&pem).expect("a certificate")])
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(30))
            .build()
            .expect("a client");
        Self { http, user_name: user_name.to_owned(), cookies: Mutex::default() }
    }

    pub fn http(&self) -> &Client {
        &self.http
    }

    /// Opens the page of a sign-in, chooses the account, accepts consent where it is asked for.
    pub async fn sign_in(&self, page: &str) -> Result<Arrived, String> {
        self.walk(page, "").await
    }

    /// Signs in and lets the browser go where it is sent: to the client that listens.
    pub async fn sign_in_and_return(&self, page: &str) -> Result<(), String> {
        let request = match self.sign_in(page).await? {
            Arrived::Redirect(target) => self.http.get(target),
            Arrived::Form(target, fields) => self.http.post(target).form(&fields),
            Arrived::End(text) => return Err(format!("the tenant's page does not lead back: {text}")),
        };
        request.send().await.map(drop).map_err(|error| format!("the client does not listen: {error}"))
    }

    /// Opens the page of the device flow, types the code, signs in.
    pub async fn enter_code(&self, page: &str, code: &str) -> Result<(), String> {
        match self.walk(page, code).await? {
            Arrived::End(_) => Ok(()),
            elsewhere => Err(format!("the page leads away: {elsewhere:?}")),
        }
    }

    async fn walk(&self, page: &str, code: &str) -> Result<Arrived, String> {
        let tenant = Url::parse(page).map_err(|error| format!("{page}: {error}"))?;
        let mut address = tenant.clone();
        let mut answer = self.send(self.http.get(tenant.clone())).await?;
        let mut code = Some(code).filter(|code| !code.is_empty());
        for _ in 0..MOST_STEPS {
            let header = |name| answer.headers().get(name).and_then(|value| value.to_str().ok());
            if let Some(target) = header(LOCATION).and_then(|to| address.join(to).ok()) {
                if target.origin() != tenant.origin() {
                    return Ok(Arrived::Redirect(target));
                }
                address = target.clone();
                answer = self.send(self.http.get(target)).await?;
                continue;
            }
            let status = answer.status();
            let html = answer.text().await.map_err(|error| error.to_string())?;
            let Some(form) = Form::of(&html, &address, &self.user_name, &mut code) else {
                let text = text_of(&html);
                return if status.is_success() { Ok(Arrived::End(text)) } else { Err(format!("{status}: {text}")) };
            };
            if form.action.origin() != tenant.origin() {
                return Ok(Arrived::Form(form.action, form.fields));
            }
            answer = self.send(self.http.post(form.action).form(&form.fields)).await?;
        }
        Err(format!("more than {MOST_STEPS} pages from {page}"))
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, String> {
        let cookies = {
            let cookies = self.cookies.lock().expect("nobody panics with it");
            cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
        };
        let answer = request.header(COOKIE, cookies).send().await.map_err(|error| format!("no answer: {error}"))?;
        for cookie in answer.headers().get_all(SET_COOKIE) {
            let pair = cookie.to_str().ok().and_then(|cookie| cookie.split(';').next()?.split_once('='));
            if let Some((name, value)) = pair {
                let mut cookies = self.cookies.lock().expect("nobody panics with it");
                cookies.retain(|(known, _)| known != name);
                cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        Ok(answer)
    }
}

/// A form as it is sent.
struct Form {
    action: Url,
    fields: Vec<(String, String)>,
}

impl Form {
    /// The first form of the page that this person has an answer for.
    fn of(html: &str, address: &Url, user_name: &str, code: &mut Option<&str>) -> Option<Self> {
        let page = Html::parse_document(html);
        page.select(&selector("form")).find_map(|form| {
            let mut fields = values(form, "input[type=hidden][name]");
            let action = address.join(form.attr("action").unwrap_or_default()).ok()?;
            if action.origin() != address.origin() {
                return Some(Self { action, fields });
            }
            let buttons = values(form, "button[name]");
            let chosen = buttons.into_iter().find(|(name, value)| match name.as_str() {
                "account" => value.eq_ignore_ascii_case(user_name),
                _ => ["accept", "yes", "approve"].contains(&value.as_str()),
            });
            let input = |css| form.select(&selector(css)).next().and_then(|input| input.attr("name"));
            let typed = input("input[type=text][name]").map(str::to_owned);
            match (chosen, input("input[type=password][name]"), typed) {
                (Some(chosen), _, _) => fields.push(chosen),
                // The tenant asks for no password: this is another server, which takes any.
                (None, Some(password), Some(name)) => {
                    fields.extend([(name, user_name.to_owned()), (password.to_owned(), "any".to_owned())]);
                }
                (None, _, Some(name)) => fields.push((name, code.take()?.to_owned())),
                // One button, and nothing to choose: other servers ask for consent so.
                (None, _, None) if form.select(&selector("button[name]")).next().is_none() => {}
                (None, _, None) => return None,
            }
            Some(Self { action, fields })
        })
    }
}

fn values(form: ElementRef<'_>, elements: &str) -> Vec<(String, String)> {
    let value = |element: ElementRef<'_>, name| element.attr(name).unwrap_or_default().to_owned();
    form.select(&selector(elements)).map(|element| (value(element, "name"), value(element, "value"))).collect()
}

fn text_of(html: &str) -> String {
    let page = Html::parse_document(html);
    let main = page.select(&selector("main, body")).next();
    let text: String = main.into_iter().flat_map(|main| main.text()).collect::<Vec<_>>().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector of this file")
}
