//! What was sent and answered: read, exported, forgotten.

use std::path::Path;

use hallpass_app::activity::ActivityEntry;
use hallpass_app::use_case::activity;
use serde::Serialize;
use tauri::State;
use ts_rs::TS;

use super::{Answer, in_background};
use crate::to_page::ToPage;
use crate::workbench::Workbench;

/// As many as a person looks through; the export has all.
const MOST: usize = 500;
/// Of a body, in bytes; the export has it whole.
const BODY: usize = 4_000;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ActivityView {
    /// The newest first.
    pub entries: Vec<ActivityEntry>,
    /// There are older ones.
    pub older: bool,
}

#[tauri::command]
pub async fn activity(workbench: State<'_, Workbench>) -> Answer<ActivityView> {
    let app = workbench.app();
    let mut entries = in_background(move || activity::list(&app, MOST + 1)).await?;
    entries.reverse();
    let older = entries.len() > MOST;
    entries.truncate(MOST);
    for entry in &mut entries {
        let messages = [Some(&mut entry.request), entry.answer.as_mut()];
        messages.into_iter().flatten().filter_map(|message| message.body.as_mut()).for_each(shorten);
    }
    Ok(ToPage(ActivityView { entries, older }))
}

fn shorten(body: &mut String) {
    if let Some((end, _)) = body.char_indices().find(|(at, _)| *at >= BODY) {
        body.truncate(end);
        body.push('…');
    }
}

/// All requests as an HTTP Archive, into a new file; how many there were.
#[tauri::command]
pub async fn export_activity(workbench: State<'_, Workbench>, path: String) -> Answer<usize> {
    let app = workbench.app();
    Ok(ToPage(in_background(move || activity::export_har(&app, Path::new(&path))).await?))
}

/// Takes the record away.
#[tauri::command]
pub async fn clear_activity(workbench: State<'_, Workbench>) -> Answer<()> {
    Ok(ToPage(activity::clear(&workbench.app())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_body_ends_at_a_character() {
        let mut body = "ä".repeat(BODY);
        shorten(&mut body);
        assert_eq!((body.chars().count(), body.ends_with('…')), (BODY / 2 + 1, true));
        let mut short = "{}".to_owned();
        shorten(&mut short);
        assert_eq!(short, "{}");
    }
}
