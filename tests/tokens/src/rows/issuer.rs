use sso_core::Cloud;
use sso_core::token::CheckId::{Client, Issuer, Tenant};
use sso_core::token::Expected;

use crate::made::*;
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    const NOT_EXPECTED: &str = "not the one expected";
    let public = |tenant: &str| issuer("login.microsoftonline.com", tenant);
    // The issuer of one tenant lets in that tenant alone, also where nobody lists it.
    let no_list = || Expected { tenants: Vec::new(), ..expected() };
    let mut rows = vec![
        Row::v2("iss of another tenant")
            .with("iss", public(OTHER_TENANT))
            .fails(Issuer, "they differ from character 35 on")
            .and(Tenant),
        Row::v2("iss and tid of another tenant")
            .with("iss", public(OTHER_TENANT))
            .with("tid", OTHER_TENANT)
            .fails(Issuer, NOT_EXPECTED)
            .and(Tenant),
        Row::v1("version 1, iss and tid of another tenant")
            .with("iss", format!("https://sts.windows.net/{OTHER_TENANT}/"))
            .with("tid", OTHER_TENANT)
            .fails(Issuer, NOT_EXPECTED)
            .and(Tenant),
        Row::v2("of another tenant, none is listed")
            .with("iss", public(OTHER_TENANT))
            .with("tid", OTHER_TENANT)
            .expecting(no_list())
            .fails(Issuer, NOT_EXPECTED),
        Row::v1("version 1 of another tenant, none is listed")
            .with("iss", format!("https://sts.windows.net/{OTHER_TENANT}/"))
            .with("tid", OTHER_TENANT)
            .expecting(no_list())
            .fails(Issuer, NOT_EXPECTED),
        Row::v2("iss of another tenant, any may come")
            .with("iss", public(OTHER_TENANT))
            .expecting(any_tenant())
            .fails(Issuer, NOT_EXPECTED)
            .and(Tenant),
        Row::v2("iss with a slash at its end")
            .with("iss", format!("{}/", public(TENANT)))
            .fails(Issuer, "they differ from character 76 on"),
        Row::v2("iss with a blank").with("iss", format!("{} ", public(TENANT))).fails(Issuer, "which is U+0020"),
        Row::v2("iss in capital letters").with("iss", public(TENANT).to_uppercase()).fails(Issuer, NOT_EXPECTED),
        Row::v2("iss with the tenant in capital letters")
            .with("iss", public(&TENANT.to_uppercase()))
            .fails(Issuer, "they differ from character 37 on"),
        Row::v2("iss by http").with("iss", public(TENANT).replace("https", "http")).fails(Issuer, "character 5 on"),
        Row::v2("iss of an alias of the host")
            .with("iss", issuer("login.windows.net", TENANT))
            .fails(Issuer, NOT_EXPECTED),
        Row::v2("iss of a host that begins alike")
            .with("iss", issuer("login.microsoftonline.com.evil.example", TENANT))
            .fails(Issuer, "they differ from character 34 on"),
        Row::v2("iss with a letter that looks alike")
            .with("iss", public(TENANT).replace("online", "\u{43e}nline"))
            .fails(Issuer, "which is U+043E"),
        Row::v2("iss of version 1")
            .with("iss", format!("https://sts.windows.net/{TENANT}/"))
            .fails(Issuer, NOT_EXPECTED),
        Row::v2("iss the template").with("iss", public("{tenantid}")).fails(Issuer, NOT_EXPECTED).and(Tenant),
        Row::v2("iss empty").with("iss", "").fails(Issuer, NOT_EXPECTED).and(Tenant),
        Row::v1("version 1, iss without a slash")
            .with("iss", format!("https://sts.windows.net/{TENANT}"))
            .fails(Issuer, NOT_EXPECTED),
        Row::v1("version 1, iss of version 2").with("iss", public(TENANT)).fails(Issuer, NOT_EXPECTED),
        Row::v2("ver 3.0").with("ver", "3.0").fails(Issuer, "neither 1.0 nor 2.0"),
        Row::v2("ver 2").with("ver", "2").fails(Issuer, "neither 1.0 nor 2.0"),
        Row::v2("ver 1.0 with the issuer of version 2")
            .with("ver", "1.0")
            .fails(Issuer, NOT_EXPECTED)
            .and_warns(Client),
    ];
    // A token of each cloud at a server of each other one.
    let clouds = [Cloud::Public, Cloud::UsGov, Cloud::China];
    for here in &clouds {
        for there in clouds.iter().filter(|there| *there != here) {
            let (from, at) = (there.authority_host().unwrap(), here.authority_host().unwrap());
            rows.push(
                Row::v2(format!("of {} at {}", there.name(), here.name()))
                    .with("iss", issuer(from, TENANT))
                    .expecting(Expected { issuer: issuer(at, TENANT), ..expected() })
                    .fails(Issuer, NOT_EXPECTED),
            );
        }
    }
    rows
}
