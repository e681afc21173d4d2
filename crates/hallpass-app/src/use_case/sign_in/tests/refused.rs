//! What Entra refuses of a refresh, of an exchange and of a sign-in itself, and the way on that is told.

use practice_tenant::{Fault, FaultTarget};

use super::*;

async fn obo(rig: &Rig) -> Result<on_behalf_of::Output, AppError> {
    let input = on_behalf_of::Input { facts: facts(), ..Default::default() };
    on_behalf_of::on_behalf_of(&rig.app, input, &Progress::silent(), CancellationToken::new()).await
}

fn strike(rig: &Rig, code: &str, on: FaultTarget) {
    let tenant = rig.running.tenant();
    tenant.clear_faults();
    tenant.fault(Fault::new(code, Some(on), None).unwrap());
}

/// The number leads to the catalogue, the IDs to the tenant's sign-in log.
fn assert_traced(text: &str, code: &str) {
    for part in [code, "Trace ID: ", "Correlation ID: ", "Timestamp: "] {
        assert!(text.contains(part), "{part} is lost: {text}");
    }
}

use refused::NOT_YOURS;

#[tokio::test]
async fn a_refresh_that_wants_the_person() {
    let rig = Rig::start().await.with_browser();
    rig.sign_in(input()).await.unwrap();
    for (code, has_claims) in [("50173", false), ("50076", true), ("50079", true), ("50158", true)] {
        strike(&rig, code, FaultTarget::RefreshToken);
        let error = obo(&rig).await.unwrap_err();
        assert_eq!(error.code, "sign-in-again", "{code}: {error:?}");
        assert_traced(&error.message, &format!("AADSTS{code}"));
        let hint = error.hint.unwrap();
        assert!(hint.starts_with(&format!("hallpass sign-in --account {ADELE} --cloud practice")), "{hint}");
        assert_eq!(hint.contains(" --claims '{"), has_claims, "{code}: {hint}");
        assert!(!error.message.contains(NOT_YOURS), "{code}: {}", error.message);
        assert!(!hint.contains(" hint"), "{hint}");
    }
}

/// A policy that no sign-in of this user passes: nobody is sent in circles.
#[tokio::test]
async fn a_refresh_that_a_policy_of_the_tenant_refuses() {
    let rig = Rig::start().await.with_browser();
    rig.sign_in(input()).await.unwrap();
    // With a challenge or without one.
    for code in ["53000", "53003"] {
        strike(&rig, code, FaultTarget::RefreshToken);
        let error = obo(&rig).await.unwrap_err();
        assert_eq!(error.code, format!("AADSTS{code}"));
        assert_traced(&error.message, &error.code);
        assert!(error.message.starts_with(NOT_YOURS), "{error:?}");
        assert!(error.hint.as_ref().is_some_and(|hint| !hint.contains("hallpass sign-in")), "{error:?}");
    }
}

/// The practice tenant that answers now never saw the person.
#[tokio::test]
async fn a_practice_tenant_that_has_forgotten_says_why() {
    let rig = Rig::start().await.with_browser();
    rig.sign_in(input()).await.unwrap();
    strike(&rig, "70000", FaultTarget::RefreshToken);
    let error = obo(&rig).await.unwrap_err();
    assert_eq!(error.code, "sign-in-again");
    assert!(error.message.contains("forgets every sign-in when it is started again"), "{error:?}");
    assert_traced(&error.message, "AADSTS70000");
}

/// Its tokens are of its time; this machine's clock is right.
#[tokio::test]
async fn a_practice_tenant_whose_time_was_moved() {
    let rig = Rig::start().await.with_browser();
    rig.sign_in(input()).await.unwrap();
    let by = crate::practice::MoveTime::By(jiff::SignedDuration::from_hours(2));
    crate::practice::time(&rig.app, Some(by)).await.unwrap();
    let exchanged = obo(&rig).await.unwrap();
    assert_eq!((exchanged.findings.len(), exchanged.granted.is_some()), (0, true), "{exchanged:?}");
    assert_eq!(exchanged.time_moved.as_deref(), Some("the practice tenant's time was moved on by 2h"));
    let again = rig.sign_in(input()).await.unwrap();
    assert!(again.token.is_some_and(|token| token.passed()), "a new token is of that time, and judged by it");
}

/// The same text, given to `hallpass diagnose`, leads to the catalogue's entry with the IDs.
#[tokio::test]
async fn what_is_told_can_be_diagnosed() {
    let rig = Rig::start().await.with_browser();
    rig.sign_in(input()).await.unwrap();
    strike(&rig, "50173", FaultTarget::RefreshToken);
    let told = obo(&rig).await.unwrap_err().message;
    let diagnosed = sso_core::diagnose::diagnose(told.as_bytes(), rig.app.now());
    let first = &diagnosed.diagnoses[0];
    assert_eq!(first.code, "AADSTS50173");
    for name in ["trace_id", "correlation_id", "timestamp"] {
        let is_there = first.evidence.iter().any(|evidence| evidence.place.path.as_deref() == Some(name));
        assert!(is_there, "{name}: {told}");
    }
}

#[tokio::test]
async fn an_exchange_that_wants_the_person_or_the_administrator() {
    let rig = Rig::start().await.with_browser();
    rig.sign_in(input()).await.unwrap();
    for (code, command, policy) in [
        ("50076", Some(true), false),
        ("53003", None, true),
        ("53000", None, true),
        ("50173", Some(false), false),
        ("7000215", None, false),
    ] {
        strike(&rig, code, FaultTarget::OnBehalfOf);
        let refusal = obo(&rig).await.unwrap().refusal.unwrap();
        assert_eq!(refusal.error.code, format!("AADSTS{code}"));
        let commands: Vec<_> = refusal.next.iter().filter_map(|next| next.command.as_deref()).collect();
        assert_eq!(commands.first().map(|command| command.contains("--claims")), command, "{code}: {:?}", refusal.next);
        assert_eq!(refusal.error.message.starts_with(NOT_YOURS), policy, "{code}: {:?}", refusal.error);
        assert!(commands.iter().all(|command| command.starts_with("hallpass sign-in --account ")), "{commands:?}");
        assert_eq!(
            refusal.next.iter().any(|next| next.words.contains(NOT_YOURS)),
            policy,
            "{code}: {:?}",
            refusal.next
        );
    }
}

/// Where nobody is asked again because the code itself is refused.
#[tokio::test]
async fn a_sign_in_that_is_refused_when_its_code_is_redeemed() {
    let rig = Rig::start().await.with_browser();
    for (code, told) in [("50076", " --claims '{"), ("53000", "administrator"), ("54005", "")] {
        strike(&rig, code, FaultTarget::AuthorizationCode);
        let error = rig.sign_in(input()).await.unwrap_err();
        assert_eq!(error.code, format!("AADSTS{code}"));
        assert_traced(&error.message, &error.code);
        assert_eq!(error.message.contains(NOT_YOURS), code == "53000", "{error:?}");
        assert!(error.hint.as_deref().unwrap().contains(told), "{error:?}");
    }
}
