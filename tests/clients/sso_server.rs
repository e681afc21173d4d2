//! The server of an add-in runs against the shared practice tenant with nothing but the settings that
//! `hallpass practice env` prints.

use std::path::Path;

use hallpass_tests::home::Home;
use hallpass_tests::program::{Invocation, Running};
use serde_json::Value;

use crate::script;
use hallpass_tests::person::Person;
use hallpass_tests::sign_in;

fn start_tenant(home: &Home) -> Running {
    let mut tenant = home.hallpass(["practice", "start", "--port", "0", "--https-port", "0"]).start();
    tenant.after_on_stdout("practice tenant ready: ");
    tenant
}

/// As a developer has its settings: in a file, but for what Node reads before it reads a file.
fn server(home: &Home, ca_file: &Path) -> Invocation {
    let printed = home.hallpass(["practice", "env"]).run().expect_code(0).stdout;
    let settings = home.write(".env", printed.as_bytes());
    let env_file = format!("--env-file={}", settings.display());
    script::node_with(home, &[&env_file], "sso-server.mjs", ca_file).env("PORT", "0")
}

struct Answer {
    status: u16,
    body: Value,
}

async fn get_user_data(person: &Person, server: &str, token: Option<&str>) -> Answer {
    let request = person.http().get(format!("{server}/getuserdata"));
    let request = match token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    let answer = request.send().await.expect("the server answers");
    Answer { status: answer.status().as_u16(), body: answer.json().await.expect("JSON") }
}

#[tokio::test(flavor = "multi_thread")]
async fn checks_exchanges_and_calls_graph_with_settings_alone() {
    let home = Home::new();
    let tenant = start_tenant(&home);
    let settings = home.hallpass(["practice", "env", "--format", "json"]).run().expect_code(0).json();
    let text = |name: &str| settings[name].as_str().expect("a setting").to_owned();
    let ca_file = text("ca_file");
    let person = Person::new(&text("user"), Path::new(&ca_file));
    let mut server = server(&home, Path::new(&ca_file)).start();
    let address = server.after_on_stdout("listening on ");

    let tokens = sign_in::tokens(&person, &settings).await;
    let access_token = tokens["access_token"].as_str().expect("a token");
    let answer = get_user_data(&person, &address, Some(access_token)).await;
    assert_eq!((answer.status, &answer.body["userPrincipalName"]), (200, &settings["user"]), "{}", answer.body);

    let (signed, _) = access_token.rsplit_once('.').expect("three parts");
    let unsigned = format!("{signed}.");
    let id_token = tokens["id_token"].as_str().expect("a token");
    for (what, token, status, error) in [
        ("no token", None, 401, "no bearer token"),
        ("a token without its signature", Some(unsigned.as_str()), 401, "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"),
        // For the same audience, by the same issuer: only its scope tells them apart.
        ("an ID token", Some(id_token), 403, "scope"),
    ] {
        let answer = get_user_data(&person, &address, token).await;
        assert_eq!((answer.status, answer.body["error"].as_str()), (status, Some(error)), "{what}");
    }

    // What Entra would say comes through MSAL and the server to the page.
    let secret_id = "00000000-0000-4000-8000-000000000000";
    let mut wrong = self::server(&home, Path::new(&ca_file)).env("CLIENT_SECRET", secret_id).start();
    let address = wrong.after_on_stdout("listening on ");
    let answer = get_user_data(&person, &address, Some(access_token)).await;
    let message = answer.body["message"].as_str().unwrap_or_default();
    assert!(answer.status == 403 && message.contains("AADSTS7000215"), "{} {}", answer.status, answer.body);

    home.hallpass(["practice", "stop"]).run().expect_code(0);
    tenant.end().expect_code(0);
}
