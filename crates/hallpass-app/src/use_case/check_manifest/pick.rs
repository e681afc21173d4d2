//! Which of the files come upon in a folder is a manifest. Most are none, so that a search for one word comes first.

use std::path::Path;

use addin_manifest::{Format, Manifest, ProblemKind, Span, excerpt};

use crate::files;

/// How the names of manifests end.
pub(super) const ENDINGS: [&str; 2] = ["xml", "json"];

/// How much of a file that is too large to be read is looked at.
const START: u64 = 64 * 1024;

/// A manifest of Office or Teams, or what is left of one that is broken; `None` for everything else.
pub(super) fn manifest(bytes: &[u8]) -> Option<Manifest> {
    if !has_words_of_one(bytes) {
        return None;
    }
    let manifest = addin_manifest::read(bytes);
    let has = |is: fn(&ProblemKind) -> bool| manifest.problems.iter().any(|problem| is(&problem.kind));
    let is_one = has(|kind| matches!(kind, ProblemKind::NotWellFormed(_)))
        || match manifest.format {
            Format::Xml => !has(|kind| matches!(kind, ProblemKind::NotAManifest(_))),
            // Schemas and settings of tools have these words too, but deeper.
            Format::Json => {
                manifest.is_add_in || manifest.manifest_version.is_some() || !manifest.web_application_info.is_empty()
            }
        };
    is_one.then_some(manifest)
}

/// Whether the beginning of a file that is too large to be read has words of one.
pub(super) fn begins_like_a_manifest(file: &Path) -> bool {
    files::read_start(file, START).is_ok_and(|start| has_words_of_one(&start))
}

fn has_words_of_one(bytes: &[u8]) -> bool {
    let text = excerpt(bytes, Span::new(0, bytes.len()));
    let words = ["<OfficeApp", ":OfficeApp", "\"manifestVersion\"", "\"webApplicationInfo\""];
    words.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifests_are_picked_and_others_are_not() {
        const XML: &str = "http://schemas.microsoft.com/office/appforoffice/1.1";
        for (text, picked) in [
            (format!("<OfficeApp xmlns='{XML}'/>"), true),
            (format!("<o:OfficeApp xmlns:o='{XML}'/>"), true),
            (format!("<OfficeApp xmlns='{XML}'><Id>"), true),
            ("<project><!-- <OfficeApp> --></project>".to_owned(), false),
            ("<project/>".to_owned(), false),
            (r#"{"manifestVersion": "1.17", "extensions": []}"#.to_owned(), true),
            (r#"{"manifestVersion": "1.17", "#.to_owned(), true),
            (r#"{"webApplicationInfo": {"id": "x"}}"#.to_owned(), true),
            (r#"{"properties": {"manifestVersion": {"const": "1.17"}}}"#.to_owned(), false),
            (r#"{"name": "package"}"#.to_owned(), false),
            (r#"{"manifest_version": 3}"#.to_owned(), false),
            (String::new(), false),
        ] {
            assert_eq!(manifest(text.as_bytes()).is_some(), picked, "{text}");
        }
    }
}
