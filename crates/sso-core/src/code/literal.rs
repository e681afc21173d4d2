//! A value between the double quotes of a string literal, or in markup.

/// How a string literal writes a character that has no place in a source file, beyond the first 65,536.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Astral {
    /// As two units of UTF-16, `\ud83d\ude00`: JavaScript, JSON, Java, C#.
    Pair,
    /// As one, `\U0001f600`: Python, YAML.
    Long,
}

/// What stands between double quotes for this value in JavaScript, JSON, Java, C#, Python and YAML alike. It also ends no line
/// comment, and no `script` element that it may stand in.
///
/// Java reads `\u0022` and `\u000a` before it looks for literals and comments, so that a quotation mark and a line's end are
/// never written so.
pub(super) fn quoted(value: &str, astral: Astral) -> String {
    let mut out = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '\\' => out.push_str(r"\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str(r"\n"),
            '\r' => out.push_str(r"\r"),
            '\'' => out.push('\''),
            // `</script>` and `<!--`.
            '<' => out.push_str(r"\u003c"),
            // What is not seen, or turns the direction of what is seen; U+2028 ends a line in JavaScript.
            _ if character.escape_debug().len() > 1 => match astral {
                Astral::Long if !is_basic(character) => out.push_str(&format!("\\U{:08x}", u32::from(character))),
                _ => {
                    let mut units = [0; 2];
                    out.extend(character.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
                }
            },
            _ => out.push(character),
        }
    }
    out
}

fn is_basic(character: char) -> bool {
    u32::from(character) <= 0xffff
}

/// For text and double-quoted attributes of HTML and XML.
pub(super) fn markup(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ if character != ' ' && character.escape_debug().len() > 1 => {
                out.push_str(&format!("&#x{:x};", u32::from(character)));
            }
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_character_that_could_break_out() {
        for (value, written) in [
            ("Contoso's \"R&D\"", "Contoso's \\\"R&D\\\""),
            (r"a\", r"a\\"),
            ("a\nb\rc\td", r"a\nb\rc\u0009d"),
            ("</script><!--", r"\u003c/script>\u003c!--"),
            ("\u{2028}\u{202e}é日😀", r"\u2028\u202eé日😀"),
            ("\u{e0001}", r"\udb40\udc01"),
            // What Java would read as a quotation mark, were it not for the second backslash.
            ("\\u0022", r"\\u0022"),
        ] {
            assert_eq!(quoted(value, Astral::Pair), written);
        }
        assert_eq!(quoted("\u{e0001}", Astral::Long), r"\U000e0001");
        assert_eq!(markup("<a title=\"'&\">\n"), "&lt;a title=&quot;&#39;&amp;&quot;&gt;&#xa;");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// JSON is read by one who knows it; the others read these escapes alike.
        #[test]
        fn it_is_the_same_text(value in "\\PC*|[\\\\\"'<>/\n\r\t\u{0}\u{2028}\u{2029}\u{202e}a]{0,12}|(?s).*") {
            let written = format!("\"{}\"", quoted(&value, Astral::Pair));
            let breaks_out = written.contains(['\n', '\r', '\u{2028}', '\u{2029}', '<']);
            prop_assert!(!breaks_out);
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), value);
        }

        #[test]
        fn markup_is_read_back(value in "[\\\\\"'<>&;#/\n\r\ta-zé😀\u{2028}]{0,12}") {
            let written = format!("<a b=\"{0}\">{0}</a>", markup(&value));
            let document = roxmltree::Document::parse(&written).unwrap();
            prop_assert_eq!(document.root_element().attribute("b"), Some(&*value));
            prop_assert_eq!(document.root_element().text().unwrap_or_default(), &*value);
        }
    }
}
