//! What the shell holds while the process lives: the rehearsal that runs, the last answers, the tray.

use std::sync::{Mutex, MutexGuard, PoisonError};

use hallpass_app::AppError;
use hallpass_app::use_case::rehearse::{Mistake, RehearsalView, RehearseEvent};
use tokio::sync::OnceCell;
use tokio_util::sync::CancellationToken;

use crate::opening::{Opening, Page, Running, TokenAnswer};
use crate::state::Rehearsed;
use crate::tray::Tray;

#[derive(Default)]
pub struct Desktop {
    now: Mutex<Now>,
    tray: OnceCell<Tray>,
}

/// Under one lock, so that nobody sees half of a change.
#[derive(Default)]
struct Now {
    /// Of the rehearsal that runs.
    cancel: Option<CancellationToken>,
    opening: Opening,
    /// How the last rehearsal ended.
    rehearsed: Option<Rehearsed>,
    /// Why the program has to end.
    failure: Option<AppError>,
}

impl Desktop {
    /// One rehearsal at a time, whoever asks for it.
    ///
    /// # Errors
    /// `busy`.
    pub fn take_turn(&self, mistake: Option<Mistake>) -> Result<Turn<'_>, AppError> {
        let mut now = self.now();
        if now.cancel.is_some() {
            return Err(AppError::could_not_check("busy", "a rehearsal is running already")
                .with_hint("wait for its end, or cancel it"));
        }
        let cancel = now.cancel.insert(CancellationToken::new()).clone();
        now.opening.running = Some(Running { mistake, ..Running::default() });
        Ok(Turn { desktop: self, cancel, is_over: false })
    }

    /// Keeps how far the rehearsal is.
    pub fn follow(&self, event: &RehearseEvent) {
        if let Some(running) = &mut self.now().opening.running {
            running.follow(event);
        }
    }

    /// Did one run?
    pub fn cancel_rehearsal(&self) -> bool {
        let now = self.now();
        now.cancel.as_ref().inspect(|cancel| cancel.cancel()).is_some()
    }

    pub fn keep_token(&self, answer: Result<TokenAnswer, AppError>) {
        self.now().opening.keep_token(answer);
    }

    /// The page that the window shows next.
    pub fn turn_to(&self, page: Page) {
        self.now().opening.page = page;
    }

    pub fn opening(&self) -> Opening {
        self.now().opening.clone()
    }

    /// Does one run?
    pub fn is_rehearsing(&self) -> bool {
        self.now().cancel.is_some()
    }

    pub fn rehearsed(&self) -> Option<Rehearsed> {
        self.now().rehearsed
    }

    pub fn tray(&self) -> Option<&Tray> {
        self.tray.get()
    }

    pub fn has_tray(&self) -> bool {
        self.tray.get().is_some()
    }

    pub fn take_tray(&self, tray: Tray) {
        // There is one at most: it is built once, at the start.
        let _ = self.tray.set(tray);
    }

    /// Why the program has to end, for after its last event; the first reason counts.
    pub fn fail(&self, error: AppError) {
        self.now().failure.get_or_insert(error);
    }

    pub fn failure(&self) -> Option<AppError> {
        self.now().failure.clone()
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends with the rehearsal, also where that one is dropped: then how the one before it ended is said again.
pub struct Turn<'a> {
    desktop: &'a Desktop,
    pub cancel: CancellationToken,
    /// The next one may run already.
    is_over: bool,
}

impl Turn<'_> {
    /// Keeps its answer; of one that was cancelled there is none, and the older one stays.
    pub fn end(mut self, answer: Result<RehearsalView, AppError>) {
        if answer.is_err() && self.cancel.is_cancelled() {
            return;
        }
        let mut now = self.desktop.now();
        now.rehearsed = Some(answer.as_ref().map_or(Rehearsed::CouldNotRun, Rehearsed::of));
        now.opening.keep_rehearsal(answer);
        now.end_turn();
        self.is_over = true;
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if !self.is_over {
            self.desktop.now().end_turn();
        }
    }
}

impl Now {
    fn end_turn(&mut self) {
        self.cancel = None;
        self.opening.running = None;
    }
}

#[cfg(test)]
mod tests {
    use hallpass_app::use_case::rehearse::Step;

    use super::*;

    #[test]
    fn one_rehearsal_at_a_time() {
        let desktop = Desktop::default();
        assert!(!desktop.cancel_rehearsal());
        let turn = desktop.take_turn(None).unwrap();
        assert_eq!(desktop.take_turn(None).err().map(|error| error.code), Some("busy".to_owned()));
        assert!(desktop.cancel_rehearsal());
        assert!(turn.cancel.is_cancelled());
        drop(turn);
        assert!(!desktop.take_turn(None).unwrap().cancel.is_cancelled(), "a cancel is of the rehearsal that ran");
    }

    #[test]
    fn a_rehearsal_is_seen_while_it_runs() {
        let desktop = Desktop::default();
        desktop.follow(&RehearseEvent::Started { step: Step::Plan });
        assert_eq!(desktop.opening(), Opening::default());

        let turn = desktop.take_turn(Some(Mistake::WrongSecret)).unwrap();
        desktop.follow(&RehearseEvent::Started { step: Step::Plan });
        let running = Running { mistake: Some(Mistake::WrongSecret), steps: vec![], current: Some(Step::Plan) };
        assert_eq!((desktop.opening().running, desktop.is_rehearsing()), (Some(running), true));
        drop(turn);
        assert_eq!((desktop.opening(), desktop.is_rehearsing()), (Opening::default(), false));
    }

    #[test]
    fn its_end_is_kept_unless_it_was_cancelled() {
        let desktop = Desktop::default();
        let error = AppError::could_not_check("practice-port", "the port is taken");
        let turn = desktop.take_turn(None).unwrap();
        desktop.turn_to(Page::Token);
        turn.end(Err(error.clone()));
        let kept = Opening { rehearsal_error: Some(error), ..Opening::default() };
        assert_eq!((desktop.opening(), desktop.rehearsed()), (kept.clone(), Some(Rehearsed::CouldNotRun)));

        let turn = desktop.take_turn(None).unwrap();
        turn.cancel.cancel();
        turn.end(Err(AppError::could_not_check("cancelled", "the rehearsal was cancelled")));
        assert_eq!((desktop.opening(), desktop.rehearsed()), (kept, Some(Rehearsed::CouldNotRun)));
    }

    #[test]
    fn the_window_opens_where_it_was_sent_last() {
        let desktop = Desktop::default();
        desktop.turn_to(Page::Token);
        assert_eq!(desktop.opening().page, Page::Token);
    }

    #[test]
    fn the_first_failure_counts() {
        let desktop = Desktop::default();
        assert_eq!(desktop.failure(), None);
        let error = |code: &str| AppError::failed(code, "it cannot go on");
        desktop.fail(error("first"));
        desktop.fail(error("second"));
        assert_eq!(desktop.failure(), Some(error("first")));
    }
}
