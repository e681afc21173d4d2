use hallpass_app::sso_core::token::TokenReport;
use hallpass_app::use_case::check_token::Checked;
use hallpass_app::use_case::sign_in::{self, Input, Keeping, Prompt, SignInEvent, Way};
use hallpass_app::{App, AppError};

use super::{input, token, told_while, unlock};
use crate::args::{PromptName, SignIn};
use crate::output::{Ended, Output, Result};

pub fn run(app: &App, arguments: SignIn, output: &mut Output) -> Result {
    let app = &unlock::patient(app, &arguments.wait);
    let claims = match arguments.claims.as_deref() {
        Some("-") => Some(input::text(output)?),
        other => other.map(str::to_owned),
    };
    let input = Input {
        facts: arguments.facts.into_input(),
        scopes: arguments.scope.into_iter().filter(|scope| !scope.is_empty()).collect(),
        way: if arguments.device_code { Way::DeviceCode } else { Way::Browser },
        account: arguments.account,
        prompt: arguments.prompt.map(|prompt| match prompt {
            PromptName::SelectAccount => Prompt::SelectAccount,
            PromptName::Consent => Prompt::Consent,
            PromptName::Login => Prompt::Login,
        }),
        claims,
    };
    let signed_in = told_while(app, output, tell, move |app, progress, cancel| async move {
        sign_in::sign_in(&app, input, &progress, cancel).await
    })?;
    if output.is_json() {
        output.json(&signed_in)?;
    } else {
        output.heading(&format!("Signed in: {}", signed_in.account.shown()))?;
        output.line(format!("scopes: {}", signed_in.scopes.join(" ")))?;
        output.line(format!("the token ends: {:.0}", signed_in.expires))?;
        match &signed_in.token {
            Some(report) if report.verified || !report.checks.is_empty() => {
                token::verdict(&Checked::Entra(report.clone()), false, output)?;
            }
            Some(report) => {
                output.line(report.kind.sentence())?;
                token::claims(report, output)?;
            }
            None => output.line("the token is for another API, and that API alone can read it")?,
        }
    }
    if let Some(known) = signed_in.in_place_of {
        output.note(&format!(
            "this was the practice tenant's own add-in, {}, not the profile's {known}, which is an app of another cloud; \
             --client-id names one of the practice tenant",
            signed_in.account.client_id
        ));
    }
    match &signed_in.kept {
        Keeping::InKeyring => output.note(&format!("the refresh token is in the keyring; next: {}", signed_in.next)),
        Keeping::Nowhere { why } => not_kept(why, output),
    }
    Ok(ended(signed_in.token.as_ref()))
}

/// The user has signed in; a token that its own API would refuse is a failed check.
fn ended(token: Option<&TokenReport>) -> Ended {
    match token.is_some_and(|report| report.failures().next().is_some()) {
        true => Ended::Failed,
        false => Ended::Fine,
    }
}

fn not_kept(why: &AppError, output: &mut Output) {
    output.say(&format!("nothing is kept of this sign-in: {}", why.message));
    if let Some(hint) = &why.hint {
        output.hint(hint);
    }
}

fn tell(event: SignInEvent, output: &mut Output) {
    match event {
        SignInEvent::Page { url } => output.say(&format!("sign in at: {url}")),
        SignInEvent::BrowserNotStarted => {
            output.say("the system's browser could not be started: open that address yourself")
        }
        SignInEvent::DeviceCode { user_code, verification_uri, expires_in_seconds, message: _ } => {
            output.say(&format!("open: {verification_uri}"));
            output.say(&format!("type this code there: {user_code}"));
            output.say(&format!("the code is good for {} minutes", expires_in_seconds / 60));
        }
        SignInEvent::Countdown { seconds } if seconds % 60 == 0 => {
            output.note(&format!("the code is good for {} more minutes", seconds / 60));
        }
        SignInEvent::Countdown { .. } | SignInEvent::Exchanging | SignInEvent::Checking => {}
        SignInEvent::NothingCameBack { perhaps } => {
            output.note(
                "nothing has come back yet; look whether the page shows one of these, which it tells nobody else:",
            );
            for one in perhaps {
                output.note(&format!("  {}: {} Sent: {}", one.code, one.meaning, one.sent));
            }
        }
        SignInEvent::KeyringLocked { seconds } => unlock::waiting(seconds, output),
    }
}
