use maud::html;

use super::page;
use crate::Person;
use crate::tenant::SignInView;

/// `action`: the path that the forms post to.
pub fn sign_in(view: &SignInView, action: &str) -> String {
    let hinted = |person: &Person| {
        view.login_hint.as_deref().is_some_and(|hint| {
            person.user_principal_name.eq_ignore_ascii_case(hint) || person.sign_in_name().eq_ignore_ascii_case(hint)
        })
    };
    // Somebody typed a name and it was wrong: there the typing goes on.
    let focus_on_name = view.unknown.is_some();
    let first = view.people.iter().position(hinted).unwrap_or(0);
    let typed = view.unknown.as_deref().or(view.login_hint.as_deref()).unwrap_or_default();
    page(
        "Pick an account",
        &html! {
            p { "to continue to " strong { (view.application) } }
            form method="post" action=(action) {
                input type="hidden" name="transaction" value=(view.transaction);
                ul.accounts {
                    @for (n, person) in view.people.iter().enumerate() {
                        li {
                            button.account type="submit" name="account" value=(person.user_principal_name)
                                id={ "account-" (n) } autofocus[!focus_on_name && n == first] {
                                span.name { (person.display_name) }
                                span.detail {
                                    (person.sign_in_name())
                                    @if person.is_admin { " · administrator" }
                                    @if person.is_guest() { " · guest" }
                                }
                            }
                        }
                    }
                }
            }
            form method="post" action=(action) {
                h2 { "Use another account" }
                input type="hidden" name="transaction" value=(view.transaction);
                @if let Some(unknown) = &view.unknown {
                    p.problem id="account-problem" role="alert" {
                        "There is no account " strong { (unknown) } " in this tenant. "
                        "Type the user name of one of the people above."
                    }
                }
                label for="account-name" { "Email or user name" }
                input id="account-name" type="text" name="account" value=(typed) autocomplete="username" required
                    spellcheck="false" autocapitalize="none" autofocus[focus_on_name]
                    aria-invalid=[focus_on_name.then_some("true")]
                    aria-describedby=[focus_on_name.then_some("account-problem")];
                button.primary type="submit" id="account-next" { "Next" }
            }
            p.note { "There are no passwords here: whoever you choose is signed in." }
        },
    )
}
