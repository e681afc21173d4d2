//! A rehearsal as the shell runs it: whoever started it, the tray and the open window see it, and its end is told.

use hallpass_app::use_case::rehearse::{self, Mistake, RehearsalView, RehearseEvent};
use hallpass_app::{AppError, Progress};
use tauri::{AppHandle, Manager};

use crate::desktop::Desktop;
use crate::opening::Page;
use crate::workbench::Workbench;
use crate::{notice, pulse, window, words};

/// `hears` gets each event, after it is kept. The answer is kept for the window; without an open one it is a
/// notification.
///
/// # Errors
/// `busy`, `cancelled`, or the rehearsal's own.
pub async fn rehearse(
    shell: &AppHandle,
    mistake: Option<Mistake>,
    hears: impl Fn(RehearseEvent) + Send + Sync + 'static,
) -> Result<RehearsalView, AppError> {
    let desktop = shell.state::<Desktop>();
    // Before the turn, so that it is dropped after it.
    let told_at_end = ToldAtEnd(shell);
    let turn = desktop.take_turn(mistake)?;
    tell(shell);
    let listener = shell.clone();
    let progress = Progress::new(move |event| {
        listener.state::<Desktop>().follow(&event);
        window::tell_rehearsal(&listener);
        hears(event);
    });
    let input = rehearse::Input { mistake, ..rehearse::Input::default() };
    let answer = rehearse::rehearse(&shell.state::<Workbench>().app(), input, &progress, turn.cancel.clone()).await;
    let answer = answer.map(|output| RehearsalView::from(&output));
    turn.end(answer.clone());
    drop(told_at_end);
    if window::open_one(shell).is_none() {
        notify(shell, &answer);
    }
    answer
}

fn notify(shell: &AppHandle, answer: &Result<RehearsalView, AppError>) {
    let notice = match answer {
        Ok(view) => words::rehearsed(view),
        // Whoever cancelled it knows.
        Err(error) if error.code == "cancelled" => return,
        Err(error) => words::not_rehearsed(error),
    };
    notice::answer(shell, notice, Page::Overview);
}

fn tell(shell: &AppHandle) {
    pulse::wake(shell);
    window::tell_rehearsal(shell);
}

/// Also where the rehearsal is dropped: a window would show it for ever.
struct ToldAtEnd<'a>(&'a AppHandle);

impl Drop for ToldAtEnd<'_> {
    fn drop(&mut self) {
        tell(self.0);
    }
}
