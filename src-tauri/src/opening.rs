//! What the window is to show: the rehearsal that runs and the last answers, kept while the process lives.

use hallpass_app::AppError;
use hallpass_app::session::TokenHandle;
use hallpass_app::use_case::rehearse::{Mistake, RehearsalView, RehearseEvent, Step, StepReport};
use hallpass_app::use_case::token_view::TokenView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Page {
    #[default]
    Overview,
    Register,
    Manifest,
    SignIn,
    Token,
    OnBehalfOf,
    Diagnose,
    Activity,
    Settings,
}

impl Page {
    pub const ALL: [Self; 9] = [
        Self::Overview,
        Self::Register,
        Self::Manifest,
        Self::SignIn,
        Self::Token,
        Self::OnBehalfOf,
        Self::Diagnose,
        Self::Activity,
        Self::Settings,
    ];

    /// As it is written in a link.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Register => "register",
            Self::Manifest => "manifest",
            Self::SignIn => "sign-in",
            Self::Token => "token",
            Self::OnBehalfOf => "on-behalf-of",
            Self::Diagnose => "diagnose",
            Self::Activity => "activity",
            Self::Settings => "settings",
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Opening {
    pub page: Page,
    pub rehearsal: Option<RehearsalView>,
    /// Why there is no answer; it takes the place of an older answer, and a newer one takes its place.
    pub rehearsal_error: Option<AppError>,
    pub running: Option<Running>,
    pub token: Option<TokenAnswer>,
    /// As with the rehearsal.
    pub token_error: Option<AppError>,
}

/// A token that was read, and what is known of it besides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TokenAnswer {
    pub view: TokenView,
    pub from: TokenFrom,
    /// The profile whose add-in it was checked for.
    pub profile: String,
    /// By which it can be copied and exchanged: of a token that a sign-in got, as long as it is good.
    pub handle: Option<TokenHandle>,
    /// Why nothing was verified, although it could be.
    pub unchecked: Option<AppError>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum TokenFrom {
    Clipboard,
    /// Pasted into the page.
    Pasted,
    SignIn,
}

/// A rehearsal on its way, whoever started it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Running {
    pub mistake: Option<Mistake>,
    /// Those that have ended.
    pub steps: Vec<StepReport>,
    pub current: Option<Step>,
}

impl Opening {
    pub fn keep_rehearsal(&mut self, answer: Result<RehearsalView, AppError>) {
        self.page = Page::Overview;
        (self.rehearsal, self.rehearsal_error) = either(answer);
    }

    pub fn keep_token(&mut self, answer: Result<TokenAnswer, AppError>) {
        self.page = Page::Token;
        (self.token, self.token_error) = either(answer);
    }
}

impl Running {
    pub fn follow(&mut self, event: &RehearseEvent) {
        match event {
            RehearseEvent::Started { step } => self.current = Some(*step),
            RehearseEvent::Finished(report) => {
                self.current = None;
                self.steps.push(report.clone());
            }
            // Of a sign-in in the browser, which the window does not ask for.
            RehearseEvent::SignInPage { .. } => {}
        }
    }
}

fn either<T>(answer: Result<T, AppError>) -> (Option<T>, Option<AppError>) {
    match answer {
        Ok(view) => (Some(view), None),
        Err(error) => (None, Some(error)),
    }
}

#[cfg(test)]
mod tests {
    use hallpass_app::use_case::rehearse::Outcome;

    use super::*;

    #[test]
    fn the_newest_answer_stands_alone_and_has_its_page() {
        let mut opening = Opening { page: Page::Token, ..Opening::default() };
        let error = AppError::failed("practice-port", "the port is taken");
        opening.keep_rehearsal(Err(error.clone()));
        assert_eq!((opening.page, &opening.rehearsal, &opening.rehearsal_error), (Page::Overview, &None, &Some(error)));

        let view = RehearsalView {
            passed: true,
            steps: vec![],
            manifest_difference: String::new(),
            token: None,
            graph: vec![],
        };
        opening.keep_rehearsal(Ok(view.clone()));
        assert_eq!((&opening.rehearsal, &opening.rehearsal_error), (&Some(view), &None));

        let error = AppError::failed("token-not-read", "it is no token");
        opening.keep_token(Err(error.clone()));
        assert_eq!((opening.page, &opening.token, &opening.token_error), (Page::Token, &None, &Some(error)));
        assert!(opening.rehearsal.is_some(), "the answer of another question stays");
    }

    #[test]
    fn a_rehearsal_is_followed_step_by_step() {
        let report = StepReport { step: Step::Plan, outcome: Outcome::Fine, detail: "planned".to_owned(), error: None };
        let mut running = Running::default();
        running.follow(&RehearseEvent::Started { step: Step::Plan });
        assert_eq!((running.current, running.steps.len()), (Some(Step::Plan), 0));
        running.follow(&RehearseEvent::Finished(report.clone()));
        assert_eq!((running.current, &running.steps), (None, &vec![report]));
    }
}
