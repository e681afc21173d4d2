use std::sync::{Arc, Mutex};

use entra_client::ClientCredential;
use sso_core::rules::on_behalf_of::{CredentialFacts, SecretShape};
use sso_core::token::ClientSecret;

use super::*;
use crate::vault::{Kept as _, SecretKind, Vault};
use crate::{Clipboard, Folders, Progress};

const IT: &str = "abc8Q~planted-for-a-test_of.its";

fn app(folder: &std::path::Path) -> App {
    App { vault: Vault::of_test(usize::MAX), ..App::on_this_machine(Folders::under(folder)) }
}

fn of() -> Of {
    Of { client_id: "99999999-0000-4000-8000-00000000000a".parse().ok(), cloud: None }
}

async fn put(app: &App, from: From, end: Option<&str>) -> Result<Stored, AppError> {
    let end = end.map(|end| end_of(end).unwrap());
    set(app, Set { of: of(), from, end }, &Progress::silent(), CancellationToken::new()).await
}

fn text(text: &'static str) -> From {
    From::Text(Box::new(move || Ok(SecretString::from(text))))
}

#[tokio::test]
async fn what_is_kept_is_what_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let client_id = of().client_id.unwrap();
    assert!(credential(&app, client_id, &Cloud::Public).await.unwrap().is_none());
    put(&app, text(IT), Some("2099-01-31")).await.unwrap();
    let kept = credential(&app, client_id, &Cloud::Public).await.unwrap().unwrap();
    let ClientCredential::Secret(secret) = kept.credential else { panic!("{kept:?}") };
    assert_eq!(secret.expose(), IT);
    let end = Some(end_of("2099-01-31").unwrap());
    assert_eq!(kept.facts, CredentialFacts::Secret { shape: SecretShape::Value, end });

    // Also one that the profile knows nothing of.
    std::fs::remove_dir_all(app.folders.config.join("profiles")).unwrap();
    let kept = credential(&app, client_id, &Cloud::Public).await.unwrap().unwrap();
    assert_eq!(kept.facts, CredentialFacts::Secret { shape: SecretShape::Value, end: None });
}

/// Every other command is about that app, and would look for the secret there.
#[tokio::test]
async fn whose_it_is_says_the_project_before_the_profile() {
    const OURS: &str = "99999999-0000-4000-8000-00000000000b";
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("project");
    std::fs::create_dir(&project).unwrap();
    std::fs::write(project.join("hallpass.toml"), format!("version = 1\n[facts]\nclient_id = \"{OURS}\"\n")).unwrap();
    let mut app = app(&folder.path().join("config"));
    app.profile.project_folder = Some(project);
    profile::change(&app, |profile| profile.facts.client_id = of().client_id).unwrap();
    let set_it = Set { of: Of::default(), from: text(IT), end: None };
    let stored = set(&app, set_it, &Progress::silent(), CancellationToken::new()).await.unwrap();
    assert_eq!(stored.record.client_id.to_string(), OURS);
    let listed = status(&app).await.unwrap();
    assert!(listed.kept.iter().any(|kept| kept.account.to_string() == OURS), "{listed:?}");
}

/// Whoever changes the cloud of a profile has not chosen to send its secret there.
#[tokio::test]
async fn it_is_sent_where_it_was_kept_for() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let client_id = of().client_id.unwrap();
    let is_sent = async |cloud: &Cloud| match credential(&app, client_id, cloud).await {
        Ok(kept) => kept.is_some(),
        Err(error) => {
            assert_eq!(error.code, "credential-of-another-cloud");
            assert!(error.message.contains(cloud.name()) && error.hint.is_some(), "{error:?}");
            false
        }
    };
    let custom: Cloud = toml::from_str::<profile::KnownFacts>(
        "[cloud.custom]\nname = \"Contoso\"\nauthority = \"https://login.example\"\ngraph = \"https://graph.example\"",
    )
    .unwrap()
    .cloud
    .unwrap();
    profile::change(&app, |profile| profile.facts.client_id = Some(client_id)).unwrap();
    put(&app, text(IT), None).await.unwrap();
    for changed in [Cloud::UsGov, custom.clone(), Cloud::Practice] {
        profile::change(&app, |profile| profile.facts.cloud = Some(changed.clone())).unwrap();
        assert!(!is_sent(&changed).await && is_sent(&Cloud::Public).await, "{changed:?}");
    }
    // Kept anew, it is for the profile's cloud now; both of the United States have one authority.
    profile::change(&app, |profile| profile.facts.cloud = Some(Cloud::UsGov)).unwrap();
    put(&app, text(IT), None).await.unwrap();
    assert!(is_sent(&Cloud::UsGov).await && is_sent(&Cloud::UsGovDod).await && !is_sent(&Cloud::Public).await);

    // Of what nobody wrote down the profile's word counts, and no flag's.
    profile::change(&app, |profile| profile.credentials.clear()).unwrap();
    assert!(is_sent(&Cloud::UsGov).await && !is_sent(&custom).await);
    let named = Of { cloud: Some(plan::GivenCloud::Known(Cloud::China)), ..of() };
    let named = Set { of: named, from: text(IT), end: None };
    set(&app, named, &Progress::silent(), CancellationToken::new()).await.unwrap();
    assert!(is_sent(&Cloud::China).await && !is_sent(&Cloud::UsGov).await);
}

/// Cut off at each call of the keyring, it never stands beside a record of another cloud, and never where none knows it.
#[tokio::test]
async fn cut_off_while_it_changes_its_cloud() {
    for calls in 0..5 {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path());
        let client_id = of().client_id.unwrap();
        profile::change(&app, |profile| profile.facts.client_id = Some(client_id)).unwrap();
        put(&app, text(IT), None).await.unwrap();
        profile::change(&app, |profile| profile.facts.cloud = Some(Cloud::UsGov)).unwrap();
        let short = App { vault: app.vault.ending_after(calls), ..app.clone() };
        let other = "xyz8Q~planted-for-a-test_of.its";
        let done = put(&short, text(other), None).await;
        assert_eq!(done.is_ok(), calls == 4, "{calls}: {done:?}");
        let name = ClientSecret::name(app.profile.name(), client_id.to_string());
        if let Some(there) = app.vault.read::<ClientSecret>(&name).await.unwrap() {
            let cloud = if there.expose() == IT { Cloud::Public } else { Cloud::UsGov };
            let known = known(&app).unwrap();
            let record = known.credential(SecretKind::ClientSecret, client_id).unwrap();
            assert!(record.is_for(&cloud), "after {calls} calls: {record:?}");
        }
    }
}

#[tokio::test]
async fn another_secret_has_another_end() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let first = put(&app, text(IT), Some("2099-01-31T12:00:00Z")).await.unwrap();
    assert!(!first.replaced);
    let same = put(&app, text(IT), None).await.unwrap();
    assert_eq!((same.replaced, same.record.end), (false, first.record.end));
    let other = put(&app, text("xyz8Q~planted-for-a-test_of.its"), None).await.unwrap();
    assert_eq!((other.replaced, other.record.end), (true, None));
    assert_eq!(known(&app).unwrap().credentials, [other.record]);
}

#[tokio::test]
async fn nothing_is_written_without_a_keyring() {
    let folder = tempfile::tempdir().unwrap();
    let app = App { vault: Vault::of_test(0), ..app(folder.path()) };
    let cancel = CancellationToken::new();
    cancel.cancel();
    let asked = set(&app, Set { of: of(), from: text(IT), end: None }, &Progress::silent(), cancel).await;
    assert_eq!(asked.unwrap_err().code, "cancelled");
    assert_eq!(put(&app, text(IT), None).await.unwrap_err().code, "keyring-absent");
    assert!(!app.folders.config.join("profiles").exists());
}

#[tokio::test]
async fn what_was_copied_meanwhile_stays_in_the_clipboard() {
    let folder = tempfile::tempdir().unwrap();
    for (then, says) in [(IT, "is empty now"), ("something else", "something else by now")] {
        let texts = Arc::new(Mutex::new(vec![then, IT]));
        let read = move || Ok(texts.lock().unwrap().pop().unwrap_or_default().to_owned());
        let app = App { clipboard: Clipboard::new(read, || Ok(())), ..app(folder.path()) };
        let notes = put(&app, From::Clipboard, None).await.unwrap().notes.join("\n");
        assert!(notes.contains(says) && !notes.contains("planted"), "{notes}");
    }
}

/// It is found out before the keyring is touched.
#[tokio::test]
async fn a_file_that_cannot_be_written_leaves_the_keyring_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("config"));
    let former = put(&app, text("xyz8Q~planted-for-a-test_of.its"), None).await.unwrap();
    let file = folder.path().join(".env");
    let content = format!("CLIENT_SECRET={IT}\n");
    std::fs::write(&file, &content).unwrap();
    let mut permissions = std::fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&file, permissions).unwrap();
    let wanted = Import { of: of(), file: file.clone(), name: None, end: None, write: true };
    let error = import(&app, wanted, &Progress::silent(), CancellationToken::new()).await.unwrap_err();
    assert_eq!(error.code, "file-not-allowed");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), content);
    let name = ClientSecret::name(app.profile.name(), of().client_id.unwrap().to_string());
    assert_eq!(name.kind, SecretKind::ClientSecret);
    assert_eq!(
        app.vault.read::<ClientSecret>(&name).await.unwrap().unwrap().expose(),
        "xyz8Q~planted-for-a-test_of.its"
    );
    assert_eq!(known(&app).unwrap().credentials, [former.record]);
}

/// Of what nobody has at hand any more the portal still shows the date.
#[tokio::test]
async fn the_end_is_said_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let date = |text: &str| End { of: of(), end: end_of(text).unwrap() };
    assert_eq!(end(&app, date("2099-01-31")).unwrap_err().code, "secret-not-kept");
    let kept = put(&app, text(IT), None).await.unwrap().record;
    assert_eq!(end(&app, date("2020-01-31")).unwrap_err().code, "end-is-past");
    let said = end(&app, date("2099-01-31")).unwrap().record;
    assert_eq!(said, profile::CredentialRecord { end: end_of("2099-01-31").ok(), ..kept });
    assert_eq!(known(&app).unwrap().credentials, [said]);
}

#[test]
fn a_day_means_its_end() {
    for (text, end) in [
        ("2027-01-31", Some("2027-01-31T23:59:59Z")),
        ("2027-01-31T10:00:00Z", Some("2027-01-31T10:00:00Z")),
        ("2027-01-31T10:00:00+01:00", Some("2027-01-31T09:00:00Z")),
        ("31.01.2027", None),
        ("1/31/2027", None),
        ("2027-02-30", None),
        ("", None),
    ] {
        assert_eq!(end_of(text).ok().map(|end| end.to_string()).as_deref(), end, "{text}");
    }
}
