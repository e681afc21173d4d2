//! An Entra and a Graph of the test's own, behind a proxy and under their true names. Whatever they give out is planted,
//! and whatever they are told is kept.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hallpass_tests::home::Home;
use hallpass_tests::program::{Invocation, Running};
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use url::Url;

use crate::network::{GRAPH, HOST, Proxy, Request, Tunnel, answer};

pub const TENANT: &str = "7b1f0c52-9f2e-4a64-8a3e-0d9a6d0f2c11";
pub const CLIENT: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
pub const ACCOUNT: &str = "adele@contoso.com";
const OBJECT: &str = "2f1c0d3e-4b5a-4c6d-8e7f-90a1b2c3d4e5";
/// What every command is told of the add-in.
pub const FACTS: [&str; 6] = ["--client-id", CLIENT, "--tenant-id", TENANT, "--domain", "localhost:3000"];

pub const CODE: &str = "1.AXplanted-authorization-code.Hn5cX8dV2";
pub const DEVICE_CODE: &str = "GAQplanted-device-code-Pz7rY2kW9mT4";
/// None of these is a JWT, so that no search for JWTs finds them.
pub const REFRESH: &str = "1.AXplanted~refresh-token.Gk3v9sQ2Lw7Bx";
pub const RENEWED: &str = "1.AXplanted~renewed-refresh-token.Mf6yU1jE";
pub const GRAPH_TOKEN: &str = "EwPlanted+opaque/token-of-Graph.Zt81mQpR4";

/// How the keyring names the refresh token of [`ACCOUNT`].
pub fn entry() -> String {
    format!("default/refresh-token/{CLIENT}.{TENANT}.{OBJECT}")
}

pub struct Entra {
    key: KeyPair,
    /// How far its clock is from this machine's.
    hours: i64,
    /// Of the sign-in that waits.
    nonce: Mutex<String>,
    given: AtomicUsize,
    /// From now on the token endpoint refuses everything, and repeats in its refusal whatever it was sent.
    pub refuses: AtomicBool,
    /// The same of Graph.
    pub graph_refuses: AtomicBool,
    pub told: Mutex<Told>,
}

/// What it was sent and gave out that nobody else may learn.
#[derive(Default)]
pub struct Told {
    /// Each with the name of the field that it came in, or of the answer's member.
    pub secrets: Vec<(String, String)>,
    /// `grant_type` of each request to the token endpoint, and the paths of Graph.
    pub asked: Vec<String>,
}

/// Fields of a request to the token endpoint that are nobody's business.
const SECRET: [&str; 7] =
    ["client_secret", "client_assertion", "assertion", "refresh_token", "device_code", "code", "code_verifier"];

impl Entra {
    pub fn new() -> Arc<Self> {
        Self::hours_ahead(0)
    }

    pub fn hours_ahead(hours: i64) -> Arc<Self> {
        Arc::new(Self {
            key: KeyPair::generate(KeySize::Rsa2048).unwrap(),
            hours,
            nonce: Mutex::default(),
            given: AtomicUsize::default(),
            refuses: AtomicBool::default(),
            graph_refuses: AtomicBool::default(),
            told: Mutex::default(),
        })
    }

    pub fn tunnel(self: &Arc<Self>) -> Tunnel {
        let entra = Arc::clone(self);
        Tunnel::answering(move |request| entra.answer(request))
    }

    /// A token of the add-in's own API, as Office would get it.
    pub fn bootstrap(&self) -> String {
        self.token("access_token", json!({ "aud": CLIENT, "scp": "access_as_user", "azp": CLIENT }))
    }

    #[expect(clippy::disallowed_methods, reason = "the program reads the clock of this machine")]
    fn now(&self) -> Timestamp {
        Timestamp::now() + SignedDuration::from_hours(self.hours)
    }

    /// Signed as Entra signs, good for an hour. Its signature is what somebody would have to steal.
    fn token(&self, name: &str, mut claims: Value) -> String {
        let now = self.now().as_second();
        let every = json!({
            "iss": format!("https://{HOST}/{TENANT}/v2.0"), "iat": now - 60, "nbf": now - 60, "exp": now + 3600,
            "tid": TENANT, "oid": OBJECT, "sub": "AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ",
            "preferred_username": ACCOUNT, "name": "Adele Vance", "ver": "2.0",
            "uti": format!("planted-uti-{}", self.given.fetch_add(1, Ordering::Relaxed)),
        });
        claims.as_object_mut().unwrap().extend(every.as_object().unwrap().clone());
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let unsigned = format!("{}.{}", part(&json!({ "alg": "RS256", "typ": "JWT", "kid": "one" })), part(&claims));
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), unsigned.as_bytes(), &mut signature).unwrap();
        let signature = URL_SAFE_NO_PAD.encode(signature);
        self.told.lock().unwrap().secrets.push((format!("signature of the {name}"), signature.clone()));
        format!("{unsigned}.{signature}")
    }

    pub fn answer(&self, request: &Request) -> Vec<u8> {
        let date = DateTimePrinter::new().timestamp_to_rfc9110_string(&self.now()).unwrap();
        let json = |status: &str, body: &Value| {
            let headers = format!("Date: {date}\r\nContent-Type: application/json; charset=utf-8\r\n");
            answer(status, &headers, &body.to_string())
        };
        let path = request.target.split('?').next().unwrap_or_default();
        if request.host == GRAPH {
            self.told.lock().unwrap().asked.push(path.to_owned());
            let bearer = request.header("authorization").unwrap_or_default().to_owned();
            return match self.graph_refuses.load(Ordering::Relaxed) {
                true => {
                    let error =
                        json!({ "code": "InvalidAuthenticationToken", "message": format!("Not taken: {bearer}") });
                    let headers = format!(
                        "Date: {date}\r\nContent-Type: application/json\r\nrequest-id: {bearer}\r\n\
                         x-ms-ags-diagnostic: {bearer}\r\nWWW-Authenticate: {bearer}\r\n"
                    );
                    answer("401 Unauthorized", &headers, &json!({ "error": error }).to_string())
                }
                false => json("200 OK", &json!({ "displayName": "Adele Vance", "aboutMe": format!("sent: {bearer}") })),
            };
        }
        let of_tenant = format!("https://{HOST}/{TENANT}");
        match path.rsplit('/').next().unwrap_or_default() {
            "openid-configuration" => json(
                "200 OK",
                &json!({
                    "issuer": format!("{of_tenant}/v2.0"),
                    "authorization_endpoint": format!("{of_tenant}/oauth2/v2.0/authorize"),
                    "token_endpoint": format!("{of_tenant}/oauth2/v2.0/token"),
                    "device_authorization_endpoint": format!("{of_tenant}/oauth2/v2.0/devicecode"),
                    "jwks_uri": format!("{of_tenant}/discovery/v2.0/keys"),
                }),
            ),
            "keys" => json("200 OK", &self.keys()),
            "devicecode" => json(
                "200 OK",
                &json!({
                    "device_code": DEVICE_CODE, "user_code": "ABCDEFGH", "expires_in": 900, "interval": 1,
                    "verification_uri": "https://login.microsoft.com/device", "message": "Type ABCDEFGH.",
                }),
            ),
            "token" => {
                let (status, body) = self.tokens(request);
                json(status, &body)
            }
            _ => json("404 Not Found", &json!({})),
        }
    }

    fn keys(&self) -> Value {
        let public = self.key.public_key();
        let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let modulus = part(public.modulus().big_endian_without_leading_zero());
        let exponent = part(public.exponent().big_endian_without_leading_zero());
        json!({ "keys": [{ "kty": "RSA", "use": "sig", "kid": "one", "n": modulus, "e": exponent,
            "issuer": format!("https://{HOST}/{TENANT}/v2.0") }] })
    }

    fn tokens(&self, request: &Request) -> (&'static str, Value) {
        let grant = request.field("grant_type").unwrap_or_default();
        let sent = SECRET.iter().filter_map(|name| Some(((*name).to_owned(), request.field(name)?)));
        let sent = sent.collect::<Vec<_>>();
        let mut told = self.told.lock().unwrap();
        told.asked.push(grant.rsplit(':').next().unwrap_or_default().to_owned());
        told.secrets.extend(sent.clone());
        drop(told);
        if self.refuses.load(Ordering::Relaxed) {
            let all = sent.iter().map(|(name, value)| format!("{name} '{value}'")).collect::<Vec<_>>().join(", ");
            let one = sent.first().map(|(_, value)| value.clone());
            return (
                "400 Bad Request",
                json!({
                    "error": "invalid_client", "error_description": format!("AADSTS1234567: Not taken: {all}."),
                    "error_codes": [1_234_567], "suberror": one, "claims": json!({ "access_token": all }).to_string(),
                    "trace_id": one, "correlation_id": one, "timestamp": one,
                }),
            );
        }
        if grant.ends_with("jwt-bearer") {
            return (
                "200 OK",
                json!({ "token_type": "Bearer", "expires_in": 3599, "access_token": GRAPH_TOKEN,
                "scope": "https://graph.microsoft.com/User.Read" }),
            );
        }
        let nonce = self.nonce.lock().unwrap().clone();
        let id_token = self.token("id_token", json!({ "aud": CLIENT, "nonce": nonce }));
        let refresh_token = if grant == "refresh_token" { RENEWED } else { REFRESH };
        (
            "200 OK",
            json!({ "token_type": "Bearer", "expires_in": 3599, "access_token": self.bootstrap(),
            "id_token": id_token, "refresh_token": refresh_token,
            "scope": format!("api://localhost:3000/{CLIENT}/access_as_user openid profile offline_access") }),
        )
    }

    /// The browser comes back from the page that the run tells, with a code. Answers the state and the nonce.
    pub fn come_back(&self, run: &mut Running) -> [String; 2] {
        let page = self.page(run);
        let answer = browse(page.port, &page.target());
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
        [page.state, page.nonce]
    }

    /// The page that the run tells, and from now on its nonce.
    pub fn page(&self, run: &mut Running) -> Page {
        let page: Url = run.after_on_stderr("sign in at: ").parse().expect("an address");
        let parameter = |name: &str| page.query_pairs().find(|(found, _)| found == name).unwrap().1.into_owned();
        let [state, nonce] = ["state", "nonce"].map(parameter);
        *self.nonce.lock().unwrap() = nonce.clone();
        let port = Url::parse(&parameter("redirect_uri")).unwrap().port().expect("a port");
        Page { port, state, nonce }
    }
}

/// A sign-in that waits.
pub struct Page {
    /// Where it listens.
    pub port: u16,
    pub state: String,
    nonce: String,
}

impl Page {
    /// What the browser asks for when Entra has sent it back.
    pub fn target(&self) -> String {
        format!("/?code={CODE}&state={}", self.state)
    }
}

/// A request as a browser sends it, and its whole answer; empty where the connection was closed.
pub fn browse(port: u16, target: &str) -> String {
    send(port, &format!("GET {target} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"))
}

pub fn send(port: u16, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("somebody listens");
    // Whoever closes early has its reasons.
    let _ = stream.write_all(request.as_bytes());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// A command about the add-in, with all that goes outwards through this proxy.
pub fn behind(home: &Home, proxy: &Proxy, args: &[&str]) -> Invocation {
    let authority = home.write("authority.pem", proxy.authority.as_bytes());
    home.hallpass(args).args(FACTS).env("HTTPS_PROXY", proxy.address()).env("SSL_CERT_FILE", authority)
}
