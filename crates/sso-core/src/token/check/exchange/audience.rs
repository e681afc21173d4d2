use url::Url;

use super::Subject;
use crate::token::check::subject::{shown, unfit};
use crate::token::check::{Check, CheckId, difference};

/// What Exchange may add to the address of the page; no page of Microsoft's says so.
const ADDED: &str = "et";

/// `aud` is the add-in's page. Scheme and host in any letters, everything behind them to the letter, and without the
/// query parameter that Exchange may add.
pub(super) fn check(subject: &Subject) -> Check {
    let claim = subject.token.claims.get("aud");
    let expected = &subject.expected.audience;
    let Some(aud) = claim.and_then(|aud| aud.as_str()) else {
        return Check::fail(CheckId::Audience, unfit("aud", claim, "string"))
            .found(shown(claim))
            .expected(expected.as_str())
            .fix("do not trust it: Exchange writes one audience into every token");
    };
    let Ok(found) = Url::parse(aud) else {
        return Check::fail(CheckId::Audience, "its audience is no address")
            .found(aud)
            .expected(expected.as_str())
            .fix("look at what this token is for: it may be of another kind");
    };
    if found == *expected {
        return Check::pass(CheckId::Audience, "it is for your add-in's page").found(aud);
    }
    let bare = without_added(&found);
    if bare == *expected {
        let detail = format!("it is for your add-in's page; the query parameter {ADDED} does not count");
        return Check::pass(CheckId::Audience, detail).found(aud);
    }
    let detail =
        format!("its audience is not your add-in's page{}", difference::first(bare.as_str(), expected.as_str()));
    let check = Check::fail(CheckId::Audience, detail).found(aud).expected(expected.as_str());
    check.marked(differs_at(aud, bare.as_str(), expected.as_str())).fix(
        "expect the first SourceLocation of ItemRead or ItemEdit in the manifest, whichever comes first, or \
        extensions.audienceClaimUrl of a unified manifest",
    )
}

/// Where the address as the token has it parts from the one expected. `None` where it is written so otherwise (a port that
/// goes without saying) that the place is not the same.
fn differs_at(aud: &str, bare: &str, expected: &str) -> Option<usize> {
    let same = difference::common(bare, expected);
    let alike = aud.chars().zip(bare.chars()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
    (bare != expected && alike >= same).then_some(same + 1)
}

/// The address without `et`, and without a question mark where nothing else stood behind it.
fn without_added(url: &Url) -> Url {
    let mut bare = url.clone();
    let rest: Vec<&str> =
        url.query().unwrap_or_default().split('&').filter(|pair| pair.split('=').next() != Some(ADDED)).collect();
    let rest = rest.join("&");
    bare.set_query((!rest.is_empty()).then_some(rest.as_str()));
    bare
}
