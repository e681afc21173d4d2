use maud::html;

use super::{name, page};
use crate::tenant::StepView;

/// `action`: the path that the form posts to.
pub fn confirm_device(view: &StepView, action: &str) -> String {
    page(
        &format!("Are you trying to sign in to {}?", view.application),
        &html! {
            p { "As " strong { (name(view.person.sign_in_name())) } ", on another device." }
            p.note { "Only continue if you downloaded the app from a store or website that you trust." }
            form.choice method="post" action=(action) {
                input type="hidden" name="transaction" value=(view.transaction);
                button type="submit" name="confirm" value="no" id="confirm-no" { "Cancel" }
                button.primary type="submit" name="confirm" value="yes" id="confirm-yes" autofocus { "Continue" }
            }
        },
    )
}
