//! What is asked of Graph with the new token, and what of its answer is shown.

use serde_json::json;

use super::desk::Desk;

#[test]
fn pages_photos_and_least_permissions() {
    let desk = Desk::start();
    let assertion = desk.minted(&["bootstrap-v2"]);

    // Without the permission: told with the least one, and Graph's own refusal.
    let answer = desk.obo_json(&assertion, &["--call", "/me/messages"], 1);
    let reply = &answer["graph"][0];
    assert_eq!((&reply["status"], &reply["least_permission"]), (&403.into(), &"Mail.Read".into()), "{answer:#}");
    assert_eq!(reply["is_covered"], false);
    assert!(reply["error"]["hint"].as_str().is_some_and(|hint| hint.contains("Mail.Read")), "{answer:#}");
    let told = desk.obo(&assertion, &["--call", "/me/messages"]).expect_code(1);
    assert!(told.stdout.contains("the least is Mail.Read") && told.stdout.contains("request-id: "), "{told}");

    // A picture: its size, or a file that was not there.
    let photo = ["--call", "/me/photo/$value"];
    let told = desk.obo(&assertion, &photo).expect_code(0);
    assert!(told.stdout.contains("image/jpeg") && told.stdout.contains("-o FILE"), "{told}");
    desk.obo(&assertion, &[&photo[..], &["-o", "photo.jpg"]].concat()).expect_code(0);
    let bytes = std::fs::read(desk.home().work().join("photo.jpg")).expect("a photo");
    assert!(bytes.starts_with(&[0xff, 0xd8, 0xff]), "no JPEG");
    let told = desk.obo(&assertion, &[&photo[..], &["-o", "photo.jpg"]].concat()).expect_code(1);
    assert!(told.stderr.contains("the file exists"), "{told}");

    // Other addresses than Graph's get no token.
    for target in ["https://evil.example/v1.0/me", "//evil.example/me"] {
        let answer = desk.obo_json(&assertion, &["--call", target], 1);
        let reply = &answer["graph"][0];
        assert_eq!(
            (&reply["status"], reply["error"]["code"].as_str()),
            (&serde_json::Value::Null, Some("graph-path-not-accepted")),
            "{answer:#}"
        );
    }
    desk.stop();
}

#[test]
fn throttled_is_not_failed() {
    let desk = Desk::start();
    let assertion = desk.minted(&["bootstrap-v2"]);
    desk.tenant.practice(&["fault", "429"]).expect_code(0);
    let answer = desk.obo_json(&assertion, &["--call", "/me"], 3);
    let reply = &answer["graph"][0];
    assert_eq!(reply["status"], 429, "{answer:#}");
    assert!(reply["retry_after"].as_u64().is_some_and(|seconds| seconds > 0), "{answer:#}");
    assert!(reply["error"]["hint"].as_str().is_some_and(|hint| hint.starts_with("try again in ")), "{answer:#}");
    desk.stop();
}

#[test]
fn the_next_page_is_fetched_when_asked_for() {
    // Mail.Read
    let desk = Desk::of_add_in(&json!({
        "requiredResourceAccess": [{
            "resourceAppId": "00000003-0000-0000-c000-000000000000",
            "resourceAccess": [{ "id": "570282fd-fa5c-430d-a7fd-fc8dc98a9dca", "type": "Scope" }],
        }],
    }));
    let assertion = desk.minted(&["bootstrap-v2"]);
    let call = ["--scope", "Mail.Read", "--call", "/me/messages?$top=1"];
    let told = desk.obo(&assertion, &call).expect_code(0);
    assert!(told.stderr.contains("--next 1"), "{told}");
    let answer = desk.obo_json(&assertion, &[&call[..], &["--next", "1"]].concat(), 0);
    let pages = answer["graph"].as_array().expect("pages");
    let subject = |page: usize| pages[page]["value"]["value"][0]["subject"].as_str().expect("a message");
    assert_eq!((pages.len(), &pages[1]["status"]), (2, &200.into()), "{answer:#}");
    assert_ne!(subject(0), subject(1), "the same page twice");
    assert!(pages[1]["target"].as_str().is_some_and(|link| link.starts_with("https://localhost:")), "{answer:#}");
    desk.stop();
}
