//! Neither the secret nor the Graph token is anywhere but where it belongs.

use std::io::Write;
use std::path::Path;

use super::*;

/// A log that takes everything, also that of the libraries.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn files(folder: &Path, all: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            // The fake program of a test, which has to know its token.
            true if path.ends_with("bin") => {}
            true => files(&path, all),
            false => all.push(String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned()),
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn neither_in_files_nor_events_nor_logs_nor_what_prints() {
    use super::azure_cli::{answer, azure_cli, create_by_it};
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let _logged = tracing::subscriber::set_default(subscriber);

    let mut rig = Rig::start().await;
    let token = rig.token(MEGAN, "Application.ReadWrite.All DelegatedPermissionGrant.ReadWrite.All").await;
    let (graph, account) = (rig.tenant().graph().to_string(), answer(&rig, &token));
    azure_cli(&mut rig, &graph, &account);
    let outcome = create_by_it(&rig, plan(None)).await.unwrap();
    let client_id = outcome.client_id.unwrap();
    let secret = rig.kept_secret(client_id).await.unwrap();
    let (given, cancel) = (crate::use_case::plan::Input::default(), CancellationToken::new());
    let fetched = fetch(&rig.app, practice_tenant(), None, &given, &rig.progress(), cancel).await.unwrap();
    let undone = rig.undo(Target::default()).await.unwrap();

    let mut said = vec![
        format!("{outcome:?} {fetched:?} {undone:?} {secret:?}"),
        serde_json::to_string(&outcome).unwrap(),
        serde_json::to_string(&fetched).unwrap(),
        String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned(),
    ];
    for event in rig.events.lock().unwrap().iter() {
        said.push(format!("{event:?} {}", serde_json::to_string(event).unwrap()));
    }
    files(&rig.app.folders.config, &mut said);
    assert!(said.iter().any(|text| text.contains("asks the Azure CLI")), "the log took nothing");
    let signature = token.rsplit('.').next().unwrap();
    for text in said {
        for (what, planted) in [("secret", secret.expose()), ("token", token.as_str()), ("signature", signature)] {
            assert!(!text.contains(planted), "the {what} in {}", text.replace(planted, "HERE"));
        }
    }
}
