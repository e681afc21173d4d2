//! What is true of every edit of every file.

use addin_manifest::edit::{
    add_app_domain, bump_version, remove_web_application_info, require_set, set_web_application_info,
};
use addin_manifest::{Edit, Manifest, Markup, OverridesKind, ProblemKind, Refusal, apply, read};

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
            ProblemKind::OutOfOrder(name, _) | ProblemKind::Repeated(name) => name == "WebApplicationInfo",
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
    let made = after.overrides.len() - before.overrides.len();
    assert!(made <= 1, "{name}: {made} VersionOverrides made");
    let copied = if made == 1 && kind == OverridesKind::Mail1_1 { in_v1_0(&before) } else { Vec::new() };
    let mut expected = before.loaded.iter().map(|loaded| loaded.url.value.as_str()).chain(copied).collect::<Vec<_>>();
    let mut loaded = after.loaded.iter().map(|loaded| loaded.url.value.as_str()).collect::<Vec<_>>();
    expected.sort_unstable();
    loaded.sort_unstable();
    assert_eq!(loaded, expected, "{name}");
    line_ends_match(name, bytes, &edits);

    assert_eq!(set_web_application_info(&edited, markup)?, [], "{name}: a second time changes something");

    let removed = apply(&edited, &remove_web_application_info(&edited)?);
    assert_eq!(read(&removed).web_application_info, [], "{name}");
    if before.web_application_info.is_empty() && made == 0 {
        assert!(removed == bytes, "{name}: insert and remove do not give the original bytes");
    }
    assert_eq!(remove_web_application_info(&removed)?, [], "{name}: a second removal changes something");
    let again = apply(&removed, &set_web_application_info(&removed, markup)?);
    if made == 1 && before.web_application_info.is_empty() {
        assert!(again == edited, "{name}: what was made is not as what stood there");
    }
    let removed_again = apply(&again, &remove_web_application_info(&again)?);
    assert!(removed_again == removed, "{name}: insert and remove after a removal do not give the same bytes");
    Ok(edited)
}

/// The URLs that are loaded from what stands in a mail V1_0.
fn in_v1_0(manifest: &Manifest) -> Vec<&str> {
    let v1_0 = manifest.overrides.iter().find(|overrides| overrides.kind == OverridesKind::Mail1_0).unwrap();
    let inside = manifest.loaded.iter().filter(|loaded| v1_0.span.contains(loaded.url.span));
    inside.map(|loaded| loaded.url.value.as_str()).collect()
}

pub const DOMAIN: &str = "https://login.contoso.com:8443";

/// What the other edits do to a file; `None` for one that is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Others {
    pub required: Option<Vec<u8>>,
    pub with_domain: Option<Vec<u8>>,
    pub bumped: Option<Vec<u8>>,
}

/// Requires a set, adds a domain and counts the version up, each for itself; their laws are asserted on the way.
pub fn others_hold(name: &str, bytes: &[u8]) -> Others {
    let before = read(bytes);
    let law = |edits: Result<Vec<Edit>, Refusal>| {
        let edits = edits.ok()?;
        let edited = apply(bytes, &edits);
        untouched_outside(name, bytes, &edits, &edited);
        line_ends_match(name, bytes, &edits);
        let after = read(&edited);
        assert_eq!(after.overrides.len(), before.overrides.len(), "{name}");
        assert_eq!(after.loaded.len(), before.loaded.len(), "{name}");
        // Among children that are out of order, which of them is named depends on those between them.
        let out_of_order = |kind: &ProblemKind| matches!(kind, ProblemKind::OutOfOrder(..));
        let disordered = before.problems.iter().any(|problem| out_of_order(&problem.kind));
        let problems = |manifest: &Manifest| {
            let kinds = manifest.problems.iter().map(|problem| problem.kind.clone());
            kinds.filter(|kind| !(disordered && out_of_order(kind))).collect::<Vec<_>>()
        };
        assert_eq!(problems(&after), problems(&before), "{name}");
        Some(edited)
    };
    let identity = |bytes: &[u8]| require_set(bytes, "IdentityAPI", "1.3");
    let domain = |bytes: &[u8]| add_app_domain(bytes, DOMAIN);
    let required = law(identity(bytes));
    let with_domain = law(domain(bytes));
    let bumped = law(bump_version(bytes));
    if let Some(edited) = &required {
        assert_eq!(identity(edited).unwrap(), [], "{name}: a second time changes something");
        assert!(requires_identity(edited), "{name}");
    }
    if let Some(edited) = &with_domain {
        assert_eq!(domain(edited).unwrap(), [], "{name}: a second time changes something");
        let domains = read(edited).app_domains;
        assert_eq!(domains.iter().filter(|domain| domain.value == DOMAIN).count(), 1, "{name}");
    }
    if let Some(edited) = &bumped {
        assert_ne!(read(edited).version.unwrap().value, before.version.unwrap().value, "{name}");
    }
    Others { required, with_domain, bumped }
}

/// By another reader than ours: IdentityAPI 1.3 or later among the sets of the base manifest.
fn requires_identity(bytes: &[u8]) -> bool {
    let text = std::str::from_utf8(bytes).unwrap();
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let document = roxmltree::Document::parse_with_options(text.trim_start_matches('\u{FEFF}'), options).unwrap();
    let namespace = document.root_element().tag_name().namespace().unwrap();
    let child = |node: roxmltree::Node<'_, '_>, name| {
        let found = node.children().find(|child| child.has_tag_name((namespace, name)));
        found.map(|found| found.id())
    };
    let requirements = document.get_node(child(document.root_element(), "Requirements").unwrap()).unwrap();
    let sets = document.get_node(child(requirements, "Sets").unwrap()).unwrap();
    sets.children().filter(|set| set.has_tag_name((namespace, "Set"))).any(|set| {
        let version = set.attribute("MinVersion").or(sets.attribute("DefaultMinVersion")).unwrap_or("1.1");
        set.attribute("Name") == Some("IdentityAPI") && version == "1.3"
    })
}

/// Edits do not overlap, and what lies between them stands in the result in the same order.
pub fn untouched_outside(name: &str, bytes: &[u8], edits: &[Edit], edited: &[u8]) {
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
pub fn line_ends_match(name: &str, bytes: &[u8], edits: &[Edit]) {
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
