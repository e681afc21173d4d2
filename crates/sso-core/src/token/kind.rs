use serde::Serialize;

use super::Decoded;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TokenKind {
    ExchangeIdentityToken,
    GraphAccessToken,
    /// For the add-in's own API: the bootstrap token, or what the fallback dialog gets.
    ApiAccessToken,
    IdToken,
    AppOnlyToken,
    Encrypted,
    Opaque,
}

impl TokenKind {
    /// By the decision table of the token reference, in its order.
    pub fn of(token: &Decoded) -> Self {
        let _ = token;
        todo!()
    }

    /// One sentence for a person: what this is, and what it is for.
    pub fn sentence(self) -> &'static str {
        todo!()
    }
}
