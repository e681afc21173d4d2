use tauri::{AppHandle, WebviewWindowBuilder};

/// Made here and not by Tauri at the start, so that no web process runs before a window is wanted.
pub fn open(shell: &AppHandle) -> tauri::Result<()> {
    let config = shell.config().app.windows.first().ok_or(tauri::Error::WindowNotFound)?;
    WebviewWindowBuilder::from_config(shell, config)?.build()?;
    Ok(())
}
