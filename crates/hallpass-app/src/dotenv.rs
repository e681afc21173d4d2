//! Lines of a `.env` file that Node's dotenv and a shell read alike.

/// `NAME='value'`: between single quotes nothing has a meaning of its own. A value with a single quote or a line's end
/// stands between double quotes, with what has a meaning there escaped.
pub fn line(name: &str, value: &str) -> String {
    if !value.contains(['\'', '\n', '\r']) {
        return format!("{name}='{value}'");
    }
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '\\' | '"' | '$' | '`' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            _ => escaped.push(character),
        }
    }
    format!("{name}=\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_quoted_for_what_they_hold() {
        for (value, written) in [
            ("plain", "A='plain'"),
            (r"D:\new\ca.pem", r"A='D:\new\ca.pem'"),
            (r#"a "b$HOME`"#, r#"A='a "b$HOME`'"#),
            ("it's $5", r#"A="it's \$5""#),
            ("two\nlines", r#"A="two\nlines""#),
        ] {
            assert_eq!(line("A", value), written);
        }
    }
}
