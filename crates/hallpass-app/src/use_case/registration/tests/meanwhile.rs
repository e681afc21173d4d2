//! What another program changes in the profile while a run goes on.

use super::*;

#[tokio::test]
async fn what_others_set_meanwhile_stays() {
    let rig = Rig::start().await;
    let other = rig.app.clone();
    let steps = Mutex::new(0);
    // Each step of the run is followed by a change of somebody else.
    let progress = Progress::new(move |event| {
        if matches!(event, RegistrationEvent::Finished { .. }) {
            *steps.lock().unwrap() += 1;
            let page = format!("step-{}.html", steps.lock().unwrap());
            profile::change(&other, |profile| {
                profile.facts.pages = Some(Pages { dialog: page, ..Pages::default() });
            })
            .unwrap();
        }
    });
    create(&rig.app, wanted(plan(None)), &progress, CancellationToken::new()).await.unwrap();
    let profile = rig.profile();
    assert!(profile.registration.is_some_and(|record| record.is_complete()));
    assert_eq!(profile.facts.domain, Some(plan(None).facts.domain));
    assert_ne!(profile.facts.pages, Some(Pages::default()), "the run took its own for the last word");
}
