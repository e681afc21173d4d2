//! Lines and keys of a seed file, for what is wrong in it.

use toml::Spanned;

/// Why a seed file was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, {key}: {message}")]
pub struct SeedFileError {
    /// From 1.
    pub line: usize,
    /// The key whose value is wrong, as the file writes it; of a table its heading.
    pub key: String,
    pub message: String,
}

/// Finds lines in the file.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub file: &'a str,
}

impl Place<'_> {
    pub fn of<T>(self, value: &Spanned<T>, message: impl Into<String>) -> SeedFileError {
        self.error(value.span().start, message)
    }

    /// `at`: in bytes.
    pub fn error(self, at: usize, message: impl Into<String>) -> SeedFileError {
        SeedFileError { line: self.line(at), key: self.key(at), message: message.into() }
    }

    /// From 1.
    pub fn line(self, at: usize) -> usize {
        self.file.get(..at).unwrap_or_default().matches('\n').count() + 1
    }

    /// What stands there is a key, a heading, or the value of the key before it.
    fn key(self, at: usize) -> String {
        let line = self.file.lines().nth(self.line(at) - 1).unwrap_or_default().trim();
        let (before, rest) = self.file.split_at_checked(at).unwrap_or((self.file, ""));
        let (name, behind) = rest.split_at(rest.find(|c| !is_of_key(c)).unwrap_or(rest.len()));
        if !name.is_empty() && behind.trim_start_matches([' ', '\t']).starts_with('=') {
            return name.to_owned();
        }
        if line.starts_with("[[") || !before.contains('=') {
            return line.split('=').next().unwrap_or_default().trim().to_owned();
        }
        let before = before.rsplit_once('=').map_or("", |(before, _)| before.trim_end());
        before[before.trim_end_matches(is_of_key).len()..].to_owned()
    }
}

fn is_of_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_told_by_its_own_key_wherever_the_line_breaks() {
        let file = "[[tenant]]\nperson = [\n    { user_principal_name = \"a@b.example\", name = \"A\" },\n]\n\
                    users = [\"first\",\n    \"second\"]\nwrong = 1\n";
        for (at, line, key) in [
            ("[[tenant]]", 1, "[[tenant]]"),
            ("{ user", 3, "person"),
            ("\"a@b", 3, "user_principal_name"),
            ("\"A\"", 3, "name"),
            ("\"first\"", 5, "users"),
            ("\"second\"", 6, "users"),
            ("wrong", 7, "wrong"),
        ] {
            let error = Place { file }.error(file.find(at).unwrap(), "why");
            assert_eq!((error.line, error.key.as_str()), (line, key), "{at}");
        }
    }
}
