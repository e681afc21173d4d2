use crate::files::Lock;
use crate::{App, AppError};

/// One run at a time: two would both find nothing and both make an application.
///
/// # Errors
/// `registration-busy` while another process has it.
pub(super) fn hold(app: &App) -> Result<Lock, AppError> {
    Lock::try_hold(&app.folders.state.join("registration.lock"))?.ok_or_else(|| {
        AppError::could_not_check("registration-busy", "another run of Hallpass is changing the registration")
            .with_hint("wait until it has ended")
    })
}
