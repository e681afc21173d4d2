//! What a pasted text, a file or a code says about a failure.

use std::ffi::OsStr;
use std::path::Path;

pub use sso_core::diagnose::{Diagnosed, Diagnosis, LIMIT, Recognised};
use sso_core::diagnose::{diagnose, is_code, may_be_repeated};

use url::Url;

use crate::{App, AppError, files};

/// A file of this name, and where there is none, the code that it is (`AADSTS65001`, `13007`).
///
/// # Errors
/// Those of reading; what stands there and is neither is not repeated if it could be a token or a secret.
/// `nothing-recognised` as of [`pasted`].
pub fn named(app: &App, argument: &OsStr) -> Result<Diagnosed, AppError> {
    let path = Path::new(argument);
    let text = argument.to_string_lossy();
    if text.trim().is_empty() {
        return Err(AppError::usage("nothing-named", "neither a file nor a code is named").with_hint(PIPE));
    }
    if !files::exists(path) {
        if is_code(&text) {
            return of_arguments(app, &text);
        }
        if is_paste(&text) {
            let words = "what was pasted stands in the command line, where other programs can read it";
            return Err(AppError::usage("paste-as-argument", words).with_hint(PIPE));
        }
    }
    match files::read(path, LIMIT as u64) {
        Ok(bytes) => pasted(app, &bytes),
        Err(error) if error.code == "file-not-found" => {
            let message = format!("{}, and it is no code that Hallpass knows the form of", error.message);
            Err(AppError { message, ..error }.with_hint(format!("check the path, or {PIPE}")))
        }
        Err(error) => Err(error),
    }
}

/// Whether an address of a redirect has `code` (RFC 6749 §4.1.2) in its query or fragment.
fn has_code(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(bytes).split_whitespace().filter_map(|word| Url::parse(word).ok()).any(|address| {
        let parts = [address.query(), address.fragment()].into_iter().flatten();
        parts
            .flat_map(|part| url::form_urlencoded::parse(part.as_bytes()))
            .any(|(name, value)| name == "code" && !value.is_empty())
    })
}

/// Several codes at once.
///
/// # Errors
/// `not-a-code` where one of them is none; it is not repeated. `nothing-recognised` as of [`pasted`].
pub fn codes(app: &App, arguments: &[&OsStr]) -> Result<Diagnosed, AppError> {
    let texts = arguments.iter().map(|argument| argument.to_string_lossy()).collect::<Vec<_>>();
    match texts.iter().all(|text| is_code(text)) {
        true => of_arguments(app, &texts.join("\n")),
        false => Err(AppError::usage("not-a-code", "one file is read at a time, and not all of these are codes")
            .with_hint(format!("name one file, or codes alone; or {PIPE}"))),
    }
}

/// An argument has no lines.
fn of_arguments(app: &App, text: &str) -> Result<Diagnosed, AppError> {
    let mut diagnosed = pasted(app, text.as_bytes())?;
    let evidence = diagnosed.diagnoses.iter_mut().flat_map(|diagnosis| &mut diagnosis.evidence);
    evidence.for_each(|evidence| (evidence.place.line, evidence.place.column) = (None, None));
    Ok(diagnosed)
}

const PIPE: &str = "pipe the text in: hallpass diagnose - < answer.txt";

/// No name of a file is like this, and nobody wants to see it again.
fn is_paste(text: &str) -> bool {
    const LONGEST: usize = 255;
    text.len() > LONGEST || text.contains(['{', '\n']) || text.contains("error=") || !may_be_repeated(text)
}

/// What stands on standard input, in the clipboard, in a field.
///
/// # Errors
/// `text-too-large` above [`LIMIT`]; `nothing-recognised` for a text that says nothing that is known here: that is no
/// healthy one.
pub fn pasted(app: &App, bytes: &[u8]) -> Result<Diagnosed, AppError> {
    if bytes.len() > LIMIT {
        return Err(AppError::could_not_check("text-too-large", format!("the text is larger than {} MB", LIMIT >> 20))
            .with_hint("give the answer or the part of the log that has the error"));
    }
    let diagnosed = diagnose(bytes, app.now());
    if diagnosed.recognised.is_empty() && has_code(bytes) {
        let words =
            "this is where a sign-in that worked ended: the address carries an authorization code, and no error";
        return Err(AppError::usage("redirect-without-error", words).with_hint(
            "if it goes wrong after that, give what the token endpoint answered; the code is good for a few minutes: keep it to \
             yourself",
        ));
    }
    if diagnosed.recognised.is_empty() {
        return Err(AppError::usage("nothing-recognised", "nothing in this text is an error that Hallpass knows")
            .with_hint(
                "give the whole answer of the token endpoint, the address with error= in it, the error object of Office or \
                 Graph, or the log around it; a code alone does, too",
            ));
    }
    Ok(diagnosed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Folders;

    #[test]
    fn several_codes() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::on_this_machine(Folders::under(folder.path()));
        let of = |texts: &[&str]| codes(&app, &texts.iter().map(OsStr::new).collect::<Vec<_>>());
        let found = of(&["13005", "AADSTS65001"]).unwrap();
        let found = found.diagnoses.iter().map(|diagnosis| diagnosis.code.as_str()).collect::<Vec<_>>();
        assert!(found.contains(&"13005") && found.contains(&"AADSTS65001"), "{found:?}");
        let error = of(&["13005", "abc8Q~planted"]).unwrap_err();
        assert!(error.code == "not-a-code" && !format!("{error:?}").contains("planted"), "{error:?}");
    }

    #[test]
    fn a_sign_in_that_worked_is_told_so() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::on_this_machine(Folders::under(folder.path()));
        for (text, code) in [
            ("http://localhost/?code=1.AXEAplanted&state=7", "redirect-without-error"),
            ("https://localhost:3000/dialog.html#state=7&code=1.AXEAplanted\n", "redirect-without-error"),
            ("http://localhost/?code=", "nothing-recognised"),
            ("http://localhost/?postcode=7", "nothing-recognised"),
        ] {
            let error = pasted(&app, text.as_bytes()).unwrap_err();
            assert_eq!(error.code, code, "{text}");
            assert!(!format!("{error:?}").contains("planted"));
        }
    }
}
