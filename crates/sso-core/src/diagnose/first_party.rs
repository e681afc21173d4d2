//! A refusal that is about an app of Microsoft's: then the registration to look at is not the reader's.

use uuid::Uuid;

use super::Diagnosis;
use crate::id::known::of_microsoft;

/// Says whose the app is that the sentence of the error names.
pub fn name(diagnosis: &mut Diagnosis) {
    let said = diagnosis.evidence.iter().map(|evidence| evidence.text.as_str());
    let Some((id, name)) = said.filter_map(app).find_map(|id| of_microsoft(id).map(|name| (id, name))) else { return };
    diagnosis.detail.push_str(&format!(" The app in the text is Microsoft's own ({name}), not your registration."));
    match diagnosis.code.as_str() {
        "AADSTS50011" => {
            diagnosis.not_your_fault = true;
            diagnosis.fix = vec![
                "Leave your registration alone: the redirect URI is missing in Microsoft's".to_owned(),
                "Open the service under its standard address, not under a custom domain (vanity URL) of the organisation".to_owned(),
            ];
        }
        "AADSTS65001" => diagnosis.fix.insert(
            0,
            format!("Pre-authorize it under Expose an API, Authorized client applications, with your scope: {id}"),
        ),
        _ => {}
    }
}

/// The GUID behind the word application, as Entra writes it: `application 'GUID'`, `application with ID 'GUID'`.
fn app(said: &str) -> Option<Uuid> {
    const BETWEEN: usize = 4;
    let (_, rest) = said.split_once("pplication ")?;
    let words = rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).filter(|word| !word.is_empty());
    words.take(BETWEEN).find_map(|word| Uuid::try_parse(word).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_app_that_a_sentence_names() {
        let id = "bc59ab01-8403-45c6-8796-ac3ef710b3e3";
        for (said, is_named) in [
            (
                "does not match the redirect URIs configured for the application 'bc59ab01-8403-45c6-8796-ac3ef710b3e3'.",
                true,
            ),
            ("to use the application with ID 'bc59ab01-8403-45c6-8796-ac3ef710b3e3' named 'x'", true),
            ("Application with identifier 'bc59ab01-8403-45c6-8796-ac3ef710b3e3' was not found", true),
            ("the tenant 'bc59ab01-8403-45c6-8796-ac3ef710b3e3'", false),
            ("the application is not one of the tenant bc59ab01-8403-45c6-8796-ac3ef710b3e3", false),
        ] {
            assert_eq!(app(said).map(|id| id.to_string()), is_named.then(|| id.to_owned()), "{said}");
        }
    }
}
