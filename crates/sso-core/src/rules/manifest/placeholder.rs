//! What templates and samples put where a value has yet to be filled in.

use uuid::Uuid;

/// A part of a name that the host itself fills in at run time, as SharePoint does: no placeholder of the developer's.
pub(super) const FILLED_BY_HOST: &str = "{teamSiteDomain}";

/// Words that stand in no client ID: `YOUR APP ID HERE`, `Enter_client_ID_here`.
const WORDS: [&str; 9] = ["your", "here", "enter", "insert", "replace", "client", "guid", "placeholder", "xxxx"];

/// Whether a client ID, or what stands for it in a resource, has yet to be filled in.
pub(super) fn is_placeholder(text: &str) -> bool {
    match Uuid::try_parse(text) {
        // Also braces and `urn:uuid:` are ways to write a GUID.
        Ok(id) => id.is_nil(),
        Err(_) => {
            let lower = text.to_ascii_lowercase();
            has_token(text) || WORDS.iter().any(|word| lower.contains(word))
        }
    }
}

/// `{…}` (also `{{…}}` and `${{…}}`), `[…]`, `$…$`, `<…>` or `%…%`. Words alone are none: a host may be called anything.
pub(super) fn has_token(text: &str) -> bool {
    // Nearly all have none.
    if !text.bytes().any(|byte| matches!(byte, b'{' | b'[' | b'$' | b'<' | b'%')) {
        return false;
    }
    let text = text.replace(FILLED_BY_HOST, "");
    [('{', '}'), ('[', ']'), ('$', '$'), ('<', '>'), ('%', '%')].into_iter().any(|(open, close)| {
        text.split_once(open).is_some_and(|(_, rest)| rest.find(close).is_some_and(|length| length > 0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_of_any_spelling() {
        for text in [
            "{client ID}",
            "{application GUID here}",
            "$app-id-guid$",
            "$application_GUID here$",
            "[app-id]",
            "[Enter the Client Id (Application ID obtained from the Azure portal)]",
            "Enter_client_ID_here",
            "YOUR APP ID HERE",
            "YOUR_CLIENT_ID_HERE",
            "00000000-0000-0000-0000-000000000000",
            "{00000000-0000-0000-0000-000000000000}",
            "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "${{AAD_APP_CLIENT_ID}}",
            "{{state.fx-resource-aad-app-for-teams.clientId}}",
            "<%= clientId %>",
            "%CLIENT_ID%",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in [
            "c6c1f32b-5e55-4997-881a-753cc1d563b7",
            "{c6c1f32b-5e55-4997-881a-753cc1d563b7}",
            "c6c1f32b-5e55-4997-881a-753cc1d563b",
            "12345",
            "",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn tokens_in_a_host() {
        for text in ["localhost:{PORT}", "${{TAB_DOMAIN}}", "[your-domain]", "$host$"] {
            assert!(has_token(text), "{text}");
        }
        for text in ["localhost:3000", "here.com", "{teamSiteDomain}", "a$b", "yourapp.azurewebsites.net"] {
            assert!(!has_token(text), "{text}");
        }
    }
}
