//! Whatever fails, what the keyring has is found by a sign-out.

use sso_core::Cloud;
use sso_core::token::RefreshToken;

use super::*;
use crate::session;
use crate::vault::{Kept, VaultError};

async fn sign_out(app: &App) -> Result<sign_out::Output, AppError> {
    sign_out::sign_out(app, &sign_out::Input::default(), |_| {}, &CancellationToken::new()).await
}

async fn obo(rig: &Rig) -> Result<on_behalf_of::Output, AppError> {
    let input = on_behalf_of::Input { facts: facts(), ..Default::default() };
    on_behalf_of::on_behalf_of(&rig.app, input, &Progress::silent(), CancellationToken::new()).await
}

/// Nobody could delete what nobody knows of.
#[tokio::test]
async fn what_cannot_be_noted_is_not_kept() {
    let rig = Rig::start().await.with_browser();
    let accounts = rig.app.folders.state.join("accounts");
    std::fs::create_dir_all(accounts.join("default.json")).unwrap();
    let signed_in = rig.sign_in(input()).await.unwrap();
    assert!(matches!(signed_in.kept, Keeping::Nowhere { .. }), "{:?}", signed_in.kept);
    assert_eq!(rig.app.vault.has(&signed_in.account.secret(&rig.app)).await, Ok(false), "an entry that nobody finds");
}

/// The first token is in the keyring still, so its note stays as it was.
#[tokio::test]
async fn a_note_is_put_back_where_the_keyring_refuses() {
    let mut rig = Rig::start().await.with_browser();
    rig.sign_in(input()).await.unwrap();
    let before = session::accounts(&rig.app).unwrap();
    let vault = std::mem::replace(&mut rig.app.vault, Vault::of_test(0));
    let clock = rig.app.clock.clone();
    rig.app.clock = Arc::new(move || clock() + jiff::SignedDuration::from_secs(5));
    assert!(matches!(rig.sign_in(input()).await.unwrap().kept, Keeping::Nowhere { .. }));
    assert_eq!(session::accounts(&rig.app).unwrap(), before);
    rig.app.vault = vault;
    sign_out(&rig.app).await.unwrap();
    assert_eq!(rig.app.vault.has(&before[0].secret(&rig.app)).await, Ok(false));
}

/// Client ID, tenant and user may have the same IDs in a cloud of own addresses. Whatever the keyring does, the note names
/// the cloud that gave the token: it is what a refresh goes by.
#[tokio::test]
async fn a_token_of_another_cloud_never_stands_under_a_note_of_this_one() {
    let mut rig = Rig::start().await.with_browser();
    let vault = rig.app.vault.clone();
    for (calls, is_kept) in [(0, false), (1, false), (2, false), (3, true)] {
        let account = rig.sign_in(input()).await.unwrap().account;
        let entry = account.secret(&rig.app);
        let before: RefreshToken = vault.read(&entry).await.unwrap().unwrap();
        session::keep(&rig.app, &session::Account { cloud: Cloud::China, ..account }, None).unwrap();
        // It may have taken the token all the same, so the new note stays.
        rig.app.vault = vault.failing_after(calls, VaultError::Unusable("it broke off".to_owned()));
        let kept = rig.sign_in(input()).await.unwrap().kept;
        assert_eq!(kept == Keeping::InKeyring, is_kept, "{calls}: {kept:?}");
        if let Some(there) = vault.read::<RefreshToken>(&entry).await.unwrap() {
            let cloud = if there.is(&before) { Cloud::China } else { Cloud::Practice };
            assert_eq!(session::accounts(&rig.app).unwrap()[0].cloud, cloud, "after {calls} calls");
        }
        rig.app.vault = vault.clone();
    }
}

/// The memory is this process's own: no keyring is asked for it.
#[tokio::test]
async fn a_sign_out_forgets_the_memory_whatever_the_keyring_does() {
    let mut rig = Rig::start().await.with_browser();
    let signed_in = rig.sign_in(input()).await.unwrap();
    let vault = std::mem::replace(&mut rig.app.vault, Vault::of_test(0));
    assert_eq!(sign_out(&rig.app).await.unwrap_err().code, "keyring-absent");
    assert_eq!(rig.app.held(signed_in.handle).unwrap_err().code, "token-not-held");
    // What the keyring still has is known still, and goes the next time.
    assert_eq!(session::accounts(&rig.app).unwrap().len(), 1);
    rig.app.vault = vault;
    sign_out(&rig.app).await.unwrap();
    assert_eq!(rig.app.vault.has(&signed_in.account.secret(&rig.app)).await, Ok(false));
    assert_eq!(session::accounts(&rig.app).unwrap(), []);
}

#[tokio::test]
async fn a_sign_out_forgets_the_memory_where_the_accounts_cannot_be_read() {
    let rig = Rig::start().await.with_browser();
    let signed_in = rig.sign_in(input()).await.unwrap();
    std::fs::write(rig.app.folders.state.join("accounts/default.json"), "{").unwrap();
    assert_eq!(sign_out(&rig.app).await.unwrap_err().code, "accounts-not-readable");
    assert_eq!(rig.app.held(signed_in.handle).unwrap_err().code, "token-not-held");
}

/// As Hallpass named it before the app was part of the name.
async fn named_as_before(rig: &Rig) -> (session::Account, crate::vault::SecretName) {
    let account = rig.sign_in(input()).await.unwrap().account;
    let own = account.secret(&rig.app);
    let name = RefreshToken::name("default", format!("{}.{}", account.tenant_id.unwrap(), account.object_id.unwrap()));
    let token: RefreshToken = rig.app.vault.read(&own).await.unwrap().unwrap();
    rig.app.vault.store(&name, &token).await.unwrap();
    rig.app.vault.delete(&own).await.unwrap();
    (account, name)
}

#[tokio::test]
async fn an_entry_of_an_older_name_is_used_and_then_named_anew() {
    let rig = Rig::start().await.with_browser();
    let (account, older) = named_as_before(&rig).await;
    assert!(obo(&rig).await.unwrap().granted.is_some());
    assert_eq!(rig.app.vault.has(&older).await, Ok(false), "the old entry is left behind");
    assert_eq!(rig.app.vault.has(&account.secret(&rig.app)).await, Ok(true));
    assert!(obo(&rig).await.unwrap().granted.is_some());
}

#[tokio::test]
async fn a_sign_out_takes_an_entry_of_an_older_name_too() {
    let rig = Rig::start().await.with_browser();
    let (_, older) = named_as_before(&rig).await;
    sign_out(&rig.app).await.unwrap();
    assert_eq!(rig.app.vault.has(&older).await, Ok(false));
}
/// Whoever was signed out in another process meanwhile stays so.
#[tokio::test]
async fn a_refresh_keeps_nothing_of_somebody_who_is_no_longer_noted() {
    let rig = Rig::start().await.with_browser();
    let account = rig.sign_in(input()).await.unwrap().account;
    let forgotten = session::forget(&rig.app, &account.key());
    forgotten.unwrap();
    let token = RefreshToken::new("new");
    super::super::kept::renew(&rig.app, &account, &account.secret(&rig.app), &token).await;
    let kept: RefreshToken = rig.app.vault.read(&account.secret(&rig.app)).await.unwrap().unwrap();
    assert_ne!(kept.expose(), "new");
}
