//! What a person dropped on the window.

use std::path::Path;

use hallpass_app::{AppError, files};
use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;

use super::{Answer, in_background};
use crate::to_page::ToPage;

/// By the name and a look at what it begins with; whether it holds what it seems to hold says the page that opens it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Recognised {
    Manifest,
    /// An export of an application or of the portal's manifest.
    Registration,
    /// A folder.
    Project,
    Other,
}

/// As large as a manifest is taken for one.
const LIMIT: u64 = 10_000_000;

/// Errors: those of reading a file.
#[tauri::command]
pub async fn recognise_path(path: String) -> Answer<Recognised> {
    Ok(ToPage(in_background(move || of_path(Path::new(&path))).await?))
}

fn of_path(path: &Path) -> Result<Recognised, AppError> {
    if files::is_folder(path) {
        return Ok(Recognised::Project);
    }
    Ok(of_file(path.extension().and_then(|ending| ending.to_str()), &files::read(path, LIMIT)?))
}

fn of_file(ending: Option<&str>, bytes: &[u8]) -> Recognised {
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("xml") => Recognised::Manifest,
        Some("json") => match serde_json::from_slice::<Value>(bytes) {
            Ok(Value::Object(members)) if members.contains_key("manifestVersion") => Recognised::Manifest,
            // `appId` of Graph and of the portal's new manifest, `accessTokenAcceptedVersion` of its old one.
            Ok(Value::Object(members)) if members.contains_key("appId") => Recognised::Registration,
            _ => Recognised::Other,
        },
        _ => Recognised::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_by_its_name_and_its_members() {
        let rows: [(&str, &str, Recognised); 6] = [
            ("xml", "<OfficeApp/>", Recognised::Manifest),
            ("JSON", r#"{"manifestVersion":"devPreview"}"#, Recognised::Manifest),
            ("json", r#"{"appId":"a","api":{}}"#, Recognised::Registration),
            ("json", r#"{"name":"package"}"#, Recognised::Other),
            ("json", "[", Recognised::Other),
            ("env", "CLIENT_ID=a", Recognised::Other),
        ];
        for (ending, text, expected) in rows {
            assert_eq!(of_file(Some(ending), text.as_bytes()), expected, "{text}");
        }
    }
}
