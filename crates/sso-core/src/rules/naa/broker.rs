//! Redirect URIs of nested app authentication taken apart: what is wrong with one decides which rule speaks.

use crate::HostPort;
use crate::rules::redirect::uris::{RedirectUri, all};
use crate::rules::registration::Subject;

/// One whose scheme begins with `brk-`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct BrokerUri<'a> {
    pub uri: RedirectUri<'a>,
    pub form: Form,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// `brk-multihub://<host[:port]>`: Office, also inside of Teams.
    Hub { host: HostPort },
    /// The same, but for what is said of it. The host that is meant, where there is one.
    NearlyHub { host: Option<HostPort>, what: &'static str },
    /// `brk-<GUID>://…`: one application of Microsoft's.
    OneBroker,
}

const HUB: &str = "brk-multihub";

pub(super) fn uris<'a>(subject: &Subject<'a>) -> Vec<BrokerUri<'a>> {
    let brokered = all(subject).into_iter().filter(RedirectUri::is_brokered);
    brokered.map(|uri| BrokerUri { uri, form: form(uri.text) }).collect()
}

fn form(text: &str) -> Form {
    let Some((scheme, rest)) = text.split_once(':') else {
        return Form::NearlyHub { host: None, what: "without ://" };
    };
    if !scheme.eq_ignore_ascii_case(HUB) {
        return Form::OneBroker;
    }
    let Some(rest) = rest.strip_prefix("//") else { return Form::NearlyHub { host: None, what: "without ://" } };
    let (host, path) = match rest.find(['/', '?', '#']) {
        Some(end) => rest.split_at(end),
        None => (rest, ""),
    };
    let meant = host.to_ascii_lowercase().parse::<HostPort>().ok();
    let what = if rest.contains("://") {
        "with a second scheme"
    } else if path == "/" {
        "with a slash at the end"
    } else if !path.is_empty() {
        "with a path"
    } else if meant.is_none() {
        "without a host"
    } else if text.chars().any(|character| character.is_ascii_uppercase()) {
        "with capital letters"
    } else if host.ends_with(":443") {
        "with the default port"
    } else {
        ""
    };
    match (meant, what) {
        (Some(host), "") => Form::Hub { host },
        (host, what) => Form::NearlyHub { host, what },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let host: HostPort = "localhost:3000".parse().unwrap();
        let nearly = |what| Form::NearlyHub { host: Some(host.clone()), what };
        let none = |what| Form::NearlyHub { host: None, what };
        for (text, expected) in [
            ("brk-multihub://localhost:3000", Form::Hub { host: host.clone() }),
            ("brk-multihub://localhost:3000/", nearly("with a slash at the end")),
            ("brk-multihub://localhost:3000/taskpane.html", nearly("with a path")),
            ("brk-multihub://localhost:3000?a", nearly("with a path")),
            ("brk-multihub://Localhost:3000", nearly("with capital letters")),
            ("BRK-multihub://localhost:3000", nearly("with capital letters")),
            ("brk-multihub://https://localhost:3000", none("with a second scheme")),
            ("brk-multihub://", none("without a host")),
            ("brk-multihub:localhost", none("without ://")),
            ("brk-multihub", none("without ://")),
            ("brk-c6c1f32b-5e55-4997-881a-753cc1d563b7://localhost:3000", Form::OneBroker),
        ] {
            assert_eq!(form(text), expected, "{text}");
        }
    }
}
