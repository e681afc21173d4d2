//! Commands that a person copies.

/// An argument as a shell takes it.
pub fn quoted(argument: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./\\:,=+@%[]".contains(c);
    if argument.chars().all(plain) && !argument.is_empty() {
        return argument.to_owned();
    }
    format!("'{}'", argument.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_takes_what_is_quoted_as_one_argument() {
        for (argument, expected) in [
            ("manifest.xml", "manifest.xml"),
            ("HOST[:PORT]", "HOST[:PORT]"),
            ("C:\\apps\\m.xml", "C:\\apps\\m.xml"),
            ("My add-in.xml", "'My add-in.xml'"),
            ("it's.xml", "'it'\\''s.xml'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(argument), expected);
        }
    }
}
