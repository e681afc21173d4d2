//! Arguments that people mistake for others: the parser looks for what is near by its letters, and here it is another word.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Two commands say which application they are about by a flag of their own, because it may be one of somebody else.
const BY_APP_ID: [&str; 2] = ["undo", "delete"];

/// Puts what is meant into the parser's error, where that is known. `words`: the whole command line.
pub(super) fn name_what_is_meant(error: &mut Error, words: &[String]) {
    if error.kind() != ErrorKind::UnknownArgument {
        return;
    }
    let Some(ContextValue::String(unknown)) = error.get(ContextKind::InvalidArg) else { return };
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let meant = match &**unknown {
        "--client-id" if has(&["registration"]) && has(&BY_APP_ID) => "--app-id",
        "--app-id" if has(&["registration"]) => "--client-id",
        _ => {
            let Some(permissions) = permissions(words, unknown) else { return };
            let tip = format!("permissions have commas between them: --permission {permissions}");
            error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
            return;
        }
    };
    error.insert(ContextKind::SuggestedArg, ContextValue::String(meant.to_owned()));
}

/// Those that were written with blanks between them, `unknown` among them, as they are to be written.
fn permissions(words: &[String], unknown: &str) -> Option<String> {
    let after = words.iter().skip_while(|word| *word != "--permission").skip(1);
    let names = after.take_while(|word| !word.starts_with('-')).map(String::as_str).collect::<Vec<_>>();
    let bare = names.iter().map(|name| name.trim_end_matches([',', ';']));
    names.contains(&unknown).then(|| bare.collect::<Vec<_>>().join(","))
}
