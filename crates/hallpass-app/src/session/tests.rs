use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::SignedDuration;
use sso_core::{ClientId, Cloud};
use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::Folders;
use crate::vault::Vault;

/// An app whose clock stands at so many seconds, and that waits as it is told.
fn app(wait: crate::Wait) -> (App, Arc<AtomicI64>, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let seconds = Arc::new(AtomicI64::new(0));
    let clock = Arc::clone(&seconds);
    let app = App {
        clock: Arc::new(move || Timestamp::from_second(clock.load(Ordering::SeqCst)).unwrap()),
        vault: Vault::of_test(usize::MAX),
        wait,
        ..App::on_this_machine(Folders::under(folder.path()))
    };
    (app, seconds, folder)
}

fn held(app: &App, account: &str) -> Held {
    Held {
        token: AccessToken::new("planted"),
        purpose: Purpose::Assertion,
        account: Some(account.to_owned()),
        scopes: Vec::new(),
        ends: app.now() + SignedDuration::from_secs(60),
    }
}

fn never() -> crate::Wait {
    Arc::new(|_| Box::pin(std::future::pending()))
}

#[tokio::test]
async fn a_token_is_there_until_it_ends() {
    let (app, seconds, _folder) = app(never());
    let handle = app.hold(held(&app, "a"));
    assert_eq!(app.held(handle).unwrap().token.expose(), "planted");
    assert!(!format!("{:?} {:?}", app.session, app.held(handle)).contains("planted"));
    seconds.store(60, Ordering::SeqCst);
    assert_eq!(app.held(handle).unwrap_err().code, "token-not-held");
    assert_eq!(app.session.tokens().len(), 0, "it is still in memory");
}

/// Also where nobody asks for it any more.
#[tokio::test]
async fn it_is_wiped_without_being_asked_for() {
    let (over, wait) = tokio::sync::watch::channel(false);
    let wait: crate::Wait = Arc::new(move |length| {
        assert_eq!(length.as_secs(), 60);
        let mut wait = wait.clone();
        Box::pin(async move { drop(wait.wait_for(|over| *over).await) })
    });
    let (app, _, _folder) = app(wait);
    app.hold(held(&app, "a"));
    assert_eq!(app.session.tokens().len(), 1);
    over.send(true).unwrap();
    while !app.session.tokens().is_empty() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_sign_out_wipes_those_of_its_account() {
    let (app, _, _folder) = app(never());
    let (first, second) = (app.hold(held(&app, "a")), app.hold(held(&app, "b")));
    assert_ne!(first, second);
    app.session.forget("a");
    assert!(app.held(first).is_err() && app.held(second).is_ok());
    app.session.clear();
    assert!(app.held(second).is_err());
    assert_eq!(second.to_string().parse::<TokenHandle>().unwrap(), second);
}

fn account(name: &str, id: u128) -> Account {
    Account {
        username: Some(name.to_owned()),
        tenant_id: "7b1f0c52-9f2e-4a64-8a3e-0d9a6d0f2c11".parse().ok(),
        object_id: Some(Uuid::from_u128(id)),
        client_id: ClientId::from_uuid(Uuid::from_u128(7)),
        cloud: Cloud::Public,
        scopes: Vec::new(),
        signed_in: Timestamp::UNIX_EPOCH,
    }
}

#[test]
fn the_one_that_is_meant() {
    let both = [account("adele@contoso.com", 1), account("megan@contoso.com", 2)];
    let key = both[1].key();
    for (known, hint, found) in [
        (&both[..], Some("ADELE@contoso.com"), Ok(0)),
        (&both, Some("00000000-0000-0000-0000-000000000002"), Ok(1)),
        (&both, Some(&*key), Ok(1)),
        (&both, Some("contoso.com"), Err("account-unknown")),
        (&both, None, Err("account-ambiguous")),
        (&both[..1], None, Ok(0)),
        (&[], None, Err("not-signed-in")),
        (&[], Some("adele@contoso.com"), Err("not-signed-in")),
    ] {
        let chosen = choose(known, hint);
        let chosen = chosen.as_ref().map_err(|error| (&*error.code, error.hint.is_some()));
        assert_eq!(chosen, found.as_ref().map(|at| &both[*at]).map_err(|code| (*code, true)), "{hint:?}");
    }
}

/// Two programs that sign in at once lose nothing; who signs in again stands once.
#[test]
fn accounts_are_written_down_one_after_the_other() {
    let (app, _, _folder) = app(never());
    let threads: Vec<_> = (0..8)
        .map(|id| {
            let app = app.clone();
            std::thread::spawn(move || drop(keep(&app, &account("somebody", id), None).unwrap()))
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    keep(&app, &account("renamed", 3), None).unwrap();
    let known = accounts(&app).unwrap();
    assert_eq!((known.len(), known[0].username.as_deref()), (8, Some("renamed")));
    for account in &known {
        forget(&app, &account.key()).unwrap();
    }
    assert_eq!(accounts(&app).unwrap(), []);
    let file = app.folders.state.join("accounts/default.json");
    assert!(!file.exists());
    std::fs::write(&file, "{").unwrap();
    assert_eq!(accounts(&app).unwrap_err().code, "accounts-not-readable");
}

/// Two apps of one user: neither has the other's refresh token.
#[test]
fn each_app_has_an_account_of_its_own() {
    let (app, _, _folder) = app(never());
    let first = account("adele@contoso.com", 1);
    let second = Account { client_id: ClientId::from_uuid(Uuid::from_u128(8)), ..first.clone() };
    assert_ne!(first.secret(&app), second.secret(&app));
    keep(&app, &first, None).unwrap();
    keep(&app, &second, None).unwrap();
    let both = accounts(&app).unwrap();
    assert_eq!(both, [second.clone(), first.clone()]);
    // The name stands for both, so they are told apart by more.
    for hint in [None, Some("adele@contoso.com")] {
        let which = choose(&both, hint).unwrap_err();
        assert_eq!(which.code, "account-ambiguous");
        assert!(which.hint.unwrap().contains(&second.key()), "{hint:?}");
    }
    assert_eq!(choose(&both, Some(&first.key())), Ok(first.clone()));
    forget(&app, &second.key()).unwrap();
    assert_eq!(accounts(&app).unwrap(), [first]);
}

/// A file that an older Hallpass wrote.
#[test]
fn accounts_of_an_older_file_are_read() {
    let (app, _, _folder) = app(never());
    let account = account("adele@contoso.com", 1);
    let text = serde_json::json!({ "accounts": [account] }).to_string();
    let file = app.folders.state.join("accounts/default.json");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, text).unwrap();
    assert_eq!(accounts(&app).unwrap(), [account]);
}
