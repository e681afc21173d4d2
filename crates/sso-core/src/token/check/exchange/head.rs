use super::Subject;
use crate::token::check::subject::{shown, unfit};
use crate::token::check::{Check, CheckId};

/// `typ` is JWT and `alg` is RS256: the header does not choose (RFC 8725 §2.1).
pub(super) fn check(subject: &Subject) -> Check {
    let header = &subject.token.header;
    for (name, wanted) in [("alg", "RS256"), ("typ", "JWT")] {
        let found = header.get(name);
        let detail = match found.and_then(|found| found.as_str()) {
            Some(text) if text == wanted => continue,
            Some(none) if name == "alg" && none.eq_ignore_ascii_case("none") => {
                "its alg is none: it is not signed, anyone can have written it".to_owned()
            }
            Some(_) => format!("its {name} is not {wanted}, and Exchange writes nothing else"),
            None => unfit(name, found, "string"),
        };
        return Check::fail(CheckId::Algorithm, detail)
            .found(shown(found))
            .expected(wanted)
            .fix("do not trust it; in your server allow RS256 alone, whatever the header says");
    }
    Check::pass(CheckId::Algorithm, "signed with RS256").found("RS256")
}
