//! Puts the SSO markup into a manifest, takes it out, and takes the last write back. Difference first.

use std::path::{Path, PathBuf};

use addin_manifest::{Edit, Markup, Refusal, RefusalKind, edit};
use similar::TextDiff;
use sso_core::Finding;
use sso_core::plan::Plan;

use super::check_manifest::check_bytes;
use super::plan::{CLIENT_ID, missing_facts};
use crate::{App, AppError, files};

/// Office refuses far smaller files; this bounds memory.
pub(crate) const MANIFEST_LIMIT: u64 = 100_000_000;

/// What would change, or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    pub file: PathBuf,
    /// Unified; empty if nothing had to change.
    pub difference: String,
    pub written: bool,
    /// What is wrong with the manifest as it would be, or is, after the change.
    pub findings: Vec<Finding>,
}

/// What becomes of scopes that stand in the manifest and not in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scopes {
    /// They stay: nobody said which permissions the add-in needs.
    Keep,
    /// The plan's alone are written.
    OfPlan,
}

/// Makes the manifest carry the plan's markup. Writes only if `write`, keeping what stood there.
///
/// # Errors
/// `manifest-…` (exit 1) if the file is not well-formed or single sign-on cannot apply to it; no byte of it is touched.
pub fn apply(app: &App, file: &Path, plan: &Plan, scopes: Scopes, write: bool) -> Result<Output, AppError> {
    let before = files::read(file, MANIFEST_LIMIT)?;
    let after = with_markup(file, &before, plan, scopes)?;
    let findings = check_bytes(file, &after, Some(plan));
    finish(app, file, before, after, write).map(|output| Output { findings, ..output })
}

/// Takes the markup out again.
pub fn remove(app: &App, file: &Path, write: bool) -> Result<Output, AppError> {
    let before = files::read(file, MANIFEST_LIMIT)?;
    let edits = edit::remove_web_application_info(&before).map_err(|refusal| refused(file, &before, &refusal))?;
    let after = addin_manifest::apply(&before, &edits);
    finish(app, file, before, after, write)
}

/// Puts back what stood in the file before the last write of Hallpass's.
///
/// # Errors
/// `nothing-to-undo`; `changed-since` if somebody else has written to the file since: their work is not overwritten.
pub fn undo(app: &App, file: &Path) -> Result<Output, AppError> {
    let now = files::read(file, MANIFEST_LIMIT)?;
    let state = &app.folders.state;
    let Some(kept) = files::newest_kept(state, file, MANIFEST_LIMIT)? else {
        return Err(AppError::failed("nothing-to-undo", format!("Hallpass has not written {}", file.display()))
            .with_hint("there is nothing to take back"));
    };
    if now != kept.after {
        return Err(AppError::failed(
            "changed-since",
            format!("{} has changed since Hallpass wrote it, so it was left as it is", file.display()),
        )
        .with_hint("take your own changes back first, or take the markup out: hallpass manifest remove FILE --write"));
    }
    files::replace(file, &kept.before)?;
    files::release(state, file, &kept)?;
    let difference = difference(file, &now, &kept.before);
    Ok(Output { file: file.to_owned(), difference, written: true, findings: Vec::new() })
}

/// The bytes with the plan's markup in them.
pub(crate) fn with_markup(file: &Path, before: &[u8], plan: &Plan, scopes: Scopes) -> Result<Vec<u8>, AppError> {
    let (Some(id), Some(resource)) = (plan.facts.client_id, plan.app_id_uri()) else {
        return Err(missing_facts(&[CLIENT_ID]));
    };
    let (id, resource) = (id.to_string(), resource.to_string());
    let standing = match scopes {
        Scopes::Keep => standing_scopes(before),
        Scopes::OfPlan => Vec::new(),
    };
    let mut scopes: Vec<&str> = standing.iter().map(String::as_str).collect();
    for scope in plan.manifest_scopes() {
        if !scopes.iter().any(|standing| standing.eq_ignore_ascii_case(scope)) {
            scopes.push(scope);
        }
    }
    let markup = Markup { id: &id, resource: &resource, scopes: &scopes, nested_app_auth: None };
    let edits: Vec<Edit> =
        edit::set_web_application_info(before, &markup).map_err(|refusal| refused(file, before, &refusal))?;
    Ok(addin_manifest::apply(before, &edits))
}

/// The scopes that the manifest names, each once, in their own letters.
fn standing_scopes(bytes: &[u8]) -> Vec<String> {
    let mut scopes: Vec<String> = Vec::new();
    for scope in addin_manifest::read(bytes).web_application_info.into_iter().flat_map(|info| info.scopes) {
        let scope = scope.text.value;
        if !scope.is_empty() && !scopes.iter().any(|other| other.eq_ignore_ascii_case(&scope)) {
            scopes.push(scope);
        }
    }
    scopes
}

/// A unified difference of two versions of a file, for people. Bytes that are not UTF-8 are shown as such.
pub(crate) fn difference(file: &Path, before: &[u8], after: &[u8]) -> String {
    if before == after {
        return String::new();
    }
    let (before, after) = (String::from_utf8_lossy(before), String::from_utf8_lossy(after));
    let name = file.display().to_string();
    TextDiff::from_lines(before.as_ref(), after.as_ref())
        .unified_diff()
        .context_radius(3)
        .header(&name, &name)
        .to_string()
}

fn finish(app: &App, file: &Path, before: Vec<u8>, after: Vec<u8>, write: bool) -> Result<Output, AppError> {
    let changes = before != after;
    if write && changes {
        let kept = files::keep(&app.folders.state, file, &before, &after)?;
        if let Err(error) = files::replace(file, &after) {
            files::release(&app.folders.state, file, &kept)?;
            return Err(error);
        }
    }
    let difference = difference(file, &before, &after);
    Ok(Output { file: file.to_owned(), difference, written: write && changes, findings: Vec::new() })
}

/// Why the file was left as it is, with the place where there is one.
pub(crate) fn refused(file: &Path, bytes: &[u8], refusal: &Refusal) -> AppError {
    let code = match refusal.kind {
        RefusalKind::NotWellFormed(_) => "not-well-formed",
        RefusalKind::NotAManifest(_) => "not-a-manifest",
        RefusalKind::MailWithoutOverrides
        | RefusalKind::UnknownAppType
        | RefusalKind::NoPlace(_)
        | RefusalKind::NotForMail => "not-applicable",
        RefusalKind::NotInV1_1(_) => "mail-needs-v1-1",
        RefusalKind::WouldBreak(_) => "change-would-break",
        RefusalKind::UncountableVersion(_) => "version-not-countable",
        RefusalKind::UnfitValue(_) => "value-not-accepted",
    };
    let mut message = format!("{}: {}", file.display(), refusal.message());
    if let Some(span) = refusal.span {
        let place = addin_manifest::line_column(bytes, span.start);
        message.push_str(&format!(" (line {}, column {})", place.line, place.column));
    }
    AppError::failed(code, message).with_hint(refusal.hint())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;

    use super::*;
    use crate::use_case::plan;
    use crate::{Folders, vault::Vault};

    const MANIFEST: &str = concat!(
        "<OfficeApp xmlns=\"http://schemas.microsoft.com/office/appforoffice/1.1\" ",
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"TaskPaneApp\">\r\n",
        "  <VersionOverrides xmlns=\"http://schemas.microsoft.com/office/taskpaneappversionoverrides\" ",
        "xsi:type=\"VersionOverridesV1_0\">\r\n    <Resources/>\r\n  </VersionOverrides>\r\n</OfficeApp>"
    );

    fn app(folder: &Path) -> App {
        App {
            clock: Arc::new(|| sso_core::Timestamp::UNIX_EPOCH),
            random: Arc::new(|bytes| bytes.fill(7)),
            folders: Folders::under(folder),
            vault: Vault::of_platform(),
            open_browser: Arc::new(|_| Ok(())),
        }
    }

    fn plan() -> Plan {
        let input = plan::Input {
            domain: Some("localhost:3000".into()),
            client_id: Some("c6c1f32b-5e55-4997-881a-753cc1d563b7".into()),
            ..plan::Input::default()
        };
        plan::plan(&input).unwrap()
    }

    #[test]
    fn undo_gives_the_very_bytes_back_and_only_ours() {
        let folder = tempfile::tempdir().unwrap();
        let (app, file) = (app(folder.path()), folder.path().join("manifest.xml"));
        fs::write(&file, MANIFEST).unwrap();

        let shown = apply(&app, &file, &plan(), Scopes::OfPlan, false).unwrap();
        assert!(shown.difference.contains("+    <WebApplicationInfo>"), "{}", shown.difference);
        assert_eq!(fs::read_to_string(&file).unwrap(), MANIFEST, "written without being asked to");
        assert_eq!(undo(&app, &file).unwrap_err().code, "nothing-to-undo");

        assert!(apply(&app, &file, &plan(), Scopes::OfPlan, true).unwrap().written);
        let ours = fs::read_to_string(&file).unwrap();
        assert_ne!(ours, MANIFEST);
        assert!(!apply(&app, &file, &plan(), Scopes::OfPlan, true).unwrap().written, "the second time nothing changes");

        fs::write(&file, format!("{ours}<!-- theirs -->")).unwrap();
        assert_eq!(undo(&app, &file).unwrap_err().code, "changed-since");
        assert!(fs::read_to_string(&file).unwrap().contains("theirs"), "somebody's work was lost");

        fs::write(&file, &ours).unwrap();
        undo(&app, &file).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), MANIFEST);
        assert_eq!(undo(&app, &file).unwrap_err().code, "nothing-to-undo");
    }

    #[test]
    fn what_cannot_be_edited_stays_as_it_is() {
        for (bytes, code) in [("<OfficeApp", "not-well-formed"), ("PK\u{3}\u{4}", "not-a-manifest")] {
            let folder = tempfile::tempdir().unwrap();
            let (app, file) = (app(folder.path()), folder.path().join("manifest.xml"));
            fs::write(&file, bytes).unwrap();
            let error = apply(&app, &file, &plan(), Scopes::OfPlan, true).unwrap_err();
            assert_eq!(error.code, code, "{bytes}: {error:?}");
            assert_eq!(fs::read_to_string(&file).unwrap(), bytes);
        }
    }
}
