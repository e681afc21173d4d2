/// Whether a text is the ID of a client secret instead of its value. The portal shows both beside each other, and the ID is a
/// GUID, which no value is. Sent in place of the value, it ends in AADSTS7000215.
///
/// For what somebody has as a client secret. A registration lists the IDs, and cannot show which of the two a server uses.
pub fn looks_like_secret_id(text: &str) -> bool {
    uuid::Uuid::try_parse(text.trim()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::looks_like_secret_id;

    #[test]
    fn an_id_is_a_guid() {
        for (text, is) in [
            ("0e8f3e0e-6f0a-4c58-9a55-0d2b6d3a7c21", true),
            (" 0E8F3E0E-6F0A-4C58-9A55-0D2B6D3A7C21\n", true),
            ("{0e8f3e0e-6f0a-4c58-9a55-0d2b6d3a7c21}", true),
            ("abc8Q~made-up-for-a-test-of-its-length.", false),
            ("0e8f3e0e-6f0a-4c58-9a55", false),
            ("", false),
        ] {
            assert_eq!(looks_like_secret_id(text), is, "{text}");
        }
    }
}
