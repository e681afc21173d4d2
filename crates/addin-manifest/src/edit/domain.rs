//! A domain in `AppDomains`.

use super::Edit;
use super::base::{self, ROOT};
use super::layout::Layout;
use super::outline::Outline;
use super::write::{element, escaped, put_in};

const APP_DOMAINS: &str = "AppDomains";

pub(super) fn add_app_domain(outline: &Outline<'_>, origin: &str) -> Vec<Edit> {
    let domain = |prefix: &str| element(prefix, "AppDomain", &escaped(origin));
    let Some(domains) = outline.child(ROOT, APP_DOMAINS) else {
        let prefix = outline.node(ROOT).prefix();
        let list = |layout: &Layout| [layout.line(1), domain(prefix), layout.line(0)].concat();
        return vec![base::insert(outline, APP_DOMAINS, |layout| element(prefix, APP_DOMAINS, &list(layout)))];
    };
    let plain = |text: &str| text.strip_suffix('/').unwrap_or(text).to_ascii_lowercase();
    let wanted = plain(origin);
    if outline.children(domains).any(|known| known.local == "AppDomain" && plain(&known.text.value) == wanted) {
        return Vec::new();
    }
    let last = outline.children(domains).next_back();
    let layout = Layout::of_child(outline, domains, last.into_iter().chain(outline.children(domains)));
    vec![put_in(outline, domains, last, layout.line(0) + &domain(outline.node(domains).prefix()))]
}
