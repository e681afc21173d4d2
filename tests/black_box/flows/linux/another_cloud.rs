//! A token of one cloud, sent to another: foreseen, and refused.

use url::Url;

use crate::flows::desk::{Desk, findings};
use crate::practice_control::text;

/// The practice tenant stands for a cloud of its own, and another one's keys for those of China: they are as unknown here.
#[test]
fn its_keys_are_unknown_there() {
    let (desk, elsewhere) = (Desk::start(), Desk::start());
    let origin = |name: &str| {
        let url: Url = text(&desk.env, name).parse().expect("an address");
        url.origin().ascii_serialization()
    };
    super::server::write_cloud(desk.home(), &origin("authority"), &origin("graph"));
    let (tenant, client_id) = (text(&desk.env, "tenant_id"), text(&desk.env, "client_id"));
    let issuer = format!("iss=https://login.partner.microsoftonline.cn/{tenant}/v2.0");
    let assertion = elsewhere.minted(&["bootstrap-v2", "--claim", &issuer]);
    let obo = |args: &[&str]| {
        let facts = ["--cloud", "cloud.toml", "--client-id", client_id, "--tenant-id", tenant];
        let how = ["--assertion", "-", "--secret-from-env", "ADD_IN_SECRET", "--format", "json"];
        let run = desk.home().hallpass(["obo"]).args(facts).args(how).args(args);
        let run =
            run.env("ADD_IN_SECRET", text(&desk.env, "client_secret")).env("SSL_CERT_FILE", text(&desk.env, "ca_file"));
        desk.quiet(run.input(assertion.as_bytes()).run()).expect_code(1).json()
    };
    let answer = obo(&[]);
    assert_eq!((findings(&answer), &answer["sent"]), (vec!["assertion-of-another-cloud"], &false.into()), "{answer:#}");
    let answer = obo(&["--send-anyway"]);
    assert_eq!(answer["refusal"]["error"]["code"], "AADSTS50013", "{answer:#}");
    elsewhere.stop();
    desk.stop();
}
