//! The name of a property, dotted, an entry of a list by its number from 0: `spa.redirectUris[1]`.

use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Name(String),
    Entry(usize),
}

#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Property(pub Vec<Step>);

impl Property {
    /// Of any text: what stands in brackets and is no number belongs to the name.
    pub fn of(text: &str) -> Self {
        let mut steps = Vec::new();
        for part in text.split('.').filter(|part| !part.is_empty()) {
            let mut name = part;
            let mut entries = Vec::new();
            while let Some((before, number)) = name.strip_suffix(']').and_then(|name| name.rsplit_once('[')) {
                let Ok(number) = number.parse() else { break };
                entries.push(Step::Entry(number));
                name = before;
            }
            steps.push(Step::Name(name.to_owned()));
            steps.extend(entries.into_iter().rev());
        }
        Self(steps)
    }

    /// What is left behind another one with which this begins.
    pub fn behind(&self, before: &Self) -> Option<&[Step]> {
        self.0.strip_prefix(before.0.as_slice())
    }
}

impl fmt::Display for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, step) in self.0.iter().enumerate() {
            match step {
                Step::Name(name) if number == 0 => f.write_str(name)?,
                Step::Name(name) => write!(f, ".{name}")?,
                Step::Entry(entry) => write!(f, "[{entry}]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties() {
        for (text, steps) in [
            ("appId", 1),
            ("api.requestedAccessTokenVersion", 2),
            ("spa.redirectUris[1]", 3),
            ("requiredResourceAccess[10].resourceAccess[0].id", 5),
            ("a[1][2]", 3),
            ("a[x]", 1),
            ("a]", 1),
            ("", 0),
        ] {
            let property = Property::of(text);
            assert_eq!((property.0.len(), property.to_string().as_str()), (steps, text));
        }
    }
}
