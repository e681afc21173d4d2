//! Tokens that somebody signs in for, without a person at the browser.

use super::*;
use crate::practice::sign_in_as;

/// A browser in which somebody signs in by themselves.
fn browser_of(rig: &mut Rig, who: &'static str) {
    let (authority, ca) = (rig.tenant().http_authority().clone(), rig.tenant().ca_certificate().to_owned());
    rig.app.open_browser = Arc::new(move |page| {
        let (page, authority, ca) = (page.parse().unwrap(), authority.clone(), ca.clone());
        tokio::spawn(async move { sign_in_as(who, &page, &authority, &ca).await });
        Ok(())
    });
}

fn public_client(rig: &Rig, client_id: Option<&str>) -> ClientId {
    let mut client = Registration { display_name: "A tool".to_owned(), ..Default::default() };
    client.app_id = client_id.map(|id| id.parse().unwrap());
    client.public_client.redirect_uris = vec!["http://localhost".to_owned()];
    rig.tenant().register(client).app_id.unwrap()
}

#[tokio::test]
async fn with_a_client_of_the_organisation_and_with_microsofts() {
    let mut rig = Rig::start().await;
    browser_of(&mut rig, MEGAN);
    let own = public_client(&rig, None);
    public_client(&rig, Some("14d82eec-204b-4c2f-b7e8-296a70dab67e"));
    let tenant = rig.tenant().tenant_id();
    for (via, words) in
        [(Via::ClientId(own), own.to_string()), (Via::GraphCommandLineTools, "may have to consent".to_owned())]
    {
        let mut plan = plan(None);
        plan.facts.tenant_id = Some(tenant);
        let wanted = Wanted { via: Some(via), ..wanted(plan) };
        let outcome = create(&rig.app, wanted, &rig.progress(), CancellationToken::new()).await.unwrap();
        assert_eq!((outcome.tenant_id, outcome.left.len()), (tenant, 0));
        let events = std::mem::take(&mut *rig.events.lock().unwrap());
        let told = |words: &str| {
            events
                .iter()
                .any(|event| matches!(event, RegistrationEvent::Source { words: told } if told.contains(words)))
        };
        assert!(told(&words) && told(&tenant.to_string()), "{events:?}");
        assert!(events.iter().any(|event| matches!(event, RegistrationEvent::SignInPage { .. })));
        rig.delete(Target::default()).await.unwrap();
    }
}

#[tokio::test]
async fn cancelled_while_the_page_is_open() {
    let rig = Rig::start().await;
    let cancel = CancellationToken::new();
    let stop = cancel.clone();
    let progress = Progress::new(move |event| {
        if matches!(event, RegistrationEvent::SignInPage { .. }) {
            stop.cancel();
        }
    });
    let wanted = Wanted { via: Some(Via::ClientId(public_client(&rig, None))), ..wanted(plan(None)) };
    assert_eq!(create(&rig.app, wanted, &progress, cancel).await.unwrap_err().code, "cancelled");
    assert_eq!(rig.profile_text(), "");
}

#[tokio::test]
async fn no_source_at_all() {
    let rig = Rig::start().await;
    let mut plan = plan(None);
    plan.facts.cloud = Cloud::Public;
    let error = create(&rig.app, wanted(plan), &rig.progress(), CancellationToken::new()).await.unwrap_err();
    assert_eq!(error.code, "token-source-missing");
    assert!(error.hint.unwrap().contains("hallpass plan --as admin-text"));
}
