//! What a script of the same plan made, a live run knows.

use super::*;
use crate::use_case::plan::script_tag;

#[tokio::test]
async fn it_is_taken_over_and_given_back() {
    let rig = Rig::start().await;
    let tag = script_tag(&rig.app, &plan(None)).unwrap();
    let profile = rig.profile();
    assert_eq!(profile, profile::Profile::new(profile.id), "only an ID is kept");
    assert_eq!(script_tag(&rig.app, &plan(None)).unwrap(), tag);

    let tags = vec![format!("hallpass:{tag}")];
    let scripts = rig.tenant().register(Registration { display_name: NAME.to_owned(), tags, ..Default::default() });
    let before = rig.registration(scripts.app_id.unwrap()).await;
    let outcome = rig.create().await.unwrap();
    assert_eq!((outcome.client_id, outcome.made_here, outcome.left.len()), (scripts.app_id, true, 0));
    let [made] = rig.applications().await.try_into().unwrap();
    assert_eq!(made.tags, [format!("hallpass:{tag}"), format!("hallpass:{}", profile.id)]);

    // The run did not make it, so taking the run back does not delete it.
    assert!(!rig.undo(Target::default()).await.unwrap().application_deleted);
    assert_eq!(rig.registration(scripts.app_id.unwrap()).await, before);
    assert!(rig.profile().registration.is_none());
}

#[test]
fn an_application_that_is_there_needs_no_tag() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::on_this_machine(Folders::under(folder.path()));
    let client_id = "99999999-0000-4000-8000-00000000000a".parse().ok();
    script_tag(&app, &plan(client_id)).unwrap();
    assert_eq!(profile::read(&app).unwrap(), None);
}
