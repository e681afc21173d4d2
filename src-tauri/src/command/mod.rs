//! What the page may call, a file a page. A command decides nothing: it calls a use case of `hallpass-app` and keeps what the
//! shell shows of it. Each stands in `ui/src/ipc/commands/`, in `permissions/` and in `capabilities/` too (`cargo xtask tidy`
//! compares). Whatever it answers is wrapped in [`ToPage`].

pub mod activity;
pub mod diagnose;
pub mod manifest;
pub mod on_behalf_of;
pub mod overview;
pub mod profile;
pub mod recognise;
pub mod register;
pub mod settings;
pub mod shell;
pub mod sign_in;
pub mod token;
mod unlock;

use hallpass_app::AppError;

use crate::to_page::ToPage;

pub type Answer<T> = Result<ToPage<T>, ToPage<AppError>>;

/// Work that reads files, away from the threads that the window waits for.
async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    tauri::async_runtime::spawn_blocking(work).await.unwrap_or_else(|error| {
        Err(AppError::could_not_check("work-ended", format!("this ended before it had an answer: {error}"))
            .with_hint("try it again; if it comes again, report it as a bug of Hallpass"))
    })
}
