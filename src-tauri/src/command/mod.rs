//! What the page may call, a file a page. A command decides nothing: it calls a use case of `hallpass-app` and keeps what the
//! shell shows of it. Each stands in `ui/src/ipc/commands/`, in `permissions/` and in `capabilities/` too (`cargo xtask tidy`
//! compares). Whatever it answers is wrapped in [`ToPage`].

pub mod activity;
pub mod manifest;
pub mod overview;
pub mod profile;
pub mod recognise;
pub mod register;
pub mod settings;
pub mod shell;
pub mod token;

use hallpass_app::AppError;

use crate::to_page::ToPage;

pub type Answer<T> = Result<ToPage<T>, ToPage<AppError>>;
