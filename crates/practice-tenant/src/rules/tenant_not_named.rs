//! Client credentials at `organizations`: an app without a user is of one tenant, and nothing says which.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 50059;

pub fn refusal() -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::InvalidRequest,
        "No tenant-identifying information found in either the request or implied by any provided credentials.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_request_that_lacks_something() {
        assert_eq!((refusal().code, refusal().status), (CODE, 400));
    }
}
