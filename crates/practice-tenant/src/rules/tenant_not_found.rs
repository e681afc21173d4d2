//! No such tenant here: a typing error, or the wrong cloud.

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 90002;

pub fn refusal(segment: &str) -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::InvalidRequest,
        format!(
            "Tenant '{}' not found. Check to make sure you have the correct tenant ID and are signing into the correct \
             cloud. Check with your subscription administrator, this may happen if there are no active subscriptions \
             for the tenant.",
            shown(segment)
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_the_segment() {
        assert!(refusal("fabrikam.com").text.starts_with("Tenant 'fabrikam.com' not found."));
    }
}
