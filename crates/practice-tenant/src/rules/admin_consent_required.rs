//! A permission that only an administrator may grant was asked for by someone who is none.

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 90094;

/// `admin_only`: one of the missing scopes is of type `Admin`.
pub fn check(application: &str, admin_only: bool, is_admin: bool) -> Result<(), Refusal> {
    if !admin_only || is_admin {
        return Ok(());
    }
    let application = shown(application);
    Err(Refusal::new(
        CODE,
        OAuthError::AccessDenied,
        format!(
            "{application} needs permission to access resources in your organization that only an admin can grant. \
             Please ask an admin to grant permission to this app before you can use it."
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn admins_may_and_others_may_not() {
        for (admin_only, is_admin, allowed) in
            [(true, true, true), (true, false, false), (false, false, true), (false, true, true)]
        {
            assert_eq!(check("Contoso add-in", admin_only, is_admin).is_ok(), allowed, "{admin_only} {is_admin}");
        }
    }
}
