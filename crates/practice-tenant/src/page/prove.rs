use maud::html;

use super::{name, page};
use crate::tenant::{Proving, StepView};

/// `action`: the path that the form posts to.
pub fn prove(view: &StepView, how: Proving, action: &str) -> String {
    let (title, what, approve) = match how {
        Proving::Mfa => (
            "Approve sign in request",
            "Your organization requires multi-factor authentication here. Elsewhere you would now answer on your phone.",
            "Approve",
        ),
        Proving::Registration => (
            "More information required",
            "Your organization needs more information to keep your account secure: you would now register a phone or \
             an authenticator app.",
            "Next",
        ),
        Proving::External => (
            "Verify your identity",
            "Your organization demands a challenge of another provider: you would now be sent there and come back.",
            "Continue",
        ),
    };
    page(
        title,
        &html! {
            p { strong { (name(view.person.sign_in_name())) } }
            p { (what) }
            p { "Asked by " strong { (name(&view.application)) } "." }
            form.choice method="post" action=(action) {
                input type="hidden" name="transaction" value=(view.transaction);
                button type="submit" name="prove" value="cancel" id="prove-cancel" { "Cancel" }
                button.primary type="submit" name="prove" value="approve" id="prove-approve" autofocus { (approve) }
            }
        },
    )
}
