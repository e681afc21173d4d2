use std::fmt::Display;

use serde_json::Value;
use url::Url;

use super::key::Choice;
use super::subject::{Subject, Version, shown, unfit};
use super::template::Template;
use super::{Check, CheckId, Judged, difference};
use crate::{Cloud, TenantId};

/// `iss` is exactly the issuer of the version and the tenant, and the key may sign for it.
///
/// "Begins with https://login.microsoftonline.com", as some pages advise, would take every tenant of the world, and is
/// wrong for version 1.
pub(super) fn check(subject: &Subject) -> Judged {
    let claim = subject.claims.iss;
    let Some(iss) = claim.and_then(|iss| iss.as_str()) else {
        return Check::fail(CheckId::Issuer, unfit("iss", claim, "string")).found(shown(claim)).fix(NOT_ENTRAS).into();
    };
    let Some(version) = subject.version else {
        let ver = subject.claims.ver;
        return Check::fail(CheckId::Issuer, "its ver, which decides the issuer, is neither 1.0 nor 2.0")
            .found(shown(ver))
            .expected("2.0")
            .fix(NOT_ENTRAS)
            .into();
    };
    if !is_issuer(version, subject, iss) {
        let Some(expected) = issuer(version, &subject.expected.issuer, subject.tenant) else {
            return Check::skipped(CheckId::Issuer, "not decided: tid, which is part of the issuer, is no GUID")
                .found(iss)
                .into();
        };
        let detail = format!("its issuer is not the one expected{}", difference::first(iss, &expected));
        return Check::fail(CheckId::Issuer, detail).found(iss).compared(&expected).fix(fix(iss, version)).into();
    }
    if !key_may_sign(subject) {
        let other = template_of_key(subject).and_then(|template| template.filled(subject.tenant));
        return Check::fail(CheckId::Issuer, "its key signs for another issuer")
            .found(iss)
            .expected(other.unwrap_or_default())
            .fix("do not trust it: personal accounts and work tenants have keys of their own")
            .into();
    }
    Judged::pass(CheckId::Issuer, |subject, check| {
        check.says("its issuer is the one expected").found(shown(subject.claims.iss))
    })
}

fn is_issuer(version: Version, subject: &Subject, iss: &str) -> bool {
    let metadata_issuer = &subject.expected.issuer;
    match version {
        Version::Two => Template::of(metadata_issuer).is(iss, subject.tenant),
        Version::One => issuer(version, metadata_issuer, subject.tenant).is_some_and(|issuer| iss == issuer),
    }
}

/// The issuer that a token of this version has; `None` if that takes a tenant which the token does not name.
fn issuer(version: Version, metadata_issuer: &str, tenant: Option<TenantId>) -> Option<String> {
    let version_two = Template::of(metadata_issuer).filled(tenant)?;
    Some(match version {
        Version::Two => version_two,
        // Of the tenant that the version 2 issuer names, which is the token's own only where any may come.
        Version::One => version_one(metadata_issuer, tenant_segment(&version_two).unwrap_or_default()),
    })
}

/// What an issuer of either version has in the tenant's place, whatever it is: the first segment of its path.
pub(super) fn tenant_segment(issuer: &str) -> Option<&str> {
    let (_, authority_and_path) = issuer.split_once("://")?;
    authority_and_path.split('/').nth(1)
}

/// The version 1 issuer beside a version 2 one. Those of the public cloud are documented; that US Government has the
/// same and China a host of its own comes from public code. Elsewhere (the practice tenant) it is the same host's.
pub(crate) fn version_one(metadata_issuer: &str, tenant: impl Display) -> String {
    let is = |cloud: &Cloud| {
        let at_host = |host| metadata_issuer.strip_prefix("https://")?.strip_prefix(host);
        cloud.authority_host().and_then(at_host).is_some_and(|path| path.starts_with('/'))
    };
    if is(&Cloud::Public) || is(&Cloud::UsGov) {
        return format!("https://sts.windows.net/{tenant}/");
    }
    if is(&Cloud::China) {
        return format!("https://sts.chinacloudapi.cn/{tenant}/");
    }
    let origin = Url::parse(metadata_issuer).map(|url| url.origin().ascii_serialization()).unwrap_or_default();
    format!("{origin}/{tenant}/")
}

/// A key may carry an issuer of its own: the one of personal accounts signs for them alone, and a token of a work
/// tenant signed with it is refused. Keys of version 1 metadata carry none, so a version 1 token is measured by the
/// version 2 issuer of its tenant, as Microsoft's own library does.
pub(super) fn key_may_sign(subject: &Subject) -> bool {
    let Some(allowed) = template_of_key(subject) else { return true };
    let iss = subject.claims.iss.and_then(Value::as_str);
    let version_two = || Template::of(&subject.expected.issuer).filled(subject.tenant);
    iss.is_some_and(|iss| allowed.is(iss, subject.tenant))
        || version_two().is_some_and(|issuer| allowed.is(&issuer, subject.tenant))
}

/// The issuers for which the key signs, where it says so.
fn template_of_key<'a>(subject: &Subject<'a>) -> Option<Template<'a>> {
    let Choice::Found(key) = subject.key else { return None };
    key.jwk.issuer.as_deref().map(Template::of)
}

fn fix(iss: &str, version: Version) -> &'static str {
    let looks_like_one = iss.contains("://sts.");
    match version {
        Version::Two if looks_like_one => "its ver and its iss contradict each other: do not trust it",
        Version::One => {
            "set api.requestedAccessTokenVersion to 2 in the registration; or take the version 1 issuer of \
            your tenant from its metadata"
        }
        Version::Two => {
            "take the issuer from the metadata of your own tenant; if users of other tenants may come, expect \
            https://<authority>/{tenantid}/v2.0"
        }
    }
}

const NOT_ENTRAS: &str = "do not trust it: every access token of Entra has this claim";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issuers() {
        const TENANT: &str = "5c6c1f32-5e55-4997-881a-753cc1d563b7";
        let tenant: TenantId = TENANT.parse().unwrap();
        for (metadata, one, two) in [
            (
                "https://login.microsoftonline.com/{tenantid}/v2.0",
                "https://sts.windows.net/T/",
                "https://login.microsoftonline.com/T/v2.0",
            ),
            (
                "https://login.microsoftonline.com/{TenantId}/v2.0",
                "https://sts.windows.net/T/",
                "https://login.microsoftonline.com/T/v2.0",
            ),
            (
                "https://login.microsoftonline.us/{tenantid}/v2.0",
                "https://sts.windows.net/T/",
                "https://login.microsoftonline.us/T/v2.0",
            ),
            (
                "https://login.partner.microsoftonline.cn/{tenantid}/v2.0",
                "https://sts.chinacloudapi.cn/T/",
                "https://login.partner.microsoftonline.cn/T/v2.0",
            ),
            ("https://localhost:47443/{tenantid}/v2.0", "https://localhost:47443/T/", "https://localhost:47443/T/v2.0"),
            (
                "https://login.microsoftonline.com/other/v2.0",
                "https://sts.windows.net/other/",
                "https://login.microsoftonline.com/other/v2.0",
            ),
        ] {
            let filled = |version| issuer(version, metadata, Some(tenant)).map(|issuer| issuer.replace(TENANT, "T"));
            assert_eq!((filled(Version::One).as_deref(), filled(Version::Two).as_deref()), (Some(one), Some(two)));
        }
        assert_eq!(issuer(Version::Two, "https://login.microsoftonline.com/{tenantid}/v2.0", None), None);
    }
}
