//! What we hand out ourselves gives no cause for a finding.

use addin_manifest::template::{self, Fill, Host, Template};
use addin_manifest::{Markup, NestedAppAuthMarkup};

use super::check_manifest;
use super::testing::ID;
use crate::{Code, Severity};

const RESOURCE: &str = "api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7";

const LEGACY_SSO: Markup<'_> =
    Markup { id: ID, resource: RESOURCE, scopes: &["openid", "profile", "User.Read"], nested_app_auth: None };

const BOTH: Markup<'_> = Markup {
    nested_app_auth: Some(NestedAppAuthMarkup {
        redirect_uri: "brk-multihub://localhost:3000",
        scopes: &["User.Read"],
    }),
    ..LEGACY_SSO
};

/// Codes of all errors and warnings.
fn complaints(template: Template, office_hosts: &[Host], markup: Option<Markup<'_>>) -> Vec<Code> {
    let fill = Fill {
        add_in_id: "0f8f6e0c-3f0c-4d0b-9a39-5b3f6f4b1c11",
        display_name: "Contoso",
        host: "localhost:3000",
        office_hosts,
        markup,
    };
    let text = template::render(template, &fill).unwrap();
    let findings = check_manifest(&addin_manifest::read(text.as_bytes()), text.as_bytes(), None);
    findings.iter().filter(|finding| finding.severity != Severity::Info).map(|finding| finding.code).collect()
}

#[test]
fn no_template_has_an_error_or_a_warning() {
    for template in Template::ALL {
        for office_hosts in std::iter::once(template.hosts()).chain(template.hosts().chunks(1)) {
            for markup in [None, Some(LEGACY_SSO), Some(BOTH)] {
                assert_eq!(complaints(template, office_hosts, markup), [], "{template:?} {office_hosts:?} {markup:?}");
            }
        }
    }
}
