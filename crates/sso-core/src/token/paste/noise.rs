use std::borrow::Cow;

use serde::Serialize;

/// Something that was around or inside a pasted token and was taken away.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Noise {
    /// `Authorization:`
    HeaderName,
    /// `Bearer`
    Scheme,
    /// Quotation marks of any kind, and the comma or semicolon after them.
    Quotes,
    /// Blanks and line breaks inside the token, such as a terminal's wrapping.
    Whitespace,
    /// A JSON object, such as a whole token response: the member that was taken, and how many stand beside it.
    Member { name: String, others: usize },
    /// A command, a log line, an address: with so many further tokens.
    OtherText { more: usize },
}

impl Noise {
    /// For a person; follows "taken away around it:".
    pub fn words(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::HeaderName => "the name of the header",
            Self::Scheme => "the word Bearer",
            Self::Quotes => "quotation marks",
            Self::Whitespace => "blanks or line breaks",
            Self::Member { name, others } => {
                let beside = match others {
                    0 => "nothing stands beside it".to_owned(),
                    1 => "the member beside it was not looked at".to_owned(),
                    others => format!("the {others} members beside it were not looked at"),
                };
                return Cow::Owned(format!("JSON, of which the member {name} was taken; {beside}"));
            }
            Self::OtherText { more: 0 } => "other text",
            Self::OtherText { more: 1 } => "other text, in which there is one more token that was not looked at",
            Self::OtherText { more } => {
                return Cow::Owned(format!(
                    "other text, in which there are {more} more tokens that were not looked at"
                ));
            }
        })
    }
}
