use super::*;
use crate::Severity;

fn told(text: &str) -> Diagnosed {
    diagnose(text.as_bytes(), Timestamp::UNIX_EPOCH)
}

fn codes(diagnosed: &Diagnosed) -> Vec<&str> {
    diagnosed.diagnoses.iter().map(|diagnosis| diagnosis.code.as_str()).collect()
}

const MFA: &str = r#"{"error":"interaction_required","error_description":"AADSTS50076: Due to a configuration change made by your administrator. Trace ID: 0c1d2e3f-1111-4222-8333-444455556666\r\nCorrelation ID: 9a8b7c6d-1111-4222-8333-444455556666","error_codes":[50076,50079],"timestamp":"2016-01-09 02:02:12Z","trace_id":"0c1d2e3f-1111-4222-8333-444455556666","correlation_id":"9a8b7c6d-1111-4222-8333-444455556666","suberror":"basic_action","claims":"{\"access_token\":{\"polids\":{\"essential\":true,\"values\":[\"p\"]}}}"}"#;

#[test]
fn the_likeliest_comes_first() {
    for (text, expected, recognised) in [
        ("13007", &["13007"][..], Recognised::Code),
        ("AADSTS65001", &["AADSTS65001"], Recognised::Code),
        ("65001", &["AADSTS65001"], Recognised::Code),
        (MFA, &["AADSTS50076", "AADSTS50079"], Recognised::OauthError),
        (
            r#"{"error":"invalid_grant","error_description":"AADSTS500131: Assertion audience","error_codes":[50013]}"#,
            &["AADSTS500131", "AADSTS50013"],
            Recognised::OauthError,
        ),
        (r#"{"error":"invalid_grant","suberror":"token_expired"}"#, &["token_expired"], Recognised::OauthError),
        (r#"{"error":"invalid_client"}"#, &["invalid_client"], Recognised::OauthError),
        (
            "http://localhost:3000/#error=access_denied&error_description=AADSTS65004%3a+User+declined&state=x",
            &["AADSTS65004"],
            Recognised::OauthError,
        ),
        ("/?error=login_required&state=1", &["login_required"], Recognised::OauthError),
        (
            r#"{"code":13006,"name":"Client Error","message":"An unexpected error"}"#,
            &["13006"],
            Recognised::OfficeError,
        ),
        ("{code: 13006, name: 'Client Error', message: 'An unexpected error'}", &["13006"], Recognised::Code),
        (
            r#"{"error":{"code":"Request_BadRequest","message":"x","details":[{"code":"CredentialTypeNotAllowedAsPerAppPolicy"}],
               "innerError":{"request-id":"0c1d2e3f-1111-4222-8333-444455556666","date":"2026-05-28T20:36:40"}}}"#,
            &["CredentialTypeNotAllowedAsPerAppPolicy", "Request_BadRequest"],
            Recognised::GraphError,
        ),
        (
            "InteractionRequiredAuthError: interaction_required: AADSTS50058: A silent sign-in request was sent but no user is signed in.",
            &["AADSTS50058"],
            Recognised::Code,
        ),
        (
            r#"{"errorCode":"endpoints_resolution_error","errorMessage":"endpoints cannot be resolved"}"#,
            &["endpoints_resolution_error"],
            Recognised::OauthError,
        ),
        ("BrowserAuthError: interaction_in_progress: Interaction is", &["interaction_in_progress"], Recognised::Code),
        ("BrowserAuthError: timed_out", &["timed_out"], Recognised::Code),
        ("monitor_window_timeout", &["monitor_window_timeout"], Recognised::Code),
        ("openid_config_error", &["openid_config_error"], Recognised::Code),
        (
            "Access to fetch at 'https://login.microsoftonline.com/x' has been blocked by CORS policy: no header\nTypeError: Failed to fetch",
            &["blocked-by-cors", "failed-to-fetch"],
            Recognised::Code,
        ),
        (
            "GET https://localhost:3000/ net::ERR_CERT_AUTHORITY_INVALID",
            &["ERR_CERT_AUTHORITY_INVALID"],
            Recognised::Code,
        ),
        ("429", &["429"], Recognised::Code),
        ("InteractionRequiredAuthError: silent failed", &["InteractionRequiredAuthError"], Recognised::Code),
        ("MsalServiceException: ErrorCode: unauthorized_client", &["unauthorized_client"], Recognised::OauthError),
        (
            r#"{"errorCode":"invalid_grant","errorMessage":"65001 - AADSTS65001: no consent","subError":"consent_required"}"#,
            &["AADSTS65001"],
            Recognised::OauthError,
        ),
        (
            "10:01 getAccessToken failed with 13005\n10:02 AADSTS500011: The resource principal named api://x was not found",
            &["AADSTS500011", "13005"],
            Recognised::Code,
        ),
        (
            r#"answer: {"body":"{\"error\":\"invalid_client\",\"error_codes\":[7000215]}"}"#,
            &["AADSTS7000215"],
            Recognised::OauthError,
        ),
        ("AADSTS1234567: something new", &["AADSTS1234567"], Recognised::Code),
    ] {
        let diagnosed = told(text);
        assert_eq!(codes(&diagnosed), expected, "{text}");
        assert!(diagnosed.recognised.contains(&recognised), "{text}: {:?}", diagnosed.recognised);
        assert!(diagnosed.diagnoses.iter().all(|told| !told.evidence.is_empty() && !told.fix.is_empty()), "{text}");
    }
}

#[test]
fn a_claims_challenge_goes_to_the_add_in() {
    let diagnosed = told(MFA);
    let first = &diagnosed.diagnoses[0];
    assert!(first.fix[0].contains("authChallenge: claims"), "{:?}", first.fix);
    assert_eq!(first.fix.iter().filter(|step| step.contains("claims")).count(), 1);
    let of = |path: &str| first.evidence.iter().find(|evidence| evidence.place.path.as_deref() == Some(path));
    assert_eq!(of("correlation_id").unwrap().text, "9a8b7c6d-1111-4222-8333-444455556666");
    assert_eq!(of("timestamp").unwrap().text, "2016-01-09 02:02:12Z");
    assert!(of("error_description").unwrap().text.starts_with("AADSTS50076: Due to"));
    // Of an answer whose number is not known, too.
    let unknown = told(r#"{"error":"interaction_required","claims":"{}"}"#);
    assert!(unknown.diagnoses[0].fix[0].contains("authChallenge"), "{unknown:?}");
}

#[test]
fn a_redirect_has_its_trace_in_the_sentence() {
    let diagnosed = told(
        "https://x/?error=access_denied&error_description=AADSTS65004%3A+No.+Trace+ID%3A+0c1d2e3f-1111-4222-8333-444455556666\
         +Correlation+ID%3A+9a8b7c6d-1111-4222-8333-444455556666+Timestamp%3A+2026-11-22+08%3A26%3A47Z&state=1",
    );
    let evidence: Vec<_> = diagnosed.diagnoses[0].evidence.iter().map(|evidence| evidence.text.as_str()).collect();
    assert_eq!(
        evidence,
        [
            "AADSTS65004: No.",
            "0c1d2e3f-1111-4222-8333-444455556666",
            "9a8b7c6d-1111-4222-8333-444455556666",
            "2026-11-22 08:26:47Z"
        ]
    );
}

#[test]
fn what_is_not_known_is_said_so() {
    let diagnosed = told("AADSTS1234567: x");
    let first = &diagnosed.diagnoses[0];
    assert_eq!(
        (first.title.as_str(), first.severity),
        ("Hallpass does not know the code AADSTS1234567", Severity::Error)
    );
    assert_eq!(first.docs, "");
    for text in ["", "hello there", "'az' is not recognized as an internal or external command", "{}", "[1,2]"] {
        assert_eq!(told(text), Diagnosed::default(), "{text}");
    }
}

#[test]
fn a_code_may_be_an_argument() {
    for text in [
        "13007",
        "AADSTS65001",
        "aadsts65001",
        "65001",
        "13007,65001",
        "InvalidAuthenticationToken",
        "5objp",
        "4242424",
        "429",
        "AADSTS50013:",
        "invalid_grant",
        "consent_required",
        "endpoints_resolution_error",
        "failed-to-fetch",
    ] {
        assert!(is_code(text), "{text}");
    }
    for text in ["", "manifest.xml", "error 13007", "eyJhbGciOiJSUzI1NiJ9.e30.x", "../13007", "13007.txt"] {
        assert!(!is_code(text), "{text}");
    }
}

#[test]
fn things_that_are_checked_go_to_their_checks() {
    let manifest = include_str!("../../../../manifest-templates/task-pane.xml");
    let registration = r#"{"appId":"5a1f0c52-7d3e-4b8a-9c11-0f2e6d4b8a01","displayName":"x","signInAudience":"AzureADMyOrg","api":{"requestedAccessTokenVersion":null}}"#;
    let token = "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhcGk6Ly94Iiwic2NwIjoiYWNjZXNzX2FzX3VzZXIiLCJleHAiOjEwMH0.c2ln";
    for (text, recognised) in
        [(manifest, Recognised::Manifest), (registration, Recognised::Registration), (token, Recognised::Token)]
    {
        let diagnosed = told(text);
        assert_eq!(diagnosed.recognised, [recognised]);
        assert!(diagnosed.next[0].contains("hallpass "), "{diagnosed:?}");
    }
    assert!(codes(&told(registration)).contains(&"token-version-1"));
    let later = diagnose(token.as_bytes(), Timestamp::from_second(200).unwrap());
    assert_eq!(codes(&later), ["token-expired", "token-not-verified"]);
    assert!(!serde_json::to_string(&later).unwrap().contains(token));
    // Beside an error it is no news.
    assert_eq!(codes(&told(&format!("GET /api Bearer {token}\ngetAccessToken failed: 13005"))), ["13005"]);
    assert_eq!(codes(&told(&format!("GET /api Bearer {token} in a log"))), ["token-not-verified"]);
}

#[test]
fn the_json_is_that_of_a_finding() {
    let diagnosed = told("AADSTS65001");
    let json = serde_json::to_value(&diagnosed.diagnoses[0]).unwrap();
    for name in ["code", "severity", "title", "detail", "evidence", "fix", "would_cause", "not_your_fault", "docs"] {
        assert!(json.get(name).is_some(), "{name}");
    }
    assert_eq!(json["docs"], "errors.md#aadsts65001");
    assert_eq!(
        json["evidence"][0],
        serde_json::json!({ "source": "text", "path": null, "line": 1, "column": 1, "text": "AADSTS65001" })
    );
}

#[test]
fn the_check_that_would_show_it_is_named() {
    for (text, command) in [
        ("13005", "hallpass registration check"),
        ("13007", "hallpass registration check"),
        ("65001", "hallpass registration check"),
        ("13004", "hallpass manifest check"),
        ("AADSTS500131", "hallpass token check"),
    ] {
        assert!(told(text).next.iter().any(|next| next.contains(command)), "{text}: {:?}", told(text).next);
    }
    assert!(told("AADSTS50076").next.is_empty());
}

#[test]
fn name_and_message_of_office_are_two() {
    let diagnosed = told(r#"{"code":13006,"name":"Client Error","message":"An unexpected error"}"#);
    assert_eq!(diagnosed.diagnoses[0].evidence[0].text, "Client Error: An unexpected error");
}

#[test]
fn what_could_be_a_secret_is_known() {
    for (text, expected) in [
        ("Q8x8Q~fictional.value_that-nobody.issued7", true),
        ("AADSTS7000215: no\nclient_secret=short", true),
        ("Bearer eyJhbGciOiJSUzI1NiJ9.e30.x", true),
        (MFA, false),
        ("13004", false),
        (
            "AADSTS65001: The user has not consented to 5a1f0c52-7d3e-4b8a-9c11-0f2e6d4b8a01 named 'contoso-addin'.",
            false,
        ),
    ] {
        assert_eq!(may_hold_secret(text), expected, "{text}");
    }
}
