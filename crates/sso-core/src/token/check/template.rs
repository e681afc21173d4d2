use uuid::Uuid;

use crate::TenantId;

const PLACE: &str = "{tenantid}";

/// An issuer as metadata and keys have it: literal, or with a place for the tenant, whose name is written in any letters.
#[derive(Clone, Copy)]
pub(super) struct Template<'a> {
    before: &'a str,
    /// Behind the place; `None` where there is none.
    after: Option<&'a str>,
}

impl<'a> Template<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let place = text
            .match_indices('{')
            .map(|(at, _)| at)
            .find(|at| text.get(*at..*at + PLACE.len()).is_some_and(|name| name.eq_ignore_ascii_case(PLACE)));
        match place {
            Some(at) => Self { before: &text[..at], after: Some(&text[at + PLACE.len()..]) },
            None => Self { before: text, after: None },
        }
    }

    /// Whether it is this issuer, with this tenant in its place. Compares only: most tokens are right, and then nobody
    /// reads what would have been.
    pub(super) fn is(self, issuer: &str, tenant: Option<TenantId>) -> bool {
        let (Some(after), Some(rest)) = (self.after, issuer.strip_prefix(self.before)) else {
            return self.after.is_none() && issuer == self.before;
        };
        let mut text = Uuid::encode_buffer();
        let tenant = tenant.map(|tenant| &*tenant.uuid().hyphenated().encode_lower(&mut text));
        tenant.is_some_and(|tenant| rest.strip_prefix(tenant) == Some(after))
    }

    /// The issuer itself. `None` where that takes a tenant, and there is none.
    pub(super) fn filled(self, tenant: Option<TenantId>) -> Option<String> {
        match self.after {
            None => Some(self.before.to_owned()),
            Some(after) => Some(format!("{}{}{after}", self.before, tenant?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compared_is_what_is_filled() {
        const TENANT: &str = "5c6c1f32-5e55-4997-881a-753cc1d563b7";
        let tenant: Option<TenantId> = TENANT.parse().ok();
        for template in [
            "https://a/{tenantid}/v2.0",
            "https://a/{TenantId}/v2.0",
            "{tenantid}",
            "https://a/{x}/{tenantid}",
            "{tenantid",
            "",
        ] {
            let template = Template::of(template);
            let filled = template.filled(tenant).unwrap();
            assert!(template.is(&filled, tenant) && !filled.contains("{tenantid}"), "{filled}");
            assert_eq!(template.is(&filled, None), template.filled(None).is_some(), "{filled}");
            for other in [format!("{filled}x"), format!("x{filled}"), filled.replace('5', "6"), filled.to_uppercase()] {
                assert_eq!(template.is(&other, tenant), other == filled, "{other}");
            }
        }
    }
}
