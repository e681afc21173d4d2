//! The one way from Rust to the page: results, errors, channel messages and events are each wrapped in [`ToPage`].

use serde::{Serialize, Serializer};

/// Something that the page gets to see. A build for development that finds a file named in `HALLPASS_RECORD_IPC` adds
/// each of them there as a line of JSON, for the test that no secret is among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToPage<T>(pub T);

impl<T> From<T> for ToPage<T> {
    fn from(inner: T) -> Self {
        Self(inner)
    }
}

impl<T: Serialize> Serialize for ToPage<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[cfg(debug_assertions)]
        record::add(&self.0);
        self.0.serialize(serializer)
    }
}

#[cfg(debug_assertions)]
mod record {
    use std::path::Path;

    use hallpass_app::files;
    use serde::Serialize;

    /// What cannot be recorded is missed by the test that reads the record; it is no reason to keep it from the page.
    pub fn add(value: &impl Serialize) {
        let Some(file) = std::env::var_os("HALLPASS_RECORD_IPC") else { return };
        if let Ok(mut line) = serde_json::to_vec(value) {
            line.push(b'\n');
            let _ = files::append(Path::new(&file), &line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_gets_what_is_inside() {
        assert_eq!(serde_json::to_value(ToPage(["a", "b"])).unwrap(), serde_json::json!(["a", "b"]));
    }
}
