//! Edits of the unified manifest. Each answers with spans of the text it was given, as its callers in `edit` do.
//!
//! `list` finds what stands beside each other, `layout` how it is laid out, and writes new values alike; `change` makes a
//! value what it is to be.

mod change;
mod layout;
mod list;
mod version;

use super::{Edit, Markup, NestedAppAuthMarkup, Refusal, RefusalKind, check_text};
use crate::json::{self, Value};
use crate::source::Source;
use crate::{ProblemKind, Span};
use change::{Change, inside_of_quotes, place, shifted};
use layout::{New, quoted};
use list::List;

/// By the schema from 1.22 on.
const MAX_NESTED_APP_AUTH: usize = 5;
const MAX_NESTED_SCOPES: usize = 20;
/// By the schema of 1.30; older ones allow 16.
const MAX_DOMAINS: usize = 100;

/// The root object of a file that is JSON and a manifest.
struct Root<'a> {
    base: usize,
    list: List<'a>,
    change: Change<'a>,
}

impl<'a> Root<'a> {
    fn of(source: &'a Source<'_>) -> Result<Self, Refusal> {
        let root = json::judge(source).map_err(|problem| {
            let kind = match problem.kind {
                ProblemKind::NotWellFormed(words) => RefusalKind::NotWellFormed(words),
                ProblemKind::NotAManifest(words)
                | ProblemKind::UnknownNamespace(words)
                | ProblemKind::OutOfOrder(words, _)
                | ProblemKind::Repeated(words)
                | ProblemKind::UnresolvedResid(words)
                | ProblemKind::ResidTooLong(words) => RefusalKind::NotAManifest(words),
            };
            Refusal::new(kind, Some(problem.span))
        })?;
        let list = List::of(&source.text, root);
        let strings = match list.value("validDomains") {
            Some(domains) if domains.is_array() => List::of(&source.text, domains),
            _ => List { entries: Vec::new(), ..list.clone() },
        };
        Ok(Self { base: source.base, change: Change { text: &source.text, strings }, list })
    }

    /// The property in front of the first of `followers` that is there, else the last; `None` is in front of all.
    fn in_front_of(&self, followers: &[&str]) -> Option<usize> {
        let follower = followers.iter().find_map(|name| self.list.last_named(name));
        follower.unwrap_or(self.list.entries.len()).checked_sub(1)
    }

    fn place(&self, value: Value<'_>) -> Span {
        place(self.change.text, self.base, value)
    }

    fn edits(&self, edits: Vec<Edit>) -> Vec<Edit> {
        shifted(edits, self.base)
    }
}

/// A new one stands behind `validDomains`; without that in front of `authorization` or `extensions`, else as the last
/// property. Of one that comes twice the earlier ones are taken out.
pub(super) fn set_web_application_info(source: &Source<'_>, markup: &Markup<'_>) -> Result<Vec<Edit>, Refusal> {
    let root = Root::of(source)?;
    let mut properties = vec![("id", New::Text(markup.id)), ("resource", New::Text(markup.resource))];
    if let Some(nested) = &markup.nested_app_auth {
        check_nested_app_auth(&root, nested)?;
        let item = vec![("redirectUri", New::Text(nested.redirect_uri)), ("scopes", New::Texts(nested.scopes))];
        properties.push(("nestedAppAuthInfo", New::With(Box::new(New::Object(item)))));
    }
    let behind = root.list.last_named("validDomains").or_else(|| root.in_front_of(&["authorization", "extensions"]));
    let new = New::Object(properties);
    Ok(root.edits(root.change.properties(&root.list, behind, &[("webApplicationInfo", new)])))
}

fn check_nested_app_auth(root: &Root<'_>, nested: &NestedAppAuthMarkup<'_>) -> Result<(), Refusal> {
    let unfit = |words: &str| Err(Refusal::new(RefusalKind::UnfitValue(words.to_owned()), None));
    check_text("redirect URI", nested.redirect_uri)?;
    nested.scopes.iter().try_for_each(|scope| check_text("scope", scope))?;
    match nested.scopes.len() {
        0 => return unfit("there is no scope for nested app authentication"),
        1..=MAX_NESTED_SCOPES => {}
        _ => return unfit("nestedAppAuthInfo holds at most 20 scopes"),
    }
    let would_break =
        |value: Value<'_>, words: String| Err(Refusal::new(RefusalKind::WouldBreak(words), Some(root.place(value))));
    if let Some(value) = root.list.value("manifestVersion")
        && let Some(version) = value.string()
        && version.starts_with(|first: char| first.is_ascii_digit())
        && !version::is_at_least(&version, "1.20")
    {
        return would_break(value, format!("manifestVersion {version} has no nestedAppAuthInfo; 1.22 has"));
    }
    let info = root.list.value("webApplicationInfo");
    if let Some(array) = info.and_then(|info| info.member("nestedAppAuthInfo")) {
        let (mut count, mut known) = (0, false);
        array.items(|item| {
            count += 1;
            let uri = item.member("redirectUri").and_then(Value::string);
            known |= uri.is_some_and(|uri| uri.trim().eq_ignore_ascii_case(nested.redirect_uri));
        });
        if count >= MAX_NESTED_APP_AUTH && !known {
            return would_break(array, "nestedAppAuthInfo has 5 items already, and no more are allowed".to_owned());
        }
    }
    Ok(())
}

pub(super) fn remove_web_application_info(source: &Source<'_>) -> Result<Vec<Edit>, Refusal> {
    let root = Root::of(source)?;
    let infos = root.list.named("webApplicationInfo");
    Ok(root.edits(root.list.remove(|at| infos.binary_search(&at).is_ok())))
}

/// An extension without `requirements.scopes` runs in Outlook too, as one with `mail` does.
pub(super) fn require_set(source: &Source<'_>, name: &str, min_version: &str) -> Result<Vec<Edit>, Refusal> {
    check_text("name of the requirement set", name)?;
    check_text("version of the requirement set", min_version)?;
    let root = Root::of(source)?;
    let array = root.list.value("extensions").filter(|value| value.is_array());
    let Some(array) = array.map(|array| List::of(root.change.text, array)).filter(|list| !list.entries.is_empty())
    else {
        let words = "it has no extensions, so no part of it runs in Office".to_owned();
        return Err(Refusal::new(RefusalKind::NotAManifest(words), None));
    };
    let set = New::Object(vec![("name", New::Text(name)), ("minVersion", New::AtLeast(min_version))]);
    let capabilities = New::Object(vec![("capabilities", New::With(Box::new(set)))]);
    let new = New::Object(vec![("requirements", capabilities)]);
    let layout = root.change.layout(&array, None);
    let mut edits = Vec::new();
    for extension in array.entries.iter().map(|entry| entry.value) {
        if let Some(mail) = for_mail(extension) {
            return Err(Refusal::new(RefusalKind::NotForMail, Some(root.place(mail))));
        }
        edits.extend(root.change.value(&layout, extension, &new));
    }
    Ok(root.edits(edits))
}

/// What says that the extension is for Outlook: the scope `mail`, or the extension itself if it has no scopes.
fn for_mail(extension: Value<'_>) -> Option<Value<'_>> {
    let scopes = extension.member("requirements").and_then(|requirements| requirements.member("scopes"));
    let (mut any, mut mail) = (false, None);
    scopes.unwrap_or(extension).items(|scope| {
        any = true;
        if scope.string().is_some_and(|scope| scope.trim().eq_ignore_ascii_case("mail")) {
            mail = Some(scope);
        }
    });
    if any { mail } else { Some(extension) }
}

/// With or without a scheme, as the last entry is; without where there is none.
pub(super) fn add_app_domain(source: &Source<'_>, origin: &str) -> Result<Vec<Edit>, Refusal> {
    check_text("domain", origin)?;
    let root = Root::of(source)?;
    let origin = origin.trim_end_matches('/');
    let bare = without_scheme(origin);
    let Some(value) = root.list.value("validDomains") else {
        let followers = ["webApplicationInfo", "authorization", "extensions"];
        let new = [("validDomains", New::Texts(&[bare]))];
        return Ok(root.edits(root.change.properties(&root.list, root.in_front_of(&followers), &new)));
    };
    if !value.is_array() {
        let words = "validDomains is no array".to_owned();
        return Err(Refusal::new(RefusalKind::WouldBreak(words), Some(root.place(value))));
    }
    let domains = &root.change.strings;
    let said = domains.entries.iter().filter_map(|entry| entry.value.string()).collect::<Vec<_>>();
    let same = |said: &str| without_scheme(said.trim()).trim_end_matches('/').eq_ignore_ascii_case(bare);
    if said.iter().any(|said| same(said)) {
        return Ok(Vec::new());
    }
    if domains.entries.len() >= MAX_DOMAINS {
        let words = "validDomains has 100 entries already, and no more are allowed".to_owned();
        return Err(Refusal::new(RefusalKind::WouldBreak(words), Some(root.place(value))));
    }
    let new = if said.last().is_some_and(|said| said.contains("://")) { origin } else { bare };
    let Some(last) = domains.entries.len().checked_sub(1) else {
        let layout = root.change.layout(&root.list, root.list.last_named("validDomains"));
        return Ok(root.edits(root.change.value(&layout, value, &New::Texts(&[new]))));
    };
    Ok(root.edits(vec![domains.insert(Some(last), &quoted(new))]))
}

fn without_scheme(domain: &str) -> &str {
    domain.split_once("://").map_or(domain, |(_, rest)| rest)
}

pub(super) fn bump_version(source: &Source<'_>) -> Result<Vec<Edit>, Refusal> {
    let root = Root::of(source)?;
    let refused = |words: String, span| Err(Refusal::new(RefusalKind::UncountableVersion(words), span));
    let Some(value) = root.list.value("version") else {
        return refused("the manifest has none".to_owned(), None);
    };
    let span = root.place(value);
    let Some(said) = value.string() else {
        return refused(format!("`{}` is no string", excerpt(value.text)), Some(span));
    };
    match version::next(said.trim()) {
        Some(next) => Ok(vec![inside_of_quotes(Span::new(span.start + 1, span.end - 1), &next)]),
        None => refused(format!("`{}` is not made of two to four numbers", excerpt(&said)), Some(span)),
    }
}

/// What a line of a message has room for.
fn excerpt(text: &str) -> &str {
    text.char_indices().nth(40).map_or(text, |(end, _)| &text[..end])
}

/// `span` is what stands between the quotation marks.
pub(super) fn replace_text(span: Span, value: &str) -> Edit {
    inside_of_quotes(span, value)
}
