use super::Subject;
use crate::token::check::subject::shown;
use crate::token::check::{Check, CheckId};
use crate::token::exchange::NoAppContext;

const VERSION: &str = "ExIdTok.V1";

/// `appctx`, an object or a string that holds one, is what makes an Exchange identity token: its version is the one
/// there is, and it names the account and the metadata.
pub(super) fn check(subject: &Subject) -> Check {
    let claim = subject.token.claims.get("appctx");
    match &subject.context {
        Err(NoAppContext::Absent) => {
            Check::fail(CheckId::AppContext, "it has no appctx, so it is no Exchange identity token")
                .found(shown(None))
                .fix(
                    "send the token of getUserIdentityTokenAsync; an access token of Entra is checked against a \
                    client ID or an Application ID URI",
                )
        }
        Err(NoAppContext::NotReadable) => {
            Check::fail(CheckId::AppContext, "its appctx is no object with msexchuid, version and amurl")
                .found(shown(claim))
                .fix("do not trust it: Exchange writes all three")
        }
        Ok(context) if context.version != VERSION => {
            Check::fail(CheckId::AppContext, "its appctx is of another version than the one there is")
                .found(&context.version)
                .expected(VERSION)
                .fix("do not trust it: Exchange writes no other version")
        }
        Ok(context) => {
            let form = if claim.is_some_and(serde_json::Value::is_string) { "JSON in a string" } else { "an object" };
            Check::pass(CheckId::AppContext, format!("its appctx is {form}, and names the account"))
                .found(&context.msexchuid)
        }
    }
}
