/// tauri.conf.json, the pages, icons and permissions, as `build.rs` put them together.
#[allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::exit,
    reason = "written by tauri-build; a module of its own, so that the lints hold everywhere else"
)]
pub fn context() -> tauri::Context {
    tauri::tauri_build_context!()
}
