//! The tenant segment is neither GUID nor domain: a placeholder was left in.

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 900023;

pub fn refusal(segment: &str) -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::InvalidRequest,
        format!(
            "Specified tenant identifier '{}' is neither a valid DNS name, nor a valid external domain.",
            shown(segment)
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_the_segment() {
        assert!(refusal("{tenantId}").text.contains("'{tenantId}'"));
    }
}
