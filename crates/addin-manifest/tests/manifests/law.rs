//! What is true of every edit of every file.

use addin_manifest::edit::{remove_web_application_info, set_web_application_info};
use addin_manifest::{Edit, Markup, ProblemKind, Refusal, apply, read};

use crate::read_in;

pub const ID: &str = "5f2b6c1e-8d43-4a57-9c10-2e7a9b3d4f60";
pub const RESOURCE: &str = "api://localhost:3000/5f2b6c1e-8d43-4a57-9c10-2e7a9b3d4f60";
pub const SCOPES: [&str; 3] = ["openid", "profile", "Files.Read"];
pub const MARKUP: Markup<'_> = Markup { id: ID, resource: RESOURCE, scopes: &SCOPES, nested_app_auth: None };

/// Sets the markup and takes it out again; every law is asserted on the way. The edited bytes, or why there are none.
pub fn holds(name: &str, bytes: &[u8], markup: &Markup<'_>) -> Result<Vec<u8>, Refusal> {
    let before = read(bytes);
    let edits = set_web_application_info(bytes, markup)?;
    let edited = apply(bytes, &edits);
    untouched_outside(name, bytes, &edits, &edited);

    let after = read(&edited);
    let broken = |problem: &&addin_manifest::Problem| {
        match &problem.kind {
            ProblemKind::NotWellFormed(_) | ProblemKind::NotAManifest(_) => true,
            // Elsewhere the order is the file's own.
            ProblemKind::OutOfOrder(name) | ProblemKind::Repeated(name) => name == "WebApplicationInfo",
            _ => false,
        }
    };
    assert_eq!(after.problems.iter().find(broken), None, "{name}");
    let [info] = &after.web_application_info[..] else {
        panic!("{name}: {} elements", after.web_application_info.len());
    };
    let kind = after.overrides[info.inside.unwrap()].kind;
    if let Some(app_type) = after.app_type {
        assert_eq!(kind, read_in(app_type), "{name}");
    }
    assert_eq!(info.id.as_ref().unwrap().value, markup.id, "{name}");
    assert_eq!(info.resource.as_ref().unwrap().value, markup.resource, "{name}");
    assert!(info.scopes.iter().map(|scope| scope.text.value.as_str()).eq(markup.scopes.iter().copied()), "{name}");

    // Everything else reads as it did before.
    assert_eq!(before.loaded.len(), after.loaded.len(), "{name}");
    assert_eq!(before.overrides.len(), after.overrides.len(), "{name}");
    line_ends_match(name, bytes, &edits);

    assert_eq!(set_web_application_info(&edited, markup)?, [], "{name}: a second time changes something");

    let removed = apply(&edited, &remove_web_application_info(&edited)?);
    assert_eq!(read(&removed).web_application_info, [], "{name}");
    if before.web_application_info.is_empty() {
        assert!(removed == bytes, "{name}: insert and remove do not give the original bytes");
    }
    let again = apply(&removed, &set_web_application_info(&removed, markup)?);
    let removed_again = apply(&again, &remove_web_application_info(&again)?);
    assert!(removed_again == removed, "{name}: insert and remove after a removal do not give the same bytes");
    Ok(edited)
}

/// Edits do not overlap, and what lies between them stands in the result in the same order.
fn untouched_outside(name: &str, bytes: &[u8], edits: &[Edit], edited: &[u8]) {
    let (mut at, mut rest) = (0, edited);
    for edit in edits {
        assert!(at <= edit.span.start && edit.span.start <= edit.span.end, "{name}: edits overlap");
        rest = rest.strip_prefix(&bytes[at..edit.span.start]).unwrap_or_else(|| panic!("{name}: bytes before an edit"));
        rest = rest.strip_prefix(&edit.replacement[..]).unwrap_or_else(|| panic!("{name}: bytes of an edit"));
        at = edit.span.end;
    }
    assert!(rest == &bytes[at..], "{name}: bytes after the last edit");
}

/// No edit brings a kind of line end that the file does not have.
fn line_ends_match(name: &str, bytes: &[u8], edits: &[Edit]) {
    let kinds = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        let crlf = text.matches("\r\n").count();
        [crlf > 0, text.matches('\n').count() > crlf, text.matches('\r').count() > crlf]
    };
    let known = kinds(bytes);
    for edit in edits {
        for (new, known) in kinds(&edit.replacement).into_iter().zip(known) {
            assert!(known || !new, "{name}: a line end of another kind");
        }
    }
}
