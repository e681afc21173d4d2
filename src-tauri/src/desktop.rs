//! What the shell holds while the process lives: the rehearsal that runs, the last answers, the tray.

use std::sync::{Mutex, MutexGuard, PoisonError};

use hallpass_app::use_case::rehearse::{self, Mistake, RehearsalView, RehearseEvent};
use hallpass_app::use_case::token_view::TokenView;
use hallpass_app::{App, AppError, Progress};
use tokio::sync::OnceCell;
use tokio_util::sync::CancellationToken;

use crate::opening::{Opening, Page};
use crate::state::State;
use crate::tray::Tray;

#[derive(Default)]
pub struct Desktop {
    running: Mutex<Option<CancellationToken>>,
    last: Mutex<Opening>,
    state: Mutex<State>,
    tray: OnceCell<Tray>,
}

impl Desktop {
    /// One at a time, whoever asked for it; its answer is kept.
    ///
    /// # Errors
    /// `busy`, `cancelled`, or the rehearsal's own.
    pub async fn rehearse(
        &self,
        app: &App,
        mistake: Option<Mistake>,
        progress: &Progress<RehearseEvent>,
    ) -> Result<RehearsalView, AppError> {
        let turn = self.take_turn()?;
        let before = self.say(State::Rehearsing);
        let input = rehearse::Input { mistake, ..rehearse::Input::default() };
        let answer = rehearse::rehearse(app, input, progress, turn.cancel.clone()).await;
        let answer = answer.map(|output| RehearsalView::from(&output));
        match &answer {
            Ok(view) => {
                lock(&self.last).rehearsal = Some(view.clone());
                self.say(State::of(view));
            }
            Err(_) if turn.cancel.is_cancelled() => drop(self.say(before)),
            Err(_) => drop(self.say(State::NotRehearsed)),
        }
        answer
    }

    /// Nothing where none runs.
    pub fn cancel_rehearsal(&self) {
        if let Some(cancel) = &*lock(&self.running) {
            cancel.cancel();
        }
    }

    pub fn keep_token(&self, token: TokenView) {
        lock(&self.last).token = Some(token);
    }

    /// The page that the window shows next.
    pub fn turn_to(&self, page: Page) {
        lock(&self.last).page = page;
    }

    pub fn opening(&self) -> Opening {
        lock(&self.last).clone()
    }

    /// Says it in the tray, if there is one; hands back what was said before.
    pub fn say(&self, state: State) -> State {
        let before = std::mem::replace(&mut *lock(&self.state), state);
        if let Some(tray) = self.tray.get() {
            tray.say(state);
        }
        before
    }

    pub fn state(&self) -> State {
        *lock(&self.state)
    }

    pub fn has_tray(&self) -> bool {
        self.tray.get().is_some()
    }

    pub fn take_tray(&self, tray: Tray) {
        // There is one at most: it is built once, at the start. What was said while there was none is said now.
        if self.tray.set(tray).is_ok() {
            self.say(self.state());
        }
    }

    fn take_turn(&self) -> Result<Turn<'_>, AppError> {
        let mut running = lock(&self.running);
        if running.is_some() {
            return Err(AppError::could_not_check("busy", "a rehearsal is running already")
                .with_hint("wait for its end, or cancel it"));
        }
        let cancel = running.insert(CancellationToken::new()).clone();
        Ok(Turn { desktop: self, cancel })
    }
}

/// Ends with the rehearsal, also where that one is dropped.
struct Turn<'a> {
    desktop: &'a Desktop,
    cancel: CancellationToken,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        lock(&self.desktop.running).take();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_rehearsal_at_a_time() {
        let desktop = Desktop::default();
        desktop.cancel_rehearsal();
        let turn = desktop.take_turn().unwrap();
        assert_eq!(desktop.take_turn().err().map(|error| error.code), Some("busy".to_owned()));
        desktop.cancel_rehearsal();
        assert!(turn.cancel.is_cancelled());
        drop(turn);
        assert!(!desktop.take_turn().unwrap().cancel.is_cancelled(), "a cancel is of the rehearsal that ran");
    }

    #[test]
    fn the_window_opens_where_it_was_sent_last() {
        let desktop = Desktop::default();
        assert_eq!(desktop.opening(), Opening::default());
        desktop.turn_to(Page::Token);
        assert_eq!(desktop.opening().page, Page::Token);
    }

    #[test]
    fn without_a_tray_the_state_is_kept_for_one() {
        let desktop = Desktop::default();
        assert_eq!(desktop.say(State::Rehearsing), State::NothingSetUp);
        assert_eq!((desktop.state(), desktop.has_tray()), (State::Rehearsing, false));
    }
}
