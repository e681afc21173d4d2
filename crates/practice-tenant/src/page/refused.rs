use maud::html;

use super::page;
use crate::http::Trace;
use crate::rules::{Refusal, admin_consent_required};

/// What is shown in place of an answer that must not reach the redirect URI.
pub fn refused(refusal: &Refusal, trace: &Trace) -> String {
    let (title, words) = match refusal.code {
        admin_consent_required::CODE => ("Need admin approval", "Only an administrator can let this app in."),
        _ => ("Sign in", "Sorry, but we’re having trouble signing you in."),
    };
    page(
        title,
        &html! {
            p { (words) }
            p.problem id="error" role="alert" { "AADSTS" (refusal.code) ": " (refusal.text) }
            h2 { "Troubleshooting details" }
            dl {
                dt { "Request Id" } dd { (trace.trace_id) }
                dt { "Correlation Id" } dd { (trace.correlation_id) }
                dt { "Timestamp" } dd { (trace.timestamp()) }
            }
            p.note { "The app that sent you here is not told of this: it waits until it gives up." }
        },
    )
}
