//! The card with its mark, as the system's panel wants it.

use tauri::AppHandle;
use tauri::image::Image;
#[cfg(not(windows))]
use tauri::include_image;

use crate::state::Sign;

/// Panels of Linux make it as small as they are.
#[cfg(not(any(windows, target_os = "macos")))]
pub fn of(sign: Sign, _shell: &AppHandle) -> Image<'static> {
    match sign {
        Sign::Idle => include_image!("icons/tray/idle.png"),
        Sign::Fine => include_image!("icons/tray/fine.png"),
        Sign::Attention => include_image!("icons/tray/attention.png"),
        Sign::Failing => include_image!("icons/tray/failing.png"),
        Sign::Expiring => include_image!("icons/tray/expiring.png"),
    }
}

/// A template: the menu bar gives it its colour.
#[cfg(target_os = "macos")]
pub fn of(sign: Sign, _shell: &AppHandle) -> Image<'static> {
    match sign {
        Sign::Idle => include_image!("icons/tray/template/idle.png"),
        Sign::Fine => include_image!("icons/tray/template/fine.png"),
        Sign::Attention => include_image!("icons/tray/template/attention.png"),
        Sign::Failing => include_image!("icons/tray/template/failing.png"),
        Sign::Expiring => include_image!("icons/tray/template/expiring.png"),
    }
}

/// Of the size that the taskbar has, where a smaller one would be blurred.
#[cfg(windows)]
pub fn of(sign: Sign, shell: &AppHandle) -> Image<'static> {
    let scale = shell.primary_monitor().ok().flatten().map_or(1.0, |monitor| monitor.scale_factor());
    match scale {
        ..1.25 => size16::of(sign),
        ..1.5 => size20::of(sign),
        ..2.0 => size24::of(sign),
        _ => size32::of(sign),
    }
}

#[cfg(windows)]
macro_rules! size {
    ($name:ident, $idle:literal, $fine:literal, $attention:literal, $failing:literal, $expiring:literal) => {
        mod $name {
            use tauri::image::Image;
            use tauri::include_image;

            use crate::state::Sign;

            pub fn of(sign: Sign) -> Image<'static> {
                match sign {
                    Sign::Idle => include_image!($idle),
                    Sign::Fine => include_image!($fine),
                    Sign::Attention => include_image!($attention),
                    Sign::Failing => include_image!($failing),
                    Sign::Expiring => include_image!($expiring),
                }
            }
        }
    };
}

#[cfg(windows)]
size!(
    size16,
    "icons/tray/16/idle.png",
    "icons/tray/16/fine.png",
    "icons/tray/16/attention.png",
    "icons/tray/16/failing.png",
    "icons/tray/16/expiring.png"
);
#[cfg(windows)]
size!(
    size20,
    "icons/tray/20/idle.png",
    "icons/tray/20/fine.png",
    "icons/tray/20/attention.png",
    "icons/tray/20/failing.png",
    "icons/tray/20/expiring.png"
);
#[cfg(windows)]
size!(
    size24,
    "icons/tray/24/idle.png",
    "icons/tray/24/fine.png",
    "icons/tray/24/attention.png",
    "icons/tray/24/failing.png",
    "icons/tray/24/expiring.png"
);
#[cfg(windows)]
size!(
    size32,
    "icons/tray/idle.png",
    "icons/tray/fine.png",
    "icons/tray/attention.png",
    "icons/tray/failing.png",
    "icons/tray/expiring.png"
);
