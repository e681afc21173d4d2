//! What is foreseen of an On-Behalf-Of request, and what is then really answered: each rule's first AADSTS number, from
//! the practice tenant over https, which judges with lines of its own.

use std::collections::BTreeSet;

use entra_client::{ClientCertificate, ClientCredential, EntraClient, EntraError, Metadata, OnBehalfOf, Trust};
use practice_tenant::TokenKind;
use serde_json::Value;
use sso_core::rules::on_behalf_of::{CredentialFacts, OnBehalfOfAttempt, SecretShape, is_certain, preflight, rules};
use sso_core::token::{AccessToken, ClientSecret};
use sso_core::{AppIdUri, ClientId, Cloud, Code, Timestamp};

use super::signing_with;
use crate::certificate::Certificate;
use crate::tenant::{Tenant, now};

const GRAPH: &str = "https://graph.microsoft.com";
/// Those of the seed that are named after their mistake.
const WITH_ENDED_SECRET: &str = "add10000-0000-4000-8000-000000000101";
const SECRET_OF_MISTAKES: &str = "practice-secret-of-every-mistake";

struct Scene {
    tenant: Tenant,
    /// Another tenant with keys of its own: what it signs is unknown here.
    elsewhere: Tenant,
    /// In the registration, and over.
    ended: Certificate,
}

impl Scene {
    fn client_id(&self) -> ClientId {
        self.tenant.tenant.add_in().expect("the seed has one").client_id
    }

    fn mint(&self, kind: TokenKind, claims: &[(&str, &str)]) -> AccessToken {
        mint(&self.tenant, kind, claims)
    }

    /// A bootstrap token, with other text than its own.
    fn text(&self, other: impl FnOnce(&str) -> String) -> AccessToken {
        AccessToken::new(other(self.mint(TokenKind::BootstrapV2, &[]).expose()))
    }
}

fn mint(tenant: &Tenant, kind: TokenKind, claims: &[(&str, &str)]) -> AccessToken {
    let claims: Vec<_> = claims.iter().map(|(name, text)| ((*name).to_owned(), Some(Value::from(*text)))).collect();
    tenant.tenant.mint(kind, &claims).expect("a token")
}

/// A request, and what is known about it.
struct Attempt {
    client_id: ClientId,
    app_id_uris: Vec<AppIdUri>,
    assertion: AccessToken,
    credential: ClientCredential,
    secret_end: Option<Timestamp>,
    scopes: Vec<String>,
    cloud: Cloud,
}

impl Attempt {
    fn healthy(scene: &Scene) -> Self {
        let add_in = scene.tenant.tenant.add_in().expect("the seed has one");
        Self {
            client_id: add_in.client_id,
            app_id_uris: vec![add_in.app_id_uri.parse().expect("an App ID URI")],
            assertion: scene.mint(TokenKind::BootstrapV2, &[]),
            credential: ClientCredential::Secret(add_in.client_secret.clone()),
            secret_end: None,
            scopes: vec![format!("{GRAPH}/User.Read")],
            cloud: Cloud::Practice,
        }
    }

    fn facts(&self) -> OnBehalfOfAttempt {
        OnBehalfOfAttempt {
            assertion: self.assertion.clone(),
            client_id: self.client_id,
            app_id_uris: self.app_id_uris.clone(),
            credential: match &self.credential {
                ClientCredential::Secret(secret) => {
                    CredentialFacts::Secret { shape: SecretShape::of(secret), end: self.secret_end }
                }
                ClientCredential::Certificate { certificate, .. } => {
                    CredentialFacts::Certificate { end: Some(certificate.not_after()) }
                }
            },
            scopes: self.scopes.clone(),
            // What the seed's administrator granted.
            consented: Some(["User.Read", "openid", "profile"].map(str::to_owned).to_vec()),
            cloud: self.cloud.clone(),
            graph: GRAPH.to_owned(),
            now: now(),
        }
    }

    fn request(self) -> OnBehalfOf {
        let Self { client_id, credential, assertion, scopes, .. } = self;
        OnBehalfOf { client_id, credential, assertion, scopes, claims: None }
    }

    fn secret(&mut self, text: impl Into<String>) {
        self.credential = ClientCredential::Secret(ClientSecret::new(text.into()));
    }
}

/// One thing wrong in a healthy attempt.
struct Row {
    rule: Code,
    what: &'static str,
    wrong: fn(&mut Attempt, &Scene),
}

const ROWS: &[Row] = &[
    Row {
        rule: Code::AssertionMalformed,
        what: "the whole header",
        wrong: |a, scene| a.assertion = scene.text(|token| format!("Bearer {token}")),
    },
    Row {
        rule: Code::AssertionMalformed,
        what: "in quotes",
        wrong: |a, scene| a.assertion = scene.text(|token| format!("\"{token}\"")),
    },
    Row {
        rule: Code::AssertionMalformed,
        what: "a line break at its end",
        wrong: |a, scene| a.assertion = scene.text(|token| format!("{token}\n")),
    },
    Row {
        rule: Code::AssertionMalformed,
        what: "cut off",
        wrong: |a, scene| a.assertion = scene.text(|token| token.rsplit_once('.').expect("three parts").0.to_owned()),
    },
    Row { rule: Code::AssertionMalformed, what: "nothing at all", wrong: |a, _| a.assertion = AccessToken::new("") },
    Row {
        rule: Code::AssertionNotReadable,
        what: "a refresh token",
        wrong: |a, _| a.assertion = AccessToken::new("1.AXEAmade-up_of-letters.AgABAwEAAAA"),
    },
    Row {
        rule: Code::AssertionNotReadable,
        what: "an encrypted token",
        wrong: |a, scene| {
            a.assertion = scene.text(|token| format!("{}.a.b.c.d", token.split('.').next().expect("a header")));
        },
    },
    Row {
        rule: Code::AssertionIsExchangeToken,
        what: "of Outlook",
        wrong: |a, scene| a.assertion = scene.mint(TokenKind::Exchange, &[]),
    },
    Row {
        rule: Code::AssertionIsIdToken,
        what: "of the same sign-in",
        wrong: |a, scene| a.assertion = scene.mint(TokenKind::Id, &[]),
    },
    Row {
        rule: Code::AssertionIsForGraph,
        what: "what an exchange returned",
        wrong: |a, scene| a.assertion = scene.mint(TokenKind::Graph, &[]),
    },
    Row {
        rule: Code::AssertionIsAppOnly,
        what: "of the client credentials grant",
        wrong: |a, scene| a.assertion = scene.mint(TokenKind::AppOnly, &[]),
    },
    Row {
        rule: Code::AssertionAudience,
        what: "for another API",
        wrong: |a, scene| a.assertion = scene.mint(TokenKind::WrongAudience, &[]),
    },
    Row {
        rule: Code::AssertionAudience,
        what: "its own URI in other letters",
        wrong: |a, scene| {
            let uri = format!("api://LOCALHOST:3000/{}", scene.client_id());
            a.assertion = scene.mint(TokenKind::BootstrapV1, &[("aud", &uri)]);
        },
    },
    // China's keys are not here: another tenant's stand for them, which are as unknown.
    Row {
        rule: Code::AssertionOfAnotherCloud,
        what: "of China, sent to the public cloud",
        wrong: |a, scene| {
            let issuer = format!("https://login.partner.microsoftonline.cn/{}/v2.0", scene.tenant.tenant.tenant_id());
            a.assertion = mint(&scene.elsewhere, TokenKind::BootstrapV2, &[("iss", &issuer)]);
            a.cloud = Cloud::Public;
        },
    },
    Row {
        rule: Code::AssertionExpired,
        what: "an hour ago",
        wrong: |a, scene| a.assertion = scene.mint(TokenKind::Expired, &[]),
    },
    Row { rule: Code::ClientCredentialAbsent, what: "an empty secret", wrong: |a, _| a.secret("") },
    Row {
        rule: Code::ClientSecretIsItsId,
        what: "as the portal shows it beside the value",
        wrong: |a, scene| {
            let secret = scene.tenant.tenant.add_password(a.client_id, "another").expect("a secret");
            a.secret(secret.credential.key_id.to_string());
        },
    },
    Row {
        rule: Code::ClientSecretNotAsCopied,
        what: "in quotes",
        wrong: |a, scene| a.secret(format!("'{}'", scene.tenant.tenant.add_in().expect("one").client_secret.expose())),
    },
    Row {
        rule: Code::ClientSecretNotAsCopied,
        what: "blank space at its end",
        wrong: |a, scene| a.secret(format!("{}\n", scene.tenant.tenant.add_in().expect("one").client_secret.expose())),
    },
    Row { rule: Code::ClientSecretNotAsCopied, what: "nothing but a blank", wrong: |a, _| a.secret(" ") },
    Row { rule: Code::ClientSecretNotAsCopied, what: "a placeholder", wrong: |a, _| a.secret("${CLIENT_SECRET}") },
    Row {
        rule: Code::ClientSecretEnded,
        what: "an application of the seed",
        wrong: |a, scene| {
            a.client_id = WITH_ENDED_SECRET.parse().expect("a client ID");
            a.app_id_uris.clear();
            a.assertion = scene.mint(TokenKind::BootstrapV2, &[("aud", WITH_ENDED_SECRET)]);
            a.secret(SECRET_OF_MISTAKES);
            a.secret_end = Some(Timestamp::UNIX_EPOCH);
        },
    },
    Row {
        rule: Code::CertificateEnded,
        what: "still listed",
        wrong: |a, scene| {
            let certificate = ClientCertificate::from_pem(scene.ended.pem().as_bytes(), None).expect("a certificate");
            a.credential = signing_with(certificate);
        },
    },
    Row { rule: Code::ScopeAbsent, what: "an empty parameter", wrong: |a, _| a.scopes.clear() },
    Row {
        rule: Code::ScopeSeparator,
        what: "a comma",
        wrong: |a, _| a.scopes = vec![format!("{GRAPH}/User.Read,openid")],
    },
    Row { rule: Code::ScopeSeparator, what: "a semicolon", wrong: |a, _| a.scopes = vec!["User.Read;openid".into()] },
    Row { rule: Code::ScopeDefaultMixed, what: "of Graph", wrong: |a, _| a.scopes.push(format!("{GRAPH}/.default")) },
    Row {
        rule: Code::ScopeOfTwoResources,
        what: "Graph and the add-in's own API",
        wrong: |a, scene| a.scopes.push(scene.tenant.tenant.add_in().expect("one").scope.clone()),
    },
    Row { rule: Code::ScopeNotConsented, what: "one of Graph's", wrong: |a, _| a.scopes.push("Mail.Read".into()) },
];

async fn send(client: &EntraClient, metadata: &Metadata, attempt: Attempt) -> Result<(), EntraError> {
    client.on_behalf_of(metadata, &attempt.request()).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn each_refusal_is_foreseen_and_comes() {
    let ended = Certificate::ended();
    let tenant = Tenant::start_with("localhost:3000", vec![ended.credential()]).await;
    let scene = Scene { tenant, elsewhere: Tenant::start("localhost:3000").await, ended };
    let client = EntraClient::new(&Trust::Only(scene.tenant.keys.ca_certificate.clone())).expect("a client");
    let tenant = &scene.tenant.tenant;
    let metadata = client.discover(tenant.authority(), &tenant.tenant_id().to_string()).await.expect("metadata");

    let healthy = Attempt::healthy(&scene);
    assert_eq!(preflight(&healthy.facts()), []);
    send(&client, &metadata, healthy).await.expect("nothing is wrong with it");

    // What is only doubtful is not kept back: here it does no harm.
    let mut doubtful = Attempt::healthy(&scene);
    doubtful.scopes = vec!["openid".to_owned(), "profile".to_owned()];
    assert!(preflight(&doubtful.facts()).iter().all(|finding| !is_certain(finding)));
    send(&client, &metadata, doubtful).await.expect("a token for what OpenID Connect has");

    let mut faults = Vec::new();
    for Row { rule, what, wrong } in ROWS {
        let mut attempt = Attempt::healthy(&scene);
        wrong(&mut attempt, &scene);
        let foreseen: Vec<_> = preflight(&attempt.facts())
            .into_iter()
            .map(|finding| (finding.code, finding.would_cause.first().cloned().unwrap_or_default()))
            .collect();
        let answered = match send(&client, &metadata, attempt).await {
            Err(EntraError::OAuth(error)) => error.error_codes.first().map(|number| format!("AADSTS{number}")),
            other => Some(format!("{other:?}")),
        };
        if foreseen != [(*rule, answered.clone().unwrap_or_default())] {
            faults.push(format!("{rule}, {what}: foreseen {foreseen:?}, answered {answered:?}"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn no_rule_is_left_out() {
    let held: BTreeSet<_> = ROWS.iter().map(|row| row.rule.as_str()).collect();
    assert_eq!(held, rules().map(|rule| rule.code.as_str()).collect());
}
