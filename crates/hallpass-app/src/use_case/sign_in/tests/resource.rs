//! Whose API the token is for decides who judges it, and where it may go.

use super::*;
use crate::session::Purpose;

fn asking(scope: &str) -> Input {
    Input { scopes: vec![scope.to_owned()], ..input() }
}

/// Another add-in of the same tenant.
const OTHER: &str = "add10000-0000-4000-8000-000000000112";

#[tokio::test]
async fn a_token_of_graph_is_no_assertion() {
    let rig = Rig::start().await.with_browser();
    for scope in ["User.Read", "https://graph.microsoft.com/User.Read"] {
        let signed_in = rig.sign_in(asking(scope)).await.unwrap();
        assert!(matches!(rig.app.held(signed_in.handle).unwrap().purpose, Purpose::Graph(_)), "{scope}");
        let exchange = on_behalf_of::Input {
            facts: facts(),
            assertion: AssertionSource::Held(signed_in.handle),
            ..Default::default()
        };
        let error = on_behalf_of::on_behalf_of(&rig.app, exchange, &Progress::silent(), CancellationToken::new()).await;
        assert_eq!(error.unwrap_err().code, "token-not-assertion", "{scope}");
        let ask = GraphRequest { facts: facts(), token: signed_in.handle, target: "/me".to_owned() };
        assert_eq!(call_graph(&rig.app, &ask).await.unwrap().value.unwrap()["userPrincipalName"], ADELE);
    }
}

#[tokio::test]
async fn a_token_of_another_api_is_judged_by_nobody_here() {
    let rig = Rig::start().await.with_browser();
    let signed_in = rig.sign_in(asking(&format!("api://localhost:3000/{OTHER}/access_as_user"))).await.unwrap();
    let report = signed_in.token.unwrap();
    assert!(!report.verified && report.checks.is_empty(), "judged by the add-in's own audience: {:?}", report.checks);
    let held = rig.app.held(signed_in.handle).unwrap();
    assert_ne!(held.purpose, Purpose::Assertion);
    let ask = GraphRequest { facts: facts(), token: signed_in.handle, target: "/me".to_owned() };
    assert_eq!(call_graph(&rig.app, &ask).await.unwrap_err().code, "token-not-graph");
}

/// The same API by another of its names is still the add-in's own.
#[tokio::test]
async fn its_own_by_the_client_id() {
    let rig = Rig::start().await.with_browser();
    let own = crate::use_case::add_in::of_facts(&rig.app, &facts()).await.unwrap().scope_by_client_id();
    let signed_in = rig.sign_in(asking(&own)).await.unwrap();
    assert!(signed_in.token.unwrap().verified);
    assert_eq!(rig.app.held(signed_in.handle).unwrap().purpose, Purpose::Assertion);
}

/// A profile's app of another cloud is not the one that signs in; who names one knows which.
#[tokio::test]
async fn the_practice_tenants_own_app_in_place_of_the_profiles() {
    let rig = Rig::start().await.with_browser();
    let own = crate::use_case::add_in::of_facts(&rig.app, &facts()).await.unwrap().client_id;
    assert_eq!(rig.sign_in(input()).await.unwrap().in_place_of, None);
    let known = "c6c1f32b-5e55-4997-881a-753cc1d563b7".parse().unwrap();
    crate::profile::change(&rig.app, |profile| profile.facts.client_id = Some(known)).unwrap();
    let signed_in = rig.sign_in(input()).await.unwrap();
    assert_eq!((signed_in.account.client_id, signed_in.in_place_of), (own, Some(known)));
    let named = Input { facts: plan::Input { client_id: Some(own.to_string()), ..facts() }, ..input() };
    assert_eq!(rig.sign_in(named).await.unwrap().in_place_of, None);
}
