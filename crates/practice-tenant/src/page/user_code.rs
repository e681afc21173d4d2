use maud::html;

use super::page;
use crate::rules::Refusal;

/// `action`: the path that the form posts to. `problem`: why the code that was typed is none.
pub fn user_code(problem: Option<&Refusal>, action: &str) -> String {
    page(
        "Enter code to allow access",
        &html! {
            p { "Once you enter the code displayed on your app or device, it will have access to your account." }
            p.note { "Do not enter codes from sources you don’t trust." }
            form method="post" action=(action) {
                @if let Some(problem) = problem {
                    p.problem id="code-problem" role="alert" {
                        "That code didn’t work. Check the code and try again."
                        span.detail { "AADSTS" (problem.code) ": " (problem.text) }
                    }
                }
                label for="user-code" { "Code" }
                input id="user-code" type="text" name="otc" autocomplete="off" required spellcheck="false"
                    autocapitalize="characters" autofocus aria-invalid=[problem.map(|_| "true")]
                    aria-describedby=[problem.map(|_| "code-problem")];
                button.primary type="submit" id="user-code-next" { "Next" }
            }
        },
    )
}
