use hallpass_app::App;
use hallpass_app::use_case::sign_out::{Input, WHAT_STAYS, sign_out};

use super::{told_while, unlock};
use crate::args::SignOut;
use crate::output::{Ended, Mark, Output, Result};

pub fn run(app: &App, arguments: SignOut, output: &mut Output) -> Result {
    let input = Input { account: arguments.account, all: arguments.all };
    let app = &unlock::patient(app, &arguments.wait);
    let signed_out = told_while(app, output, unlock::waiting, move |app, progress, cancel| async move {
        sign_out(&app, &input, |seconds| progress.report(seconds), &cancel).await
    })?;
    if output.is_json() {
        output.json(&signed_out)?;
    } else {
        for account in &signed_out.forgotten {
            output.marked(Mark::Fine, &format!("forgotten: {}", account.shown()))?;
        }
    }
    match signed_out.forgotten.is_empty() {
        true => output.note("nobody is signed in with this profile"),
        false => output.note(WHAT_STAYS),
    }
    Ok(Ended::Fine)
}
