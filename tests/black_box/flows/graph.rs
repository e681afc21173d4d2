//! What is asked of Graph with the new token, and what of its answer is shown.

use serde_json::json;

use super::desk::Desk;

/// An add-in with permissions to mail and to the names of other people.
fn with_mail_and_people() -> Desk {
    let ids = [
        "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
        "570282fd-fa5c-430d-a7fd-fc8dc98a9dca",
        "b340eb25-3456-403f-be2f-af7a0d370277",
    ];
    Desk::of_add_in(&json!({
        "requiredResourceAccess": [{
            "resourceAppId": "00000003-0000-0000-c000-000000000000",
            "resourceAccess": ids.map(|id| json!({ "id": id, "type": "Scope" })),
        }],
    }))
}

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
    // What would be overwritten is told before anything is sent.
    for there in ["photo.jpg", "no-such-folder/photo.jpg"] {
        let told = desk.obo(&assertion, &[&photo[..], &["-o", there]].concat());
        assert!(told.stderr.contains("the file exists") || told.stderr.contains("there is no such folder"), "{told}");
        assert!(!told.stderr.contains("exchanging"), "it was sent: {told}");
    }
    assert_eq!(std::fs::read(desk.home().work().join("photo.jpg")).ok(), Some(bytes), "overwritten");

    // Other addresses than Graph's get no token.
    for target in [
        "https://evil.example/v1.0/me",
        "//evil.example/me",
        "/\\evil.example/me",
        "@evil.example/me",
        "evil.example@x",
        "https://graph.microsoft.com@evil.example/v1.0/me",
        "/me\r\nHost: evil.example",
        "/../token",
        "/v1.0/%2e%2E/token",
    ] {
        let told = desk.obo(&assertion, &["--call", target]).expect_code(2);
        assert!(told.stderr.contains("a token is sent to Graph and nowhere else"), "{told}");
        assert!(!told.stderr.contains("exchanging"), "it was sent: {told}");
    }
    desk.stop();
}

/// As people write them, and as Graph's reference does: with blanks, quotes, colons and at signs.
#[test]
fn queries_are_taken_as_they_are_typed() {
    let desk = with_mail_and_people();
    let assertion = desk.minted(&["bootstrap-v2"]);
    for (call, pointer, value) in [
        ("me", "/displayName", "Adele Vance"),
        ("v1.0/me", "/displayName", "Adele Vance"),
        ("/users/MeganB@contoso.onmicrosoft.com", "/displayName", "Megan Bowen"),
        ("users/MeganB@contoso.onmicrosoft.com?$select=displayName", "/displayName", "Megan Bowen"),
        ("/users?$filter=displayName eq 'Megan Bowen'", "/value/0/displayName", "Megan Bowen"),
    ] {
        let answer = desk.obo_json(&assertion, &["--call", call], 0);
        assert_eq!(answer["graph"][0]["value"].pointer(pointer), Some(&value.into()), "{call}: {answer:#}");
    }
    // Of a path without its slash the least permission is known too.
    let answer = desk.obo_json(&assertion, &["--call", "v1.0/me/messages?$top=1&$orderby=receivedDateTime desc"], 0);
    assert_eq!(answer["graph"][0]["least_permission"], "Mail.Read", "{answer:#}");
    desk.stop();
}

/// A fault for the first call of Graph meets the one that the user makes, and no look ahead of ours.
#[test]
fn the_first_call_is_the_users() {
    let desk = Desk::start();
    let assertion = desk.minted(&["bootstrap-v2"]);
    desk.tenant.practice(&["fault", "429", "--nth", "1"]).expect_code(0);
    let answer = desk.obo_json(&assertion, &["--call", "/me"], 3);
    assert_eq!(answer["graph"][0]["status"], 429, "{answer:#}");
    desk.obo_json(&assertion, &["--call", "/me"], 0);
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
    let desk = with_mail_and_people();
    let assertion = desk.minted(&["bootstrap-v2"]);
    let call = ["--scope", "Mail.Read", "--call", "/me/messages?$top=1"];
    let told = desk.obo(&assertion, &call).expect_code(0);
    assert!(told.stderr.contains("--next 1"), "{told}");
    // Said of the last page alone: what is behind the first is fetched then.
    let told = desk.obo(&assertion, &[&call[..], &["--next", "1"]].concat()).expect_code(0);
    assert!(!told.stderr.contains("--next 1 ") && told.stderr.matches("there is more").count() <= 1, "{told}");
    desk.obo(&assertion, &[&call[..], &["--next", "101"]].concat()).expect_code(2);
    let answer = desk.obo_json(&assertion, &[&call[..], &["--next", "1"]].concat(), 0);
    let pages = answer["graph"].as_array().expect("pages");
    let subject = |page: usize| pages[page]["value"]["value"][0]["subject"].as_str().expect("a message");
    assert_eq!((pages.len(), &pages[1]["status"]), (2, &200.into()), "{answer:#}");
    assert_ne!(subject(0), subject(1), "the same page twice");
    assert!(pages[1]["target"].as_str().is_some_and(|link| link.starts_with("https://localhost:")), "{answer:#}");
    assert_eq!(pages[1]["least_permission"], "Mail.Read", "of an absolute address too: {answer:#}");
    // Both pages, where they go into a file.
    desk.obo(&assertion, &[&call[..], &["--next", "1", "-o", "pages.json"]].concat()).expect_code(0);
    let saved = std::fs::read(desk.home().work().join("pages.json")).expect("a file");
    let saved: serde_json::Value = serde_json::from_slice(&saved).expect("JSON");
    assert_eq!((&saved[0], &saved[1]), (&pages[0]["value"], &pages[1]["value"]));
    desk.stop();
}
