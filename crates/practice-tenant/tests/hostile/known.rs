//! What a healthy request is made of. Everything hostile is one of these with something wrong.

use practice_tenant::TokenKind;
use url::{Url, form_urlencoded};

use crate::rig::{CHALLENGE, CONTROL_TOKEN, JWT_BEARER, LOOPBACK, Params, Rig, VERIFIER, text};

/// What a client knows that has used the tenant before. Its tokens are good, so it does not print.
pub struct Known {
    /// Of the http and the https listener: `localhost:<port>`.
    pub hosts: [String; 2],
    pub tenant: String,
    pub client_id: String,
    pub secret: String,
    pub scope: String,
    /// For the add-in's own API.
    pub bootstrap: String,
    /// For Microsoft Graph, with every right that it knows of registrations.
    pub graph: String,
    /// Signed by this tenant, and still nothing that on-behalf-of or Graph may take.
    pub misplaced: Vec<String>,
    pub refresh_token: String,
    /// Redeemed once.
    pub code: String,
    /// Object ID of a registration.
    pub application: String,
    pub control_token: String,
}

impl Known {
    pub async fn of(rig: &Rig) -> Self {
        let mut redemption = rig.redemption();
        redemption.set("code", rig.sign_in(&rig.authorize()).await.get("code"));
        let tokens = rig.token(&redemption).await;
        let mint = |kind, claims: &[(&str, &str)]| {
            let claims: Vec<_> =
                claims.iter().map(|(name, value)| ((*name).to_owned(), Some((*value).into()))).collect();
            rig.tenant.mint(kind, &claims).unwrap().expose().to_owned()
        };
        let administrator =
            rig.tenant.people().into_iter().find(|person| person.display_name == "Megan Bowen").unwrap();
        let scopes = "User.Read Mail.Read Application.ReadWrite.All DelegatedPermissionGrant.ReadWrite.All";
        let graph = mint(TokenKind::Graph, &[("scp", scopes), ("oid", &administrator.id.to_string())]);
        let list = rig.tenant.graph().join("v1.0/applications").unwrap();
        let list: serde_json::Value =
            rig.http.get(list).bearer_auth(&graph).send().await.unwrap().json().await.unwrap();
        let misplaced =
            [TokenKind::Id, TokenKind::AppOnly, TokenKind::Expired, TokenKind::WrongAudience, TokenKind::Exchange];
        let host = |url: &Url| format!("localhost:{}", url.port().unwrap());
        Self {
            hosts: [host(rig.tenant.http_authority()), host(rig.tenant.authority())],
            tenant: rig.tenant.tenant_id().to_string(),
            client_id: rig.client_id(),
            secret: rig.add_in.client_secret.expose().to_owned(),
            scope: rig.add_in.scope.clone(),
            bootstrap: text(&tokens, "access_token").to_owned(),
            graph,
            misplaced: misplaced.map(|kind| mint(kind, &[])).into(),
            refresh_token: text(&tokens, "refresh_token").to_owned(),
            code: redemption.get("code").to_owned(),
            application: text(&list["value"][0], "id").to_owned(),
            control_token: CONTROL_TOKEN.to_owned(),
        }
    }

    /// Healthy token requests but for the codes, which are nobody's. What follows the parameters: those without which
    /// no such request is answered.
    pub fn grants(&self) -> [(Params, &'static [&'static str]); 5] {
        let secret = ("client_secret", self.secret.as_str());
        let client = ("client_id", self.client_id.as_str());
        [
            (
                Params::of(&[
                    ("grant_type", JWT_BEARER),
                    ("requested_token_use", "on_behalf_of"),
                    client,
                    secret,
                    ("assertion", &self.bootstrap),
                    ("scope", "https://graph.microsoft.com/User.Read"),
                ]),
                &["grant_type", "client_id", "client_secret", "assertion", "scope", "requested_token_use"],
            ),
            (
                Params::of(&[
                    ("grant_type", "refresh_token"),
                    ("scope", "User.Read"),
                    client,
                    ("refresh_token", &self.refresh_token),
                ]),
                &["grant_type", "client_id", "refresh_token"],
            ),
            (
                Params::of(&[
                    ("grant_type", "client_credentials"),
                    client,
                    secret,
                    ("scope", "https://graph.microsoft.com/.default"),
                ]),
                &["grant_type", "client_id", "client_secret", "scope"],
            ),
            (
                Params::of(&[
                    ("grant_type", "authorization_code"),
                    client,
                    ("redirect_uri", LOOPBACK),
                    ("code_verifier", VERIFIER),
                    ("code", &self.code),
                ]),
                &["grant_type", "client_id", "code", "code_verifier", "redirect_uri"],
            ),
            (
                Params::of(&[
                    ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
                    client,
                    ("device_code", "of-no-device"),
                ]),
                &["grant_type", "client_id", "device_code"],
            ),
        ]
    }

    pub fn on_behalf_of(&self) -> Params {
        let [(params, _), ..] = self.grants();
        params
    }

    /// A healthy authorization request, and what must be right before anybody is told anything at the redirect URI.
    pub fn authorize(&self) -> (Params, &'static [&'static str]) {
        let params = Params::of(&[
            ("client_id", &self.client_id),
            ("response_type", "code"),
            ("redirect_uri", LOOPBACK),
            ("scope", &self.scope),
            ("state", "the-state"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ]);
        (params, &["client_id", "redirect_uri"])
    }

    /// Without a redirect URI a page says that it is done.
    pub fn admin_consent(&self) -> (Params, &'static [&'static str]) {
        let (params, _) = self.authorize();
        (params, &["client_id"])
    }

    pub fn device(&self) -> (Params, &'static [&'static str]) {
        (Params::of(&[("client_id", &self.client_id), ("scope", &self.scope)]), &["client_id", "scope"])
    }
}

pub fn encoded(params: &Params) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(&params.0).finish()
}
