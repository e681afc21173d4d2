//! A run that is killed: the next one completes it, and nothing is there twice.

use std::pin::Pin;
use std::task::{Context, Poll};

use super::*;
use crate::vault::SecretKind;

async fn assert_whole(rig: &Rig, outcome: &Outcome, at: &str) {
    let [made] = rig.applications().await.try_into().unwrap_or_else(|all| panic!("{at}: {all:?}"));
    assert_eq!((made.app_id, made.password_credentials.len()), (outcome.client_id, 1), "{at}");
    assert_eq!((rig.service_principals().await, outcome.left.as_slice()), (1, &[][..]), "{at}");
    let kept = rig.kept_secret(made.app_id.unwrap()).await.unwrap();
    assert!(kept.expose().starts_with(made.password_credentials[0].hint.as_deref().unwrap()), "{at}");
    let record = rig.profile().registration.unwrap();
    assert!(record.is_complete() && record.made_here, "{at}");
    let profile = rig.profile();
    let [kept] = profile.credentials.as_slice() else { panic!("{at}: {:?}", profile.credentials) };
    assert_eq!(
        (kept.key_id, &kept.hint),
        (Some(made.password_credentials[0].key_id), &made.password_credentials[0].hint)
    );
}

fn begun_now(rig: &Rig) -> Option<profile::Begun> {
    Some(profile::Begun { at: rig.app.now(), facts_before: profile::KnownFacts::default() })
}

#[tokio::test]
async fn after_each_step() {
    const STEPS: usize = 6;
    let rig = Rig::start().await;
    for steps in 0..=STEPS {
        let first = rig.create_until(steps).await;
        if steps < STEPS {
            let error = first.unwrap_err();
            assert_eq!(error.code, "cancelled", "after {steps}");
        } else {
            first.unwrap();
        }
        let outcome = rig.create().await.unwrap();
        // The six steps are those of both runs together.
        assert_eq!(outcome.changes.len(), 5_usize.saturating_sub(steps), "after {steps}");
        assert_whole(&rig, &outcome, &format!("after {steps} steps")).await;
        // And both are taken back together.
        let undone = rig.undo(Target::default()).await.unwrap();
        assert!(undone.application_deleted, "after {steps}");
        assert_eq!(rig.applications().await, []);
        assert_eq!(rig.kept_secret(undone.client_id).await.map(|_| ()), None);
    }
}

/// Between Graph's answer and the profile: the application is found by its tag, a secret that nobody kept is replaced.
#[tokio::test]
async fn before_it_was_written_down() {
    let rig = Rig::start().await;
    for steps in 1..=6 {
        let _ = rig.create_until(steps).await;
        let mut profile = rig.profile();
        let record = profile.registration.as_mut().unwrap();
        let client_id = record.client_id;
        match steps {
            // The application is there, the answer was not written.
            1 => {
                profile.registration = None;
                profile.facts.client_id = None;
                profile.begun = begun_now(&rig);
            }
            // The secret is in the keyring only, or nowhere at all.
            6 => {
                record.runs[0].complete = false;
                profile.forget_credential(SecretKind::ClientSecret, client_id);
                rig.app.vault.delete(&super::super::secret::name(&rig.app, client_id)).await.unwrap();
            }
            _ => record.runs[0].complete = false,
        }
        profile::file::put(&rig.app, &profile);
        let outcome = rig.create().await.unwrap();
        assert_eq!(outcome.client_id, Some(client_id), "after {steps}");
        assert_whole(&rig, &outcome, &format!("after {steps} steps")).await;
        assert!(rig.undo(Target::default()).await.unwrap().application_deleted, "after {steps}");
        assert_eq!(rig.applications().await, []);
    }
}

/// The list of applications does not have the new one yet when the next run looks for it.
#[tokio::test]
async fn found_by_its_tag_after_a_while() {
    let rig = Rig::start().await;
    rig.tenant().set_replication_lag(5);
    let _ = rig.create_until(1).await;
    let mut profile = rig.profile();
    (profile.registration, profile.begun) = (None, begun_now(&rig));
    profile::file::put(&rig.app, &profile);
    let outcome = rig.create().await.unwrap();
    rig.tenant().set_replication_lag(0);
    assert_whole(&rig, &outcome, "with a lag").await;
}

#[tokio::test]
async fn more_than_one_with_the_tag() {
    let rig = Rig::start().await;
    let _ = rig.create_until(1).await;
    let mut profile = rig.profile();
    profile.registration = None;
    profile::file::put(&rig.app, &profile);
    let tags = vec![super::super::tag_of(profile.id)];
    rig.tenant().register(Registration { display_name: NAME.to_owned(), tags, ..Default::default() });
    let error = rig.create().await.unwrap_err();
    assert_eq!(error.code, "registration-ambiguous");
    assert_eq!(rig.applications().await.len(), 2);
}

/// A future that is dropped when it wakes for the last time: as a process that is killed, it leaves what it sent and wrote.
pub struct Killed<'a, T> {
    pub run: Pin<Box<dyn Future<Output = T> + 'a>>,
    pub wakes: usize,
    pub after: usize,
}

impl<T> Future for Killed<'_, T> {
    /// How often it woke, and what came of it unless it was killed.
    type Output = (usize, Option<T>);

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.wakes >= self.after {
            return Poll::Ready((self.wakes, None));
        }
        self.wakes += 1;
        match self.run.as_mut().poll(context) {
            Poll::Ready(came) => Poll::Ready((self.wakes, Some(came))),
            Poll::Pending => Poll::Pending,
        }
    }
}

/// Not only between two steps: at each moment in which a run waits for something.
#[tokio::test]
async fn at_any_moment() {
    let rig = Rig::start().await;
    let progress = rig.progress();
    for lag in [0, 3] {
        for after in (1..).step_by(2) {
            let at = format!("killed at {after}, with a lag of {lag}");
            rig.tenant().set_replication_lag(lag);
            let run = Box::pin(create(&rig.app, wanted(plan(None)), &progress, CancellationToken::new()));
            let (wakes, ended) = Killed { run, wakes: 0, after }.await;
            // What was sent already still arrives.
            rig.get("servicePrincipals").await;
            let outcome = rig.create().await.unwrap();
            rig.tenant().set_replication_lag(0);
            assert_whole(&rig, &outcome, &at).await;
            assert!(rig.undo(Target::default()).await.unwrap().application_deleted, "{at}");
            assert_eq!(rig.applications().await, [], "{at}");
            if ended.is_some() {
                assert!(wakes > 20, "it was killed {wakes} times only");
                break;
            }
        }
    }
}

/// Taken back without being completed, while the application is not known everywhere: it is not taken for gone.
#[tokio::test]
async fn taken_back_at_once() {
    let rig = Rig::start().await;
    for steps in 1..=5 {
        rig.tenant().set_replication_lag(4);
        rig.create_until(steps).await.unwrap_err();
        assert!(rig.undo(Target::default()).await.unwrap().application_deleted, "after {steps}");
        rig.tenant().set_replication_lag(0);
        assert_eq!(rig.applications().await, [], "after {steps}");
    }
}

/// Graph has made the change, and the answer was not read: of each step, also where what is new is not known everywhere.
#[tokio::test]
async fn with_an_answer_on_its_way() {
    let rig = Rig::start().await;
    for (lag, step) in [0, 3].into_iter().flat_map(|lag| (1..=6).map(move |step| (lag, step))) {
        let at = format!("killed in step {step}, with a lag of {lag}");
        rig.tenant().set_replication_lag(lag);
        let started = Arc::new(Mutex::new(0));
        let count = started.clone();
        let progress = Progress::new(move |event| {
            if matches!(event, RegistrationEvent::Started { .. }) {
                *count.lock().unwrap() += 1;
            }
        });
        let mut run = Box::pin(create(&rig.app, wanted(plan(None)), &progress, CancellationToken::new()));
        std::future::poll_fn(|context| {
            assert!(run.as_mut().poll(context).is_pending(), "{at}");
            if { *started.lock().unwrap() } >= step { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        // Meanwhile Graph answers, and nobody reads it.
        rig.get("servicePrincipals").await;
        drop(run);
        let outcome = rig.create().await.unwrap();
        // Nothing is hidden any more, also no second one.
        rig.tenant().set_replication_lag(0);
        assert_whole(&rig, &outcome, &at).await;
        assert!(rig.undo(Target::default()).await.unwrap().application_deleted, "{at}");
        assert_eq!(rig.applications().await, [], "{at}");
    }
}
