//! A token of the table: what it starts from, what is changed, and what must be said of it.

use serde_json::{Value, json};
use sso_core::token::{CheckId, Expected, Jwks, TokenKind, TokenReport, Verdict, check};

use crate::made::{self, expected, keys, now};
use crate::signer::ENTRA;

/// The text of a token from its header and claims.
type Make = Box<dyn Fn(&Value, &Value) -> String>;

pub struct Row {
    pub name: String,
    header: Value,
    claims: Value,
    expected: Expected,
    keys: Option<Jwks>,
    make: Make,
    pub kind: TokenKind,
    /// Checks that fail or warn, in their order: none other may.
    pub remarks: Vec<(CheckId, Verdict)>,
    /// In the detail of the first remark.
    pub says: &'static str,
    /// A key was used, and the signature holds.
    pub verified: bool,
}

impl Row {
    fn new(name: impl Into<String>, kind: TokenKind, claims: Value) -> Self {
        Self {
            name: name.into(),
            header: made::header(),
            claims,
            expected: expected(),
            keys: Some(keys()),
            make: Box::new(|header, claims| ENTRA.sign(header, claims)),
            kind,
            remarks: Vec::new(),
            says: "",
            verified: true,
        }
    }

    /// A bootstrap token of version 2, with no fault yet: such a row passes every check.
    pub fn v2(name: impl Into<String>) -> Self {
        Self::new(name, TokenKind::ApiAccessToken, made::v2())
    }

    /// The same of version 1.
    pub fn v1(name: impl Into<String>) -> Self {
        Self::new(name, TokenKind::ApiAccessToken, made::v1())
    }

    /// Other claims than those of a bootstrap token.
    pub fn of(name: impl Into<String>, kind: TokenKind, claims: Value) -> Self {
        Self::new(name, kind, claims)
    }

    /// A text that cannot be taken apart.
    pub fn text(name: impl Into<String>, kind: TokenKind, text: impl Into<String>) -> Self {
        let text = text.into();
        Self::new(name, kind, json!({})).made(move |_, _| text.clone()).unverified()
    }

    pub fn with(mut self, claim: &str, value: impl Into<Value>) -> Self {
        self.claims[claim] = value.into();
        self
    }

    pub fn without(mut self, claim: &str) -> Self {
        self.claims.as_object_mut().unwrap().remove(claim).expect("the token has it");
        self
    }

    pub fn header(mut self, member: &str, value: impl Into<Value>) -> Self {
        self.header[member] = value.into();
        self
    }

    pub fn without_header(mut self, member: &str) -> Self {
        self.header.as_object_mut().unwrap().remove(member).expect("the header has it");
        self
    }

    pub fn expecting(self, expected: Expected) -> Self {
        Self { expected, ..self }
    }

    pub fn keys(self, keys: impl IntoIterator<Item = sso_core::token::Jwk>) -> Self {
        Self { keys: Some(Jwks { keys: keys.into_iter().collect() }), ..self }
    }

    pub fn without_keys(self) -> Self {
        Self { keys: None, verified: false, ..self }
    }

    /// Another text than header and claims signed by the tenant's key.
    pub fn made(self, make: impl Fn(&Value, &Value) -> String + 'static) -> Self {
        Self { make: Box::new(make), ..self }
    }

    pub fn fails(mut self, id: CheckId, says: &'static str) -> Self {
        self.verified &= !matches!(id, CheckId::Algorithm | CheckId::Key | CheckId::Signature);
        self.remarks.push((id, Verdict::Fail));
        self.says = says;
        self
    }

    pub fn warns(mut self, id: CheckId, says: &'static str) -> Self {
        self.remarks.push((id, Verdict::Warn));
        self.says = says;
        self
    }

    /// A further check that fails.
    pub fn and(mut self, id: CheckId) -> Self {
        self.remarks.push((id, Verdict::Fail));
        self
    }

    /// A further check that warns.
    pub fn and_warns(mut self, id: CheckId) -> Self {
        self.remarks.push((id, Verdict::Warn));
        self
    }

    pub fn kind(self, kind: TokenKind) -> Self {
        Self { kind, ..self }
    }

    pub fn unverified(self) -> Self {
        Self { verified: false, ..self }
    }

    pub fn token(&self) -> String {
        (self.make)(&self.header, &self.claims)
    }

    pub fn report(&self) -> TokenReport {
        check(&self.token(), self.keys.as_ref(), &self.expected, now()).unwrap()
    }

    pub fn has_keys(&self) -> bool {
        self.keys.is_some()
    }

    /// The keys that are handed over; none where nobody has any.
    pub fn key_set(&self) -> Jwks {
        self.keys.clone().unwrap_or_default()
    }

    /// What a server expects that is handed this token.
    pub fn expected(&self) -> &Expected {
        &self.expected
    }

    /// A claim as the token has it; none of a text that was not made of claims.
    pub fn claim(&self, name: &str) -> Option<&str> {
        self.claims[name].as_str()
    }
}

/// The checks that neither passed nor were skipped.
pub fn remarks(report: &TokenReport) -> Vec<(CheckId, Verdict)> {
    let remarked = |verdict| matches!(verdict, Verdict::Fail | Verdict::Warn);
    report.checks.iter().filter(|check| remarked(check.verdict)).map(|check| (check.id, check.verdict)).collect()
}
