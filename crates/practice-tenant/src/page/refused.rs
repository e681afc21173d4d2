use maud::{Markup, html};

use super::{name, page};
use crate::http::Trace;
use crate::rules::{Refusal, admin_consent_required};

/// What is shown in place of an answer that must not reach the redirect URI.
pub fn refused(refusal: &Refusal, trace: &Trace) -> String {
    let (title, words) = match refusal.code {
        admin_consent_required::CODE => (NEEDS_ADMIN, ONLY_ADMIN),
        _ => ("Sign-in failed", "Sorry, but we’re having trouble signing you in."),
    };
    page(
        title,
        &html! {
            p { (words) }
            (problem(refusal))
            (details(trace))
            p.note { "The app that sent you here is not told of this: it waits until it gives up." }
        },
    )
}

/// The same with a way out. `action`: the path that the form posts to.
pub fn needs_admin(refusal: &Refusal, transaction: &str, trace: &Trace, action: &str) -> String {
    page(
        NEEDS_ADMIN,
        &html! {
            p { (ONLY_ADMIN) }
            (problem(refusal))
            form.ways method="post" action=(action) {
                input type="hidden" name="transaction" value=(transaction);
                p { "Have an admin account?" }
                button.primary type="submit" name="approval" value="other" id="approval-other" {
                    "Sign in with that account"
                }
                button type="submit" name="approval" value="return" id="approval-return" {
                    "Return to the application without granting consent"
                }
            }
            (details(trace))
        },
    )
}

const NEEDS_ADMIN: &str = "Need admin approval";
const ONLY_ADMIN: &str = "Only an administrator can let this app in.";

fn problem(refusal: &Refusal) -> Markup {
    html! { p.problem id="error" role="alert" { "AADSTS" (refusal.code) ": " (name(&refusal.text)) } }
}

fn details(trace: &Trace) -> Markup {
    html! {
        h2 { "Troubleshooting details" }
        dl {
            dt { "Request Id" } dd { (trace.trace_id) }
            dt { "Correlation Id" } dd { (trace.correlation_id) }
            dt { "Timestamp" } dd { (trace.timestamp()) }
        }
    }
}
