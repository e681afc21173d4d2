use maud::{Markup, html};

use super::page;
use crate::tenant::{Offered, SignInView};

/// `action`: the path that the forms post to.
pub fn sign_in(view: &SignInView, action: &str) -> String {
    let hint = view.login_hint.as_deref().map(str::trim);
    let hinted = |offered: &Offered| hint.is_some_and(|hint| offered.person.is_called(hint));
    // Somebody typed a name and it was wrong: there the typing goes on.
    let focus_on_name = view.unknown.is_some();
    let first = view.people.iter().position(hinted).unwrap_or(0);
    let typed =
        view.unknown.as_ref().map(|unknown| unknown.name.as_str()).or(view.login_hint.as_deref()).unwrap_or_default();
    page(
        "Pick an account",
        &html! {
            p {
                "to continue to " strong { (view.application) }
                @if view.is_device { " on another device" }
            }
            form method="post" action=(action) {
                input type="hidden" name="transaction" value=(view.transaction);
                (accounts(&view.people, (!focus_on_name).then_some(first)))
            }
            form method="post" action=(action) {
                h2 { "Use another account" }
                input type="hidden" name="transaction" value=(view.transaction);
                @if let Some(unknown) = &view.unknown {
                    p.problem id="account-problem" role="alert" {
                        "We couldn’t find an account with that user name. Type one of the people above."
                        span.detail { "AADSTS" (unknown.refusal.code) ": " (unknown.refusal.text) }
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

/// The people in groups, which are named where there are several. `focus`: the place in the list on which it lies.
fn accounts(people: &[Offered], focus: Option<usize>) -> Markup {
    let is_one_tenant = people.iter().all(|offered| Some(&offered.tenant) == people.first().map(|first| &first.tenant));
    html! {
        @if is_one_tenant && !people.iter().any(|offered| offered.is_signed_in) {
            ul.accounts { @for (n, offered) in people.iter().enumerate() { (account(n, offered, focus == Some(n))) } }
        } @else {
            @for group in groups(people) {
                h2 { (group.first().map(|(_, offered)| heading(offered)).unwrap_or_default()) }
                ul.accounts { @for (n, offered) in group { (account(n, offered, focus == Some(n))) } }
            }
        }
    }
}

/// Who is signed in comes first; the others by tenant.
fn heading(offered: &Offered) -> &str {
    if offered.is_signed_in { "Signed in" } else { &offered.tenant }
}

fn groups(people: &[Offered]) -> Vec<Vec<(usize, &Offered)>> {
    let mut groups: Vec<Vec<(usize, &Offered)>> = Vec::new();
    for (n, offered) in people.iter().enumerate() {
        match groups.last_mut() {
            Some(last) if last.iter().all(|(_, other)| heading(other) == heading(offered)) => last.push((n, offered)),
            _ => groups.push(vec![(n, offered)]),
        }
    }
    groups
}

fn account(n: usize, offered: &Offered, focus: bool) -> Markup {
    let person = &offered.person;
    html! {
        li {
            button.account type="submit" name="account" value=(person.user_principal_name) id={ "account-" (n) }
                autofocus[focus] {
                span.name { (person.display_name) }
                span.detail {
                    (person.sign_in_name())
                    @if person.is_admin { " · administrator" }
                    @if person.is_guest() { " · guest" }
                    @if !person.account_enabled { " · sign-in blocked" }
                }
                @for policy in &offered.policies { span.detail { "Conditional Access: " (policy) } }
            }
        }
    }
}
