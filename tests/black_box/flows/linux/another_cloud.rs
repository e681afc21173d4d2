//! What a cloud that is none of Microsoft's is told of: a token of another one, and consent that nobody gave. The practice
//! tenant stands for it.

use std::os::unix::fs::PermissionsExt;

use hallpass_tests::program::Invocation;
use serde_json::json;
use url::Url;

use super::server::write_cloud;
use crate::flows::desk::{Desk, findings};
use crate::practice_control::text;

/// As a cloud of its own, which the command trusts by the system's store.
struct Elsewhere {
    desk: Desk,
}

impl Elsewhere {
    fn start() -> Self {
        let desk = Desk::start();
        let origin =
            |name: &str| text(&desk.env, name).parse::<Url>().expect("an address").origin().ascii_serialization();
        write_cloud(desk.home(), &origin("authority"), &origin("graph"));
        Self { desk }
    }

    fn obo(&self, client_id: &str, secret: &str, assertion: &str, args: &[&str]) -> Invocation {
        let facts =
            ["--cloud", "cloud.toml", "--client-id", client_id, "--tenant-id", text(&self.desk.env, "tenant_id")];
        let how = ["--assertion", "-", "--secret-from-env", "ADD_IN_SECRET", "--format", "json"];
        let run = self.desk.home().hallpass(["obo"]).args(facts).args(how).args(args);
        let run = run.env("ADD_IN_SECRET", secret).env("SSL_CERT_FILE", text(&self.desk.env, "ca_file"));
        run.input(assertion.as_bytes())
    }
}

/// Another tenant's keys stand for those of China: they are as unknown here.
#[test]
fn keys_of_another_cloud_are_unknown_there() {
    let (here, elsewhere) = (Elsewhere::start(), Desk::start());
    let desk = &here.desk;
    let issuer = format!("iss=https://login.partner.microsoftonline.cn/{}/v2.0", text(&desk.env, "tenant_id"));
    let assertion = elsewhere.minted(&["bootstrap-v2", "--claim", &issuer]);
    let obo = |args: &[&str]| {
        let run = here.obo(text(&desk.env, "client_id"), text(&desk.env, "client_secret"), &assertion, args);
        desk.quiet(run.run()).expect_code(1).json()
    };
    let answer = obo(&[]);
    assert_eq!((findings(&answer), &answer["sent"]), (vec!["assertion-of-another-cloud"], &false.into()), "{answer:#}");
    let answer = obo(&["--send-anyway"]);
    assert_eq!(answer["refusal"]["error"]["code"], "AADSTS50013", "{answer:#}");
    elsewhere.stop();
    here.desk.stop();
}

/// In a tenant that is not the practice tenant nobody looks by themselves: only with a token that the user names.
#[test]
fn consent_is_looked_up_with_a_token_that_is_named() {
    let here = Elsewhere::start();
    let desk = &here.desk;
    let app = "add10000-0000-4000-8000-000000000108";
    let assertion = desk.minted(&["bootstrap-v2", "--claim", &format!("aud={app}")]);
    let token = desk.minted(&["graph", "--claim", "scp=Application.Read.All DelegatedPermissionGrant.Read.All"]);
    let graph = text(&desk.env, "graph");
    // As the Azure CLI answers, whose token may do this.
    let cloud = json!({ "name": "Of a test", "endpoints": { "microsoftGraphResourceId": graph } });
    let answer = json!({ "accessToken": token, "tenant": text(&desk.env, "tenant_id") });
    let script = format!("#!/bin/sh\ncase $1 in cloud) echo '{cloud}' ;; *) echo '{answer}' ;; esac\n");
    let az = desk.home().write("bin/az", script.as_bytes());
    std::fs::set_permissions(&az, std::fs::Permissions::from_mode(0o700)).expect("a mode");
    let obo = |args: &[&str]| {
        let run = here.obo(app, "practice-secret-of-every-mistake", &assertion, args);
        desk.quiet(run.env("PATH", az.parent().expect("a folder")).run()).expect_code(1)
    };
    // Nobody said it, so nothing is foreseen.
    let answer = obo(&["--scope", "User.Read"]).json();
    assert_eq!((findings(&answer), &answer["refusal"]["error"]["code"]), (vec![], &"AADSTS65001".into()), "{answer:#}");
    let ended = obo(&["--scope", "User.Read", "--via", "az"]);
    assert!(ended.stderr.contains("reading what is consented to") && ended.stderr.contains("Azure CLI"), "{ended}");
    let answer = ended.json();
    assert_eq!((findings(&answer), &answer["sent"]), (vec!["scope-not-consented"], &false.into()), "{answer:#}");
    here.desk.stop();
}
