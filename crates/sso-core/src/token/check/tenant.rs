use serde_json::Value;

use super::issuer::tenant_segment;
use super::subject::{self, Subject, shown, unfit};
use super::{Check, CheckId, Judged};
use crate::TenantId;

/// `tid` is a GUID, the one inside `iss`, and one of the tenants that may come.
pub(super) fn check(subject: &Subject) -> Judged {
    let claim = subject.claims.tid;
    let Some(tenant) = subject.tenant else {
        return Check::fail(CheckId::Tenant, unfit("tid", claim, "GUID"))
            .found(shown(claim))
            .fix("do not trust it: every access token of Entra names its tenant")
            .into();
    };
    if let Some(iss) = subject.claims.iss.and_then(Value::as_str)
        && tenant_segment(iss).and_then(subject::tenant) != Some(tenant)
    {
        return Check::fail(CheckId::Tenant, "its tid is not the tenant inside its iss")
            .found(tenant.to_string())
            .expected(iss)
            .fix("do not trust it: in tokens of Entra both name the same tenant")
            .into();
    }
    let allowed = &subject.expected.tenants;
    if !allowed.is_empty() && !allowed.contains(&tenant) {
        let expected: Vec<_> = allowed.iter().map(ToString::to_string).collect();
        let fix = match tenant == TenantId::PERSONAL_ACCOUNTS {
            true => "sign in with a work or school account; personal accounts need the account types that include them",
            false => "sign in to the expected tenant, or add this one to those that may come",
        };
        return Check::fail(CheckId::Tenant, "its tenant is none of those that may come")
            .found(tenant.to_string())
            .expected(expected.join(", "))
            .fix(fix)
            .into();
    }
    Judged::pass(CheckId::Tenant, |subject, check| {
        let personal = subject.tenant == Some(TenantId::PERSONAL_ACCOUNTS);
        let detail = match (personal, subject.expected.tenants.is_empty()) {
            (true, _) => "a personal Microsoft account, which may come",
            (false, true) => "any tenant may come",
            (false, false) => "its tenant is one of those that may come",
        };
        check.says(detail).found(subject.tenant.map(|tenant| tenant.to_string()).unwrap_or_default())
    })
}
