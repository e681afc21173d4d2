use std::collections::BTreeSet;

use serde_json::Value;

/// As many as Entra writes into most tokens: then memory is asked for once.
const USUAL: usize = 18;
/// More than any token of Entra has. Up to here names are compared one by one, which is fastest for a few.
const FEW: usize = 64;

/// The members of a JSON object in the order of the text, no two of one name.
#[derive(Clone)]
pub struct Members(Vec<(String, Value)>);

impl Members {
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.iter().find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

/// Members as they are read, each name once.
pub(super) struct Gathered {
    members: Members,
    /// A bit for each name that came, of 64 by its letters: where it is not set, the name is new.
    marks: u64,
}

/// The name that came a second time.
pub(super) struct Twice(pub(super) String);

impl Gathered {
    pub(super) fn new() -> Self {
        Self { members: Members(Vec::with_capacity(USUAL)), marks: 0 }
    }

    /// Before its value is read. Beyond [`FEW`] all is judged at the end: a token with a hundred thousand members must not
    /// cost their square.
    pub(super) fn check(&mut self, name: String) -> Result<String, Twice> {
        let bytes = name.as_bytes();
        let letter = |at: Option<&u8>| usize::from(at.copied().unwrap_or_default());
        let mark = 1 << ((5 * letter(bytes.first()) + 3 * letter(bytes.last()) + bytes.len()) % 64);
        let may_be_there = self.marks & mark != 0 && self.members.0.len() <= FEW;
        self.marks |= mark;
        if may_be_there && self.members.contains_key(&name) { Err(Twice(name)) } else { Ok(name) }
    }

    pub(super) fn push(&mut self, name: String, value: Value) {
        self.members.0.push((name, value));
    }

    pub(super) fn finish(self) -> Result<Members, Twice> {
        if self.members.0.len() > FEW {
            let mut names = BTreeSet::new();
            if let Some((twice, _)) = self.members.iter().find(|(name, _)| !names.insert(*name)) {
                return Err(Twice(twice.to_owned()));
            }
        }
        Ok(self.members)
    }
}
