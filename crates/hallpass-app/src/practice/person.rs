//! The person of a rehearsal: fills in the sign-in page of the rehearsal's own practice tenant, over HTTP.

use std::time::Duration;

use reqwest::header::{LOCATION, SET_COOKIE};
use scraper::{Html, Selector};
use url::Url;

use crate::AppError;

/// Opens the sign-in page, chooses the account, accepts consent if asked, and follows the redirect to the listener.
///
/// `ca_certificate` is the practice tenant's. The page and its forms are of `authority`, the redirect leads to
/// `http://localhost`; any other address is refused.
pub async fn sign_in_as(
    user_principal_name: &str,
    page: &Url,
    authority: &Url,
    ca_certificate: &str,
) -> Result<(), AppError> {
    if page.origin() != authority.origin() {
        return Err(not_understood("it is on another host than the practice tenant"));
    }
    let ca = reqwest::Certificate::from_pem(ca_certificate.as_bytes()).map_err(unreachable)?;
    let http = reqwest::Client::builder()
        .tls_certs_only([ca])
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(10))
        .build()
        .map_err(unreachable)?;
    let mut answer = Answer::of(http.get(page.clone()).send().await.map_err(unreachable)?).await?;
    // Account, then at most consent: a tenant that asks for more is not understood.
    for _ in 0..3 {
        if let Some(address) = &answer.redirect {
            if (address.scheme(), address.host_str()) != ("http", Some("localhost")) {
                return Err(not_understood("it leads to another address than the sign-in's listener"));
            }
            // The listener of this very process; what it answers is for a browser.
            http.get(address.clone()).send().await.map_err(unreachable)?;
            return Ok(());
        }
        let form = Form::of(&answer, user_principal_name)?;
        let action = answer.address.join(&form.action).map_err(|_| not_understood("its form leads nowhere"))?;
        if action.origin() != authority.origin() {
            return Err(not_understood("its form leads to another host"));
        }
        let mut request = http.post(action).form(&form.fields);
        if let Some(cookie) = &answer.cookie {
            request = request.header(reqwest::header::COOKIE, cookie);
        }
        answer = Answer::of(request.send().await.map_err(unreachable)?).await?;
    }
    Err(not_understood("it asks for more than an account and consent"))
}

struct Answer {
    address: Url,
    redirect: Option<Url>,
    cookie: Option<String>,
    page: String,
}

impl Answer {
    async fn of(response: reqwest::Response) -> Result<Self, AppError> {
        let address = response.url().clone();
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
        let redirect = header(LOCATION).and_then(|to| address.join(to).ok());
        let cookie = header(SET_COOKIE).and_then(|cookie| cookie.split(';').next()).map(str::to_owned);
        let page = response.text().await.map_err(unreachable)?;
        Ok(Self { address, redirect, cookie, page })
    }
}

struct Form {
    action: String,
    fields: Vec<(String, String)>,
}

impl Form {
    /// The page's form with its hidden fields, the account chosen or consent accepted.
    fn of(answer: &Answer, user_principal_name: &str) -> Result<Self, AppError> {
        let page = Html::parse_document(&answer.page);
        let select = |what: &str| Selector::parse(what).map_err(|_| not_understood("its form is not readable"));
        let form = page.select(&select("form")?).next().ok_or_else(|| {
            let words = page.root_element().text().collect::<Vec<_>>().join(" ");
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            not_understood(&words.chars().take(300).collect::<String>())
        })?;
        let mut fields: Vec<(String, String)> = form
            .select(&select("input[type=hidden][name]")?)
            .map(|input| (input.attr("name").unwrap_or("").to_owned(), input.attr("value").unwrap_or("").to_owned()))
            .collect();
        let button = form
            .select(&select("button[name]")?)
            .find(|button| match button.attr("name") {
                Some("account") => {
                    button.attr("value").is_some_and(|upn| upn.eq_ignore_ascii_case(user_principal_name))
                }
                Some("consent") => button.attr("value") == Some("accept"),
                _ => false,
            })
            .ok_or_else(|| not_understood("it offers neither the account nor consent"))?;
        fields.push((button.attr("name").unwrap_or("").to_owned(), button.attr("value").unwrap_or("").to_owned()));
        Ok(Self { action: form.attr("action").unwrap_or("").to_owned(), fields })
    }
}

fn not_understood(why: &str) -> AppError {
    AppError::failed("practice-page", format!("the practice tenant's sign-in page was not filled in: {why}"))
        .with_hint("sign in by hand instead: hallpass rehearse --browser")
}

fn unreachable(error: reqwest::Error) -> AppError {
    AppError::could_not_check(
        "practice-not-reachable",
        format!("the practice tenant does not answer: {}", error.without_url()),
    )
    .with_hint("check that nothing on this machine blocks connections to 127.0.0.1")
}
