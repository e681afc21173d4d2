//! What a page is told while a secret or a certificate is put into the keyring or taken out.

use hallpass_app::Progress;
use hallpass_app::use_case::secret::SecretEvent;
use serde::Serialize;
use tauri::ipc::Channel;
use ts_rs::TS;

use crate::to_page::ToPage;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[ts(export)]
pub enum KeyringProgress {
    /// It is locked, and somebody must unlock it; after so many seconds it is given up.
    WaitingForUnlock {
        #[ts(type = "number")]
        seconds: u64,
    },
}

/// A window that was closed hears no more of it.
pub fn waited(events: Channel<ToPage<KeyringProgress>>) -> Progress<SecretEvent> {
    Progress::new(move |SecretEvent::KeyringLocked { seconds }| {
        drop(events.send(ToPage(KeyringProgress::WaitingForUnlock { seconds })));
    })
}
