use maud::{Markup, html};

use super::{name, page, plain};
use crate::tenant::{Offered, SignInView};

/// `action`: the path that the forms post to.
pub fn sign_in(view: &SignInView, action: &str) -> String {
    let hint = view.login_hint.as_deref().map(str::trim);
    let hinted = |offered: &Offered| hint.is_some_and(|hint| offered.person.is_called(hint));
    // Somebody typed a name and it was wrong: there the typing goes on.
    let focus_on_name = view.unknown.is_some();
    let hinted = view.people.iter().position(hinted);
    let typed =
        view.unknown.as_ref().map(|unknown| unknown.name.as_str()).or(view.login_hint.as_deref()).unwrap_or_default();
    page(
        "Pick an account",
        &html! {
            p {
                "to continue to " strong { (name(&view.application)) }
                @if view.is_device { " on another device" }
            }
            p.note { "There are no passwords here: whoever you choose is signed in." }
            form method="post" action=(action) {
                input type="hidden" name="transaction" value=(view.transaction);
                (accounts(&view.people, hinted, (!focus_on_name).then_some(hinted.unwrap_or(0))))
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
                input id="account-name" type="text" name="account" value=(plain(typed)) autocomplete="username" required
                    spellcheck="false" autocapitalize="none" autofocus[focus_on_name]
                    aria-invalid=[focus_on_name.then_some("true")]
                    aria-describedby=[focus_on_name.then_some("account-problem")];
                button.primary type="submit" id="account-next" { "Next" }
            }
        },
    )
}

/// The people in groups, which are named where there are several. `hinted`: the place in the list of whom the app asks
/// for; `focus`: that on which it lies.
fn accounts(people: &[Offered], hinted: Option<usize>, focus: Option<usize>) -> Markup {
    let account = |n, offered| account(n, offered, hinted == Some(n), focus == Some(n));
    let is_one_tenant = people.iter().all(|offered| Some(&offered.tenant) == people.first().map(|first| &first.tenant));
    html! {
        @if is_one_tenant && !people.iter().any(|offered| offered.is_signed_in) {
            ul.accounts { @for (n, offered) in people.iter().enumerate() { (account(n, offered)) } }
        } @else {
            @for group in groups(people) {
                h2 { (plain(group.first().map(|(_, offered)| heading(offered)).unwrap_or_default())) }
                ul.accounts { @for (n, offered) in group { (account(n, offered)) } }
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

fn account(n: usize, offered: &Offered, hinted: bool, focus: bool) -> Markup {
    let person = &offered.person;
    html! {
        li {
            button.account.hinted[hinted] type="submit" name="account" value=(person.user_principal_name) id={ "account-" (n) }
                autofocus[focus] {
                span.name { (name(&person.display_name)) }
                span.detail {
                    (name(person.sign_in_name()))
                    @if person.is_admin { " · administrator" }
                    @if person.is_guest() { " · guest" }
                    @if !person.account_enabled { " · sign-in blocked" }
                }
                @if hinted { span.detail { "The app asks for this account" } }
                @for policy in &offered.policies { span.detail { "Conditional Access: " (name(policy)) } }
            }
        }
    }
}
