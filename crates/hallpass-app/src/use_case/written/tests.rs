use std::fs;

use sso_core::token::ClientSecret;

use super::*;
use crate::profile::{Profile, RegistrationRecord, RunRecord, UndoStep};
use crate::vault::{Kept as _, SecretKind, Vault};
use crate::{Folders, settings};

const ID: &str = "99999999-0000-4000-8000-00000000000a";

fn app(folder: &std::path::Path, calls: usize) -> App {
    App { vault: Vault::of_test(calls), ..App::on_this_machine(Folders::under(folder)) }
}

fn with_registration(profile: &mut Profile) {
    profile.facts.name = Some("Contoso Expenses".to_owned());
    let step = |title: &str| UndoStep {
        title: title.to_owned(),
        method: "PATCH".to_owned(),
        path: "/v1.0/applications/a".to_owned(),
        body: None,
        left: None,
    };
    profile.registration = Some(RegistrationRecord {
        client_id: ID.parse().unwrap(),
        object_id: "99999999-0000-4000-8000-00000000000b".parse().unwrap(),
        tenant_id: "99999999-0000-4000-8000-00000000000c".parse().unwrap(),
        made_here: true,
        runs: vec![RunRecord {
            complete: true,
            facts_before: Default::default(),
            undo: vec![step("Delete the application")],
        }],
    });
}

#[tokio::test]
async fn everything_is_in_the_list_and_can_be_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("hallpass"), usize::MAX);
    let nothing = written(&app).await.unwrap();
    assert_eq!(
        (nothing.parts, nothing.keyring, nothing.files, nothing.registrations),
        (vec![], vec![], vec![], vec![])
    );

    settings::change(&app.folders, |settings| settings.notifications = false).unwrap();
    profile::change(&app, with_registration).unwrap();
    let name = ClientSecret::name("default", ID);
    app.vault.store(&name, &ClientSecret::new("abc8Q~planted-for-a-test")).await.unwrap();
    let manifest = folder.path().join("manifest.xml");
    fs::write(&manifest, "after").unwrap();
    files::keep(&app.folders.state, &manifest, b"before", b"after").unwrap();

    let all = written(&app).await.unwrap();
    let names: Vec<(&str, bool)> = all.parts.iter().map(|part| (part.name.as_str(), part.deletable)).collect();
    assert!(names.contains(&("settings.toml", true)) && names.contains(&("profiles", false)), "{names:?}");
    assert!(names.contains(&("kept", true)) && !names.iter().any(|(name, _)| ["state", "cache"].contains(name)));
    assert!(all.parts.iter().all(|part| part.files > 0));
    let [entry] = &all.keyring[..] else { panic!("{:?}", all.keyring) };
    assert_eq!((entry.kind, entry.entry.as_str()), (SecretKind::ClientSecret, format!("Hallpass {name}").as_str()));
    let [file] = &all.files[..] else { panic!("{:?}", all.files) };
    assert_eq!((file.there, file.writes), (true, 1));
    let [registration] = &all.registrations[..] else { panic!("{:?}", all.registrations) };
    assert_eq!(
        (registration.made_here, &registration.last_run[..]),
        (true, &["Delete the application".to_owned()][..])
    );

    assert_eq!(undo_file(&app, &file.id.to_string()), Ok(false));
    assert_eq!(fs::read(&manifest).unwrap(), b"before");
    assert_eq!(undo_file(&app, &file.id.to_string()).unwrap_err().code, "nothing-to-undo");

    let of_part = WrittenItem::Part { folder: FolderKind::Config, name: "settings.toml".to_owned() };
    assert_eq!(place(&app, &of_part), Ok(Some(settings::path(&app.folders))));
    for item in [WrittenItem::Keyring { entry: entry.clone() }, of_part, WrittenItem::File { id: file.id }] {
        delete(&app, &item).await.unwrap();
    }
    let left = written(&app).await.unwrap();
    assert_eq!((left.keyring, left.files), (vec![], vec![]));
    assert!(!left.parts.iter().any(|part| part.name == "settings.toml"));
    assert_eq!(fs::read(&manifest).unwrap(), b"before", "a user's file stays as it is");
}

#[tokio::test]
async fn what_others_need_or_nobody_listed_is_not_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path(), usize::MAX);
    profile::change(&app, |_| {}).unwrap();
    for (kind, name) in [
        (FolderKind::Config, "profiles"),
        (FolderKind::State, "../profiles"),
        (FolderKind::Cache, ""),
        (FolderKind::State, "."),
    ] {
        let item = WrittenItem::Part { folder: kind, name: name.to_owned() };
        assert_eq!(delete(&app, &item).await.unwrap_err().code, "not-deleted", "{name}");
        assert_eq!(place(&app, &item).unwrap().is_some(), name == "profiles", "{name}");
    }
    assert!(profile::is_there(&app));
    let of_nobody = KeyringEntry {
        profile: "default".to_owned(),
        kind: SecretKind::RefreshToken,
        account: "nobody".to_owned(),
        entry: "Hallpass default/refresh-token/nobody".to_owned(),
        user: None,
    };
    let item = WrittenItem::Keyring { entry: of_nobody };
    assert_eq!(delete(&app, &item).await.unwrap_err().code, "keyring-entry-unknown");
    assert_eq!(undo_file(&app, "nothing").unwrap_err().code, "nothing-to-undo");
}

#[tokio::test]
async fn a_keyring_that_does_not_answer_and_a_spoilt_profile_hide_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path(), 0);
    let client_id = ID.parse().unwrap();
    profile::change(&app, |profile| {
        with_registration(profile);
        let record =
            profile::CredentialRecord::new(SecretKind::ClientSecret, client_id, sso_core::Cloud::Public, app.now());
        profile.remember_credential(record);
    })
    .unwrap();
    fs::write(app.folders.config.join("profiles/spoilt.toml"), "version = 1\nx").unwrap();
    let all = written(&app).await.unwrap();
    assert_eq!(all.keyring.len(), 1, "the one that the profile knows of");
    assert!(all.keyring_error.is_some());
    assert_eq!((all.registrations.len(), all.unread.len()), (1, 1));
}
