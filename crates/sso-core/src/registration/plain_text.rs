//! What a text is that has no JSON: other outputs of the commands that could have written it.

use uuid::Uuid;

use super::NotARegistration;
use super::text::SAVE_AGAIN;

const FROM_AZ: &str = "have it written as JSON: az ad app show --id and its client ID, with --output json";
const FROM_POWERSHELL: &str = "have it written as JSON: Get-MgApplication … | ConvertTo-Json -Depth 10";

/// Nothing of the text is repeated: a setting or a command in it may be a secret.
pub(super) fn what_it_is(text: &str) -> NotARegistration {
    let text = text.trim();
    let is = |words: &str, hint: &str| NotARegistration::of_all(format!("this is {words}, not JSON"), hint);
    let lines = || text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let named = |named: fn(&str) -> bool| lines().filter(|line| named(line)).count();
    if Uuid::try_parse(text).is_ok() {
        is("an ID alone", "give the answer to az ad app show --id and this ID, if it is the client ID")
    } else if lines().any(|line| line.starts_with("ERROR: ")) {
        NotARegistration::of_all(
            "this is an error of the Azure CLI, not an app registration",
            "do what it says, and give the answer to az ad app show --output json then",
        )
    } else if text.starts_with("#< CLIXML") || text.starts_with("@{") || named(is_of_format_list) > 1 {
        is("what PowerShell shows of an object", FROM_POWERSHELL)
    } else if named(is_of_yaml) > 1 {
        is("YAML", FROM_AZ)
    } else if lines().any(is_ruled) {
        is("a table", &format!("{FROM_AZ}; in PowerShell | ConvertTo-Json -Depth 10"))
    } else if text.starts_with('"') && text.contains("\\\"") {
        is("a text in quotation marks with JSON in it", "give what is in it, as the command printed it")
    } else if lines().any(|line| line.matches('\t').count() > 2) {
        is("a line of values between tabs", FROM_AZ)
    } else if lines().next().is_some_and(|line| line.matches("\",\"").count() > 0) {
        is("CSV", FROM_AZ)
    } else if named(is_setting) > 0 && lines().all(|line| is_setting(line) || line.starts_with('#')) {
        is("a file of settings (.env)", SAVE_AGAIN)
    } else {
        NotARegistration::of_all("the text holds no JSON", SAVE_AGAIN)
    }
}

/// Properties by which a registration is known, wherever it is written.
const NAMES: [&str; 7] =
    ["appId", "displayName", "id", "identifierUris", "passwordCredentials", "requiredResourceAccess", "signInAudience"];

/// `AppId           : c6c1…`
fn is_of_format_list(line: &str) -> bool {
    let name = line.split_once(" : ").map(|(name, _)| name.trim_end());
    name.is_some_and(|name| NAMES.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

/// `appId: c6c1…`
fn is_of_yaml(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, rest)| NAMES.contains(&name) && (rest.is_empty() || rest.starts_with(' ')))
}

/// The line under the heads of a table's columns.
fn is_ruled(line: &str) -> bool {
    line.starts_with("--") && line.contains(' ') && line.chars().all(|c| matches!(c, '-' | ' '))
}

fn is_setting(line: &str) -> bool {
    let name = line.split_once('=').map(|(name, _)| name.trim_start_matches("export "));
    name.is_some_and(|name| {
        name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_output_is_named_with_what_to_give_instead() {
        for (text, words, hint) in [
            ("c6c1f32b-5e55-4997-881a-753cc1d563b7\n", "an ID alone", "az ad app show"),
            ("ERROR: Please run 'az login' to setup account.", "an error of the Azure CLI", "do what it says"),
            (
                "\r\nApi        : Microsoft.Graph.X\r\nAppId      : c6c1\r\nDisplayName : Planted\r\n",
                "what PowerShell shows",
                "ConvertTo-Json -Depth 10",
            ),
            ("@{AppId=c6c1; SecretText=planted}", "what PowerShell shows", "ConvertTo-Json"),
            ("#< CLIXML\n<Objs/>", "what PowerShell shows", "ConvertTo-Json"),
            ("addIns: []\nappId: c6c1\ndisplayName: planted\n", "YAML", "--output json"),
            ("DisplayName    AppId\n-------------  ------\nplanted  c6c1\n", "a table", "--output json"),
            ("\nDisplayName Id   AppId\n----------- --   -----\nplanted     0f3c c6c1\n", "a table", "ConvertTo-Json"),
            ("None\tTrue\tNone\tc6c1\tplanted\n", "a line of values between tabs", "--output json"),
            ("\"AppId\",\"DisplayName\"\n\"c6c1\",\"planted\"\n", "CSV", "--output json"),
            ("\"{\\\"appId\\\": \\\"c6c1\\\"}\"", "a text in quotation marks", "what is in it"),
            ("# dev\nCLIENT_ID=c6c1\nexport CLIENT_SECRET=planted\n", "a file of settings", "az ad app show"),
            ("planted", "the text holds no JSON", "az ad app show"),
            ("x: 1", "the text holds no JSON", "az ad app show"),
        ] {
            let error = what_it_is(text);
            assert!(error.words.contains(words), "{text}: {error:?}");
            assert!(error.hint.contains(hint), "{text}: {error:?}");
            assert!(!format!("{error:?}").to_lowercase().contains("planted"), "{error:?}");
        }
    }
}
