//! A desk at which the whole chain is tried: a practice tenant, and what its add-in's developer types.

use std::path::Path;

use hallpass_tests::home::Home;
use hallpass_tests::person::Person;
use hallpass_tests::program::{Ended, Invocation};
use hallpass_tests::trace;
use serde_json::{Value, json};

use crate::practice_control::{Tenant, text};

/// The client ID of [`Desk::of_add_in`].
pub const ADD_IN: &str = "99999999-0000-4000-8000-00000000000c";

pub struct Desk {
    pub tenant: Tenant,
    pub env: Value,
}

impl Desk {
    pub fn start() -> Self {
        Self::with(Home::new(), &[])
    }

    pub fn with(home: Home, options: &[&str]) -> Self {
        let tenant = Tenant::start(home, options);
        let env = tenant.env();
        Self { tenant, env }
    }

    /// With a seed file in the working folder.
    pub fn seeded(home: Home, seed: &str) -> Self {
        let seed = home.write("practice.toml", seed.as_bytes());
        Self::with(home, &["--seed", seed.to_str().expect("a path")])
    }

    pub fn home(&self) -> &Home {
        &self.tenant.home
    }

    /// The ready add-in is one of the test's own, with consent: these properties beside those that every add-in has.
    pub fn of_add_in(properties: &Value) -> Self {
        let scope_id = "5c09e000-0000-4000-8000-00000000000c";
        let mut registration = json!({
            "id": "0b1ec700-0000-4000-8000-00000000000c",
            "appId": ADD_IN,
            "displayName": "Of a test",
            "signInAudience": "AzureADMyOrg",
            "identifierUris": [format!("api://localhost:3000/{ADD_IN}")],
            "api": {
                "requestedAccessTokenVersion": 2,
                "oauth2PermissionScopes": [{
                    "id": scope_id, "value": "access_as_user", "type": "User", "isEnabled": true,
                    "adminConsentDisplayName": "Use it", "adminConsentDescription": "Use it",
                    "userConsentDisplayName": "Use it", "userConsentDescription": "Use it",
                }],
                "preAuthorizedApplications": [{
                    "appId": "ea5a67f6-b6f3-4338-b240-c655ddc3cc8e", "delegatedPermissionIds": [scope_id],
                }],
            },
            "publicClient": { "redirectUris": ["http://localhost"] },
            "requiredResourceAccess": [{
                "resourceAppId": "00000003-0000-0000-c000-000000000000",
                "resourceAccess": [{ "id": "e1fe6dd8-ba31-4d61-89e7-88639da4683d", "type": "Scope" }],
            }],
        });
        for (name, value) in properties.as_object().expect("properties") {
            registration[name] = value.clone();
        }
        let home = Home::new();
        home.write("add-in.json", registration.to_string().as_bytes());
        let seed = "[[application]]\nimport = \"add-in.json\"\nsecret = [{ value = \"known-to-the-whole-team\" }]\n\
                    admin_consent = true\nready = true\n";
        Self::seeded(home, seed)
    }

    /// A token made to order; nobody signed in for it.
    pub fn minted(&self, args: &[&str]) -> String {
        self.tenant.practice(&[&["token"], args].concat()).expect_code(0).stdout.trim().to_owned()
    }

    /// `hallpass … --cloud practice`
    pub fn hallpass(&self, args: &[&str]) -> Invocation {
        self.home().hallpass(args).args(["--cloud", "practice"])
    }

    /// Exchanges this assertion. Nothing that is said holds a token.
    #[track_caller]
    pub fn obo(&self, assertion: &str, args: &[&str]) -> Ended {
        self.quiet(self.hallpass(&["obo", "--assertion", "-"]).args(args).input(assertion.as_bytes()).run())
    }

    #[track_caller]
    pub fn obo_json(&self, assertion: &str, args: &[&str], code: i32) -> Value {
        self.obo(assertion, &[args, &["--format", "json"]].concat()).expect_code(code).json()
    }

    #[track_caller]
    pub fn quiet(&self, ended: Ended) -> Ended {
        assert!(trace::token_in(ended.all().as_bytes()).is_none(), "a token in {ended}");
        assert!(!ended.all().contains(text(&self.env, "client_secret")), "the secret in {ended}");
        ended
    }

    pub fn person(&self) -> Person {
        self.person_named(text(&self.env, "user"))
    }

    pub fn person_named(&self, user_name: &str) -> Person {
        Person::new(user_name, Path::new(text(&self.env, "ca_file")))
    }

    pub fn stop(self) {
        self.tenant.stop();
    }
}

/// The codes of the findings, in their order.
pub fn findings(answer: &Value) -> Vec<&str> {
    answer["findings"].as_array().into_iter().flatten().filter_map(|finding| finding["code"].as_str()).collect()
}
