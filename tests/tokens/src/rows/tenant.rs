use sso_core::token::CheckId::Tenant;
use sso_core::token::Expected;

use crate::made::*;
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    let listed = || Expected { tenants: expected().tenants, ..any_tenant() };
    let public = |tenant: &str| issuer("login.microsoftonline.com", tenant);
    vec![
        Row::v2("tid a domain").with("tid", "contoso.com").fails(Tenant, "tid is no GUID"),
        Row::v2("tid empty").with("tid", "").fails(Tenant, "tid is no GUID"),
        Row::v2("tid in braces").with("tid", format!("{{{TENANT}}}")).fails(Tenant, "tid is no GUID"),
        Row::v2("tid of another tenant").with("tid", OTHER_TENANT).fails(Tenant, "not the tenant inside its iss"),
        // It would be put into the issuer's template.
        Row::v2("tid a path")
            .with("tid", "../72f988bf-86f1-41af-91ab-2d7cd01")
            .expecting(any_tenant())
            .fails(Tenant, "tid is no GUID"),
        Row::v2("a tenant that is not listed")
            .with("tid", OTHER_TENANT)
            .with("iss", public(OTHER_TENANT))
            .expecting(listed())
            .fails(Tenant, "none of those that may come"),
        Row::v2("a personal account that is not listed")
            .with("tid", PERSONAL)
            .with("iss", public(PERSONAL))
            .expecting(listed())
            .fails(Tenant, "none of those that may come"),
    ]
}
