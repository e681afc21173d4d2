//! Keys of a practice tenant, kept on disk as those of a cloud are.

use std::path::Path;
use std::sync::Arc;

use entra_client::{Missed, Trust};
use practice_tenant::{Config, KeyMaterial, PracticeTenant, Seed};
use sso_core::Timestamp;

use super::*;
use crate::vault::Vault;
use crate::{Folders, files};

fn app(folder: &Path) -> App {
    App {
        clock: Arc::new(|| at(0)),
        zone: jiff::tz::TimeZone::UTC,
        random: Arc::new(|bytes| bytes.fill(0)),
        folders: Folders::under(folder),
        profile: crate::profile::ProfileChoice::default(),
        vault: Vault::of_test(0),
        clipboard: crate::Clipboard::of_system(),
        session: Default::default(),
        seen: crate::seen::Seen::default(),
        open_browser: Arc::new(|_| Ok(())),
        wait: Arc::new(|_| Box::pin(async {})),
        azure_cli: "az".into(),
    }
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + seconds).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "the certificate must be in time for a real client")]
async fn tenant() -> (PracticeTenant, EntraClient, KeySource) {
    let keys = KeyMaterial::generate(Timestamp::now()).unwrap();
    let client = EntraClient::new(&Trust::Only(keys.ca_certificate.clone())).unwrap();
    let tenant = PracticeTenant::start(Config {
        http_port: 0,
        https_port: 0,
        seed: Seed::contoso_with_add_in("localhost:3000".parse().unwrap()),
        keys,
        control_token: None,
        clock: Arc::new(Timestamp::now),
        random: Arc::new(|bytes| getrandom::fill(bytes).unwrap()),
    })
    .await
    .unwrap();
    let source = KeySource { authority: tenant.authority().clone(), tenant: "organizations".to_owned(), app: None };
    (tenant, client, source)
}

/// How often the tenant was asked for its keys, by its own account.
fn asked(tenant: &PracticeTenant) -> usize {
    tenant.activity(0).iter().filter(|seen| format!("{seen:?}").contains("discovery/v2.0/keys")).count()
}

#[tokio::test]
async fn kept_from_run_to_run_and_served_when_nobody_answers() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let (tenant, client, source) = tenant().await;
    let first = keys_for(&app, &client, &source, None, at(0)).await.unwrap();
    let again = keys_for(&app, &client, &source, None, at(3_600)).await.unwrap();
    assert_eq!((asked(&tenant), again.keys == first.keys, again.fetched), (1, true, at(0)));
    // Another source has keys of its own.
    let other = KeySource { tenant: "common".to_owned(), ..source.clone() };
    keys_for(&app, &client, &other, None, at(3_600)).await.unwrap();
    assert_eq!(asked(&tenant), 2);

    let held: Vec<_> = std::fs::read_dir(folder.path().join("cache/keys")).unwrap().collect();
    assert_eq!(held.len(), 2, "two files, and no lock stays behind: {held:?}");
    tenant.stop().await;
    let stale = keys_for(&app, &client, &source, None, at(90_000)).await.unwrap();
    assert!(matches!(stale.missed, Some(Missed::Failed(_))) && stale.keys == first.keys, "{stale:?}");
    // The attempt is remembered by the next run.
    let stale = keys_for(&app, &client, &source, None, at(90_030)).await.unwrap();
    assert!(matches!(stale.missed, Some(Missed::JustTried)), "{stale:?}");
}

#[tokio::test]
async fn runs_at_the_same_time_fetch_once() {
    let folder = tempfile::tempdir().unwrap();
    let (tenant, client, source) = tenant().await;
    let runs: Vec<_> = (0..8)
        .map(|n| {
            let (app, client, source) = (app(folder.path()), client.clone(), source.clone());
            tokio::spawn(async move {
                let kid = format!("unknown-{n}");
                keys_for(&app, &client, &source, Some(&kid), at(0)).await.unwrap()
            })
        })
        .collect();
    for run in runs {
        let served = run.await.unwrap();
        assert!(served.missed.is_none() && served.keys.keys.len() == 1);
    }
    assert_eq!(asked(&tenant), 1);
}

/// What is on disk is looked at as what anybody may have written there.
#[tokio::test]
async fn a_cache_that_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let (tenant, client, source) = tenant().await;
    let good = keys_for(&app, &client, &source, None, at(0)).await.unwrap();
    let file = path(&app, &source);
    let text = String::from_utf8(files::read(&file, LIMIT).unwrap()).unwrap();
    for (asks, content) in [
        (2, String::new()),
        (3, text[..text.len() / 2].to_owned()),
        (4, text.replace("organizations", "common")),
        (5, text.replace("\"RSA\"", "\"EC\"")),
        (6, "{}".to_owned()),
    ] {
        files::write_private(&file, content.as_bytes()).unwrap();
        let served = keys_for(&app, &client, &source, None, at(0)).await.unwrap();
        assert_eq!((asked(&tenant), served.keys == good.keys), (asks, true), "{content:.60}");
    }
    // A file in the place of the folder: nothing can be kept, and the keys are there all the same.
    let blocked = tempfile::tempdir().unwrap();
    std::fs::write(blocked.path().join("cache"), "").unwrap();
    let app = self::app(blocked.path());
    for asks in [7, 8] {
        keys_for(&app, &client, &source, None, at(0)).await.unwrap();
        assert_eq!(asked(&tenant), asks);
    }
}
