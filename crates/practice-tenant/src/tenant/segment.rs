use uuid::Uuid;

use super::Tenant;
use crate::rules::{Refusal, tenant_malformed, tenant_not_found};

/// The first segment of every path. There is no `consumers`: personal accounts do not live in this tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Segment {
    /// By its GUID or domain.
    Tenant,
    Common,
    Organizations,
}

impl Tenant {
    pub fn segment(&self, text: &str) -> Result<Segment, Refusal> {
        if text.eq_ignore_ascii_case("common") {
            return Ok(Segment::Common);
        }
        if text.eq_ignore_ascii_case("organizations") {
            return Ok(Segment::Organizations);
        }
        if text.eq_ignore_ascii_case(&self.domain) || Uuid::try_parse(text) == Ok(self.id.uuid()) {
            return Ok(Segment::Tenant);
        }
        if Uuid::try_parse(text).is_ok() || is_domain(text) || text.eq_ignore_ascii_case("consumers") {
            return Err(tenant_not_found::refusal(text));
        }
        Err(tenant_malformed::refusal(text))
    }
}

fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty() && label.len() <= 63 && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    text.contains('.') && text.len() <= 253 && text.split('.').all(label)
}
