//! What a client missed that gave up. MSAL says `endpoints_resolution_error` for six causes; this side can tell most of
//! them apart by what was asked, and by what was not asked after it.

use jiff::{SignedDuration, Timestamp};

use super::{Handshake, Seen, SeenRequest, What};

/// A sentence about one request, and the next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Of the request that it is about: [`Seen::number`].
    pub number: u64,
    pub text: String,
}

/// What did not follow within this time was not going to.
const PATIENCE: SignedDuration = SignedDuration::from_secs(5);

const DISCOVERY: &str = "/.well-known/openid-configuration";

/// One sentence for each pattern, the first that fits. `later`: what came after it.
type Pattern = fn(&SeenRequest, later: &[&Seen]) -> Option<&'static str>;

/// Visible in the request itself.
const AT_ONCE: &[Pattern] = &[
    wrong_name,
    instance_discovery,
    without_tenant,
    twice_version_2,
    discovery_elsewhere,
    unknown_tenant,
    version_1,
    no_tenant,
];

/// Visible only in what did not follow.
const AFTER_A_WHILE: &[Pattern] = &[preflight_alone, page_alone, discovery_alone, code_not_redeemed, device_not_polled];

pub fn of(seen: &[&Seen], now: Timestamp) -> Vec<Hint> {
    let hint = |(at, one): (usize, &&Seen)| {
        let later = &seen[at + 1..];
        let text = match &one.what {
            What::Handshake(why) => handshake(*why),
            What::Request(request) => {
                let waited = now.duration_since(one.at) >= PATIENCE;
                let patterns = AT_ONCE.iter().chain(AFTER_A_WHILE.iter().filter(|_| waited));
                patterns.into_iter().find_map(|pattern| pattern(request, later))
            }
        };
        text.map(|text| Hint { number: one.number, text: text.to_owned() })
    };
    seen.iter().enumerate().filter_map(hint).collect()
}

fn handshake(why: Handshake) -> Option<&'static str> {
    match why {
        Handshake::UnknownAuthority => Some(
            "a program does not know the certificate's authority, as Python and others on OpenSSL say it: set \
             REQUESTS_CA_BUNDLE, or SSL_CERT_FILE, to the file that `hallpass practice env` names",
        ),
        Handshake::NotTrusted => Some(
            "a program does not trust the certificate, as Chromium says it: `npx office-addin-dev-certs install` makes one \
             that a browser trusts, and the tenant uses it at its next start; or put the file of NODE_EXTRA_CA_CERTS into \
             the trust store",
        ),
        Handshake::NotTls => Some("a program spoke http to the port of https: its authority must begin with https://"),
        Handshake::TlsAtHttp => Some(
            "a program spoke TLS to the port of http: take the port of https into its authority, or http:// for a client \
             that may",
        ),
        Handshake::BrokenOff | Handshake::NoRequest => Some(
            "a connection ended without a request: Node ends it so when it does not trust the certificate; export \
             NODE_EXTRA_CA_CERTS before it starts, as `hallpass practice env` prints it",
        ),
        Handshake::Other => None,
    }
}

fn is_discovery(request: &SeenRequest) -> bool {
    request.path.ends_with(DISCOVERY)
}

fn asks(request: &SeenRequest, endpoint: &str) -> bool {
    request.path.ends_with(endpoint)
}

fn followed(later: &[&Seen], by: impl Fn(&SeenRequest) -> bool) -> bool {
    later.iter().filter_map(|seen| seen.request()).any(by)
}

fn wrong_name(request: &SeenRequest, _: &[&Seen]) -> Option<&'static str> {
    (request.status == 421).then_some(
        "the Host header names another host or port: use localhost with the port of the ready line, and let a proxy in \
         between pass the name on",
    )
}

fn instance_discovery(request: &SeenRequest, _: &[&Seen]) -> Option<&'static str> {
    request.path.contains("/discovery/instance").then_some(
        "MSAL asks whether this authority is one of Microsoft's: tell it that it is known, with host and port in \
         knownAuthorities (MSAL Node and Browser), or instance_discovery=False (MSAL Python)",
    )
}

/// `v2.0` is taken for a tenant then.
fn without_tenant(request: &SeenRequest, _: &[&Seen]) -> Option<&'static str> {
    (request.path == "/v2.0/.well-known/openid-configuration").then_some(
        "discovery was asked for without a tenant: put it behind host and port in the authority, such as \
         https://localhost:47443/common",
    )
}

fn twice_version_2(request: &SeenRequest, _: &[&Seen]) -> Option<&'static str> {
    request.path.ends_with("/v2.0/v2.0/.well-known/openid-configuration").then_some(
        "the authority ends in /v2.0, and the client adds another one: leave it away, as in https://localhost:47443/common",
    )
}

fn discovery_elsewhere(request: &SeenRequest, _: &[&Seen]) -> Option<&'static str> {
    (is_discovery(request) && request.status == 404).then_some(
        "discovery was asked for at a path that is none: the authority is scheme, host, port and one segment for the \
         tenant, such as https://localhost:47443/common",
    )
}

fn unknown_tenant(request: &SeenRequest, _: &[&Seen]) -> Option<&'static str> {
    matches!(request.aadsts, Some(90002 | 900_023)).then_some(
        "the first segment of the path names no tenant of this practice tenant: `hallpass practice env` prints the one \
         of the seeded add-in",
    )
}

fn version_1(request: &SeenRequest, _: &[&Seen]) -> Option<&'static str> {
    let of_version_1 = ["/oauth2/authorize", "/oauth2/token"].iter().any(|path| asks(request, path));
    (of_version_1 && request.status == 404)
        .then_some("an endpoint of version 1 was asked for, and this is version 2: /<tenant>/oauth2/v2.0/…")
}

fn no_tenant(request: &SeenRequest, _: &[&Seen]) -> Option<&'static str> {
    (request.status == 404 && request.path.contains("/oauth2/v2.0/")).then_some(
        "an endpoint was asked for at a path that is none: a client puts its tenant into the first segment, so the \
         authority must have exactly that one",
    )
}

fn preflight_alone(request: &SeenRequest, later: &[&Seen]) -> Option<&'static str> {
    let alone = request.method == "OPTIONS"
        && !followed(later, |after| after.path == request.path && after.method != "OPTIONS");
    alone.then_some(
        "a browser asked leave for a request (CORS) and never sent it: look in its console, where a Content Security \
         Policy (connect-src), an extension or private network access may have stopped it",
    )
}

/// Of several in a row the last one.
fn page_alone(request: &SeenRequest, later: &[&Seen]) -> Option<&'static str> {
    let answered = request.is_of_page && is_discovery(request) && request.method == "GET" && request.status == 200;
    let went_on = |after: &SeenRequest| after.is_of_page || asks(after, "/oauth2/v2.0/authorize");
    (answered && !followed(later, went_on)).then_some(
        "a page read the discovery document and asked for nothing more: its browser may have stopped it (look in the \
         console for Content Security Policy, connect-src, or a blocked redirect or popup), or MSAL gave up because its \
         authority has another scheme, host or port than the document's issuer",
    )
}

/// Of several in a row the last one.
fn discovery_alone(request: &SeenRequest, later: &[&Seen]) -> Option<&'static str> {
    let answered = is_discovery(request) && request.method == "GET" && request.status == 200;
    (answered && later.is_empty()).then_some(
        "a client read the discovery document and asked for nothing more: if it is MSAL that gave up with \
         endpoints_resolution_error, its authority has another scheme, host or port than the document's issuer, or is \
         not in knownAuthorities with its port",
    )
}

fn code_not_redeemed(request: &SeenRequest, later: &[&Seen]) -> Option<&'static str> {
    let given = asks(request, "/oauth2/v2.0/authorize") && request.status == 302 && request.aadsts.is_none();
    (given && !followed(later, |after| after.grant == Some("code"))).then_some(
        "a code was given and never redeemed: the page or program behind the redirect URI did not run, or did not know \
         the state again",
    )
}

fn device_not_polled(request: &SeenRequest, later: &[&Seen]) -> Option<&'static str> {
    let given = asks(request, "/oauth2/v2.0/devicecode") && request.status == 200;
    (given && !followed(later, |after| after.grant == Some("device"))).then_some(
        "a device code was given and never asked about: the program has to poll the token endpoint while the person signs \
         in",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(number: u64, what: What) -> Seen {
        Seen { number, at: Timestamp::UNIX_EPOCH, scheme: "https", what }
    }

    fn request(method: &str, path: &str, status: u16) -> SeenRequest {
        SeenRequest { method: method.to_owned(), path: path.to_owned(), status, ..SeenRequest::default() }
    }

    /// The words that the hint on the first one has; empty for no hint.
    fn words(seen: &[Seen], seconds: i64) -> String {
        let all: Vec<&Seen> = seen.iter().collect();
        let hints = of(&all, Timestamp::from_second(seconds).unwrap());
        hints.into_iter().find(|hint| hint.number == 1).map(|hint| hint.text).unwrap_or_default()
    }

    fn row(requests: &[SeenRequest]) -> Vec<Seen> {
        let numbered = requests.iter().cloned().zip(1..);
        numbered.map(|(request, number)| seen(number, What::Request(Box::new(request)))).collect()
    }

    #[test]
    fn each_way_to_give_up_is_told_apart() {
        let discovery = || request("GET", "/common/v2.0/.well-known/openid-configuration", 200);
        let token = |grant| SeenRequest { grant: Some(grant), ..request("POST", "/common/oauth2/v2.0/token", 200) };
        let preflight = || request("OPTIONS", "/common/oauth2/v2.0/token", 204);
        let code = || request("POST", "/common/oauth2/v2.0/authorize", 302);
        let device = || request("POST", "/common/oauth2/v2.0/devicecode", 200);
        let of_page = |request| SeenRequest { is_of_page: true, ..request };
        let unknown = SeenRequest { aadsts: Some(90002), ..request("GET", "/x.example/v2.0/.well-known/y", 400) };
        for (requests, has) in [
            (vec![discovery()], "discovery document"),
            (vec![discovery(), code()], ""),
            (vec![of_page(discovery())], "connect-src"),
            (vec![of_page(discovery()), token("obo")], "connect-src"),
            (vec![of_page(discovery()), request("GET", "/common/oauth2/v2.0/authorize", 200)], ""),
            (vec![of_page(discovery()), of_page(preflight()), of_page(token("code"))], ""),
            (vec![device()], "never asked about"),
            (vec![device(), token("device")], ""),
            (vec![SeenRequest { status: 400, ..device() }], ""),
            (vec![request("GET", "/v2.0/.well-known/openid-configuration", 400)], "without a tenant"),
            (vec![request("GET", "/common/v2.0/v2.0/.well-known/openid-configuration", 404)], "ends in /v2.0"),
            (vec![request("GET", "/a/b/v2.0/.well-known/openid-configuration", 404)], "path that is none"),
            (vec![request("GET", "/common/discovery/instance", 404)], "knownAuthorities"),
            (vec![request("GET", "/common/oauth2/authorize", 404)], "version 1"),
            (vec![request("POST", "/a/b/oauth2/v2.0/token", 404)], "first segment"),
            (vec![request("GET", "/common/oauth2/v2.0/authorize", 421)], "Host header"),
            (vec![unknown], "names no tenant"),
            (vec![preflight()], "CORS"),
            (vec![preflight(), token("code")], ""),
            (vec![code()], "never redeemed"),
            (vec![code(), token("code")], ""),
            (vec![code(), token("obo")], "never redeemed"),
            (vec![SeenRequest { aadsts: Some(65004), ..code() }], ""),
            (vec![token("obo")], ""),
        ] {
            let found = words(&row(&requests), 60);
            assert!(found.contains(has) && found.is_empty() == has.is_empty(), "{requests:?}: {found}");
        }
    }

    #[test]
    fn what_may_still_follow_is_waited_for() {
        let code = row(&[request("POST", "/common/oauth2/v2.0/authorize", 302)]);
        assert_eq!(words(&code, 4), "");
        assert_ne!(words(&code, 5), "");
        let elsewhere = row(&[request("GET", "/common/discovery/instance", 404)]);
        assert_ne!(words(&elsewhere, 0), "");
    }

    #[test]
    fn a_handshake_says_why_it_failed() {
        for (why, has) in [
            (Handshake::UnknownAuthority, "REQUESTS_CA_BUNDLE"),
            (Handshake::NotTrusted, "office-addin-dev-certs"),
            (Handshake::BrokenOff, "Node ends it so"),
            (Handshake::NoRequest, "Node ends it so"),
            (Handshake::NotTls, "https://"),
            (Handshake::TlsAtHttp, "the port of https"),
        ] {
            assert!(words(&[seen(1, What::Handshake(why))], 0).contains(has), "{why:?}");
        }
        assert_eq!(words(&[seen(1, What::Handshake(Handshake::Other))], 0), "");
    }
}
