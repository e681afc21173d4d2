//! User identity tokens of Exchange (`ExIdTok.V1`, what `getUserIdentityTokenAsync` hands out): what they name, whose
//! certificates are believed, and the key to store a user by. The checks themselves are in `check/exchange/`.
//!
//! Facts: the pages "Inside the Exchange identity token" and "Validate an Exchange identity token", of 2017 and of
//! today; where they differ, both forms are read.

mod app_context;
mod certificate;
mod metadata;
mod metadata_url;
mod user_id;

#[cfg(test)]
mod tests;

pub(super) use app_context::{AppContext, NoAppContext};
pub use certificate::SigningCertificate;
pub use metadata::{ExchangeMetadata, MetadataFault};
pub use metadata_url::{MetadataUrl, Untrusted};
pub use user_id::UniqueUserId;

use super::{Decoded, clean, decode};
use crate::HostPort;

/// Exchange, as principal: the beginning of `iss`.
pub(super) const EXCHANGE: &str = "00000002-0000-0ff1-ce00-000000000000";

/// The host of Exchange Online's metadata in the worldwide cloud: believed where no other is named. Those of national
/// clouds are in no source that settles them.
pub const EXCHANGE_ONLINE: &str = "outlook.office365.com";

/// What remains to be done, whatever the checks say: a sentence each.
pub const WHAT_NOW: [&str; 4] = [
    "Exchange Online stopped issuing these tokens in October 2025, without exceptions; Exchange on-premises still \
    issues them. Where the mailbox is online, or may move there, use nested app authentication (NAA): the client gets \
    an access token for Microsoft Graph or for your own API.",
    "Send your server an access token for its own API, never an ID token, in place of this one.",
    "To link the users that you know: for a while let the client send both tokens, check both, and keep tid and oid of \
    the access token beside this unique user ID.",
    "The unique user ID changes when the mailbox moves to another server or organisation, and each program has its own \
    order of its two parts: keep yours, and keep a way to link a user again.",
];

/// The address of the metadata document that a pasted token names, if it may be asked. Nothing of the token is verified
/// yet: the address decides whose certificates are believed, so a host counts only if it is among `hosts`.
///
/// `None` if the text is no token, or one without an `appctx` that can be read: then there is nothing to ask for.
pub fn metadata_url(pasted: &str, hosts: &[HostPort]) -> Option<Result<MetadataUrl, Untrusted>> {
    let token = decode(&clean(pasted).token).ok()?;
    Some(MetadataUrl::trusted(&context(&token).ok()?.amurl, hosts))
}

pub(super) fn context(token: &Decoded) -> Result<AppContext, NoAppContext> {
    AppContext::read(token.claims.get("appctx"))
}
