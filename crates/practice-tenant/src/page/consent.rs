use maud::html;

use super::{name, page};
use crate::tenant::ConsentView;

/// `action`: the path that the form posts to.
pub fn consent(view: &ConsentView, action: &str) -> String {
    page(
        "Permissions requested",
        &html! {
            @if view.is_for_everybody {
                p { strong { "Review for your organization" } }
            }
            p { strong { (name(&view.application)) } " would like to, as " (name(view.person.sign_in_name())) ":" }
            ul.permissions {
                @for (words, scope) in &view.permissions {
                    li {
                        @if let Some(words) = words { (words) " " }
                        code { (scope) }
                    }
                }
            }
            @if view.is_for_everybody {
                p.note { "If you accept, this app gets access for all users in your organization: nobody else is asked." }
            }
            p.note {
                "Accepting these permissions means that this app may use your data in this tenant as it says. "
                "Nobody has verified it."
            }
            form.choice method="post" action=(action) {
                input type="hidden" name="transaction" value=(view.transaction);
                @if view.person.is_admin && !view.is_for_everybody {
                    label.check for="everybody" {
                        input id="everybody" type="checkbox" name="everybody" value="yes";
                        " Consent on behalf of your organization"
                    }
                }
                button type="submit" name="consent" value="decline" id="consent-decline" { "Cancel" }
                button.primary type="submit" name="consent" value="accept" id="consent-accept" autofocus { "Accept" }
            }
        },
    )
}
