//! The table: each fact against each side. Nothing agrees that was not read, nor by itself.

use sso_core::GraphPermission;

use super::view::{
    AgreementCell, AgreementFact, AgreementRow, AgreementSide, CellDifference, CellState, DifferenceKind,
};

/// What is meant, as far as somebody said it; the rest is taken from the first side that says something.
#[derive(Debug, Clone, Default)]
pub(super) struct Stated {
    pub client_id: Option<String>,
    pub domain: Option<String>,
    pub tenant: Tenant,
    /// `None`: the add-in has no API of its own.
    pub scope: Option<String>,
    pub permissions: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Tenant {
    #[default]
    NotKnown,
    One(String),
    /// The add-in is for people of any: then no tenant differs.
    Any,
}

/// A value and where it stands, for a person: `manifest.xml line 97`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At {
    pub text: String,
    pub place: String,
}

impl At {
    pub fn new(text: impl Into<String>, place: impl Into<String>) -> Self {
        Self { text: text.into(), place: place.into() }
    }
}

/// What a side says of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    NotRead,
    /// It was read, and has no place for it.
    Nothing,
    Values {
        /// Each must be the one.
        each: Vec<At>,
        /// One of them must.
        any: Vec<At>,
    },
    /// Names of which none of the wanted may lack.
    Names {
        names: Vec<String>,
        place: String,
        /// Whether it has no others: one that lacks is else not read.
        is_all: bool,
    },
}

impl Said {
    pub fn each(values: Vec<At>) -> Self {
        Self::Values { each: values, any: Vec::new() }
    }

    pub fn any(values: Vec<At>) -> Self {
        Self::Values { each: Vec::new(), any: values }
    }

    /// The values, or that nothing was read of this fact.
    pub fn each_or_not_read(values: Vec<At>) -> Self {
        if values.is_empty() { Self::NotRead } else { Self::each(values) }
    }

    fn values(&self) -> Option<Vec<&str>> {
        match self {
            Self::NotRead | Self::Nothing => None,
            Self::Values { each, any } => Some(any.iter().chain(each).map(|at| at.text.as_str()).collect()),
            // OpenID Connect's own go without saying.
            Self::Names { names, .. } => {
                Some(names.iter().map(String::as_str).filter(|name| !is_openid(name)).collect())
            }
        }
    }
}

/// The rows in the order of [`AgreementFact::ALL`], their cells in that of [`AgreementSide::ALL`].
pub(super) fn rows(stated: &Stated, said: impl Fn(AgreementSide, AgreementFact) -> Said) -> Vec<AgreementRow> {
    AgreementFact::ALL.into_iter().map(|fact| row(stated, fact, |side| said(side, fact))).collect()
}

fn row(stated: &Stated, fact: AgreementFact, said: impl Fn(AgreementSide) -> Said) -> AgreementRow {
    let sides: Vec<(AgreementSide, Said)> = AgreementSide::ALL
        .into_iter()
        .map(|side| (side, if side.has(fact) { said(side) } else { Said::Nothing }))
        .collect();
    let is_for_any = (fact == AgreementFact::Tenant && stated.tenant == Tenant::Any)
        || (fact == AgreementFact::Scope && stated.scope.is_none());
    let of_facts = stated_values(stated, fact);
    let speak = |said: &Said| said.values().is_some_and(|values| !values.is_empty());
    let first = sides.iter().find(|(_, said)| speak(said));
    let (wanted, from) = match (&of_facts[..], first) {
        ([], Some((side, said))) => {
            let values: Vec<String> = said.values().unwrap_or_default().into_iter().map(str::to_owned).collect();
            let wanted =
                if fact == AgreementFact::GraphPermissions { values } else { values.into_iter().take(1).collect() };
            (wanted, Some(*side))
        }
        _ => (of_facts, None),
    };
    let wanted = if fact == AgreementFact::GraphPermissions { with_asked(wanted, &sides) } else { wanted };
    let alone = from.is_some() && sides.iter().filter(|(_, said)| speak(said)).count() == 1;
    let cells = sides.iter().map(|(side, said)| {
        let state = match said {
            Said::NotRead => CellState::NotRead,
            _ if is_for_any || wanted.is_empty() => CellState::NothingToCompare,
            said => match compared(fact, said, &wanted) {
                // One that nothing else was read beside is compared with itself.
                CellState::Agrees if alone => CellState::NothingToCompare,
                state => state,
            },
        };
        AgreementCell { side: *side, text: text(*side, fact, &state, is_for_any), state }
    });
    let cells = cells.collect();
    let value = match (is_for_any, fact) {
        (true, AgreementFact::Tenant) => Some("any organization".to_owned()),
        (true, _) => None,
        (false, _) => (!wanted.is_empty()).then(|| wanted.join(", ")),
    };
    let short = value.as_deref().map(|value| if is_for_any { value.to_owned() } else { shortened(value) });
    AgreementRow { fact, value, short, is_stated: from.is_none(), cells }
}

/// What Office is told to ask for is wanted whatever else is: facts and registration may not know of it yet.
fn with_asked(mut wanted: Vec<String>, sides: &[(AgreementSide, Said)]) -> Vec<String> {
    let manifest = sides.iter().find(|(side, _)| *side == AgreementSide::Manifest);
    for name in manifest.and_then(|(_, said)| said.values()).unwrap_or_default() {
        if !wanted.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            wanted.push(name.to_owned());
        }
    }
    wanted
}

fn stated_values(stated: &Stated, fact: AgreementFact) -> Vec<String> {
    let one = |value: &Option<String>| value.iter().cloned().collect();
    match fact {
        AgreementFact::ClientId => one(&stated.client_id),
        AgreementFact::HostAndPort => one(&stated.domain),
        AgreementFact::Tenant => match &stated.tenant {
            Tenant::One(tenant) => vec![tenant.clone()],
            Tenant::NotKnown | Tenant::Any => Vec::new(),
        },
        AgreementFact::Scope => one(&stated.scope),
        AgreementFact::GraphPermissions => stated.permissions.iter().filter(|name| !is_openid(name)).cloned().collect(),
    }
}

fn is_openid(name: &str) -> bool {
    GraphPermission::by_name(name).is_some_and(|known| known.is_openid_connect())
}

/// `wanted` is not empty.
fn compared(fact: AgreementFact, said: &Said, wanted: &[String]) -> CellState {
    match said {
        Said::NotRead => CellState::NotRead,
        Said::Nothing => CellState::NothingToCompare,
        Said::Values { each, any } => {
            let is_it = |at: &At| match fact {
                // Entra tells capital letters from small ones in it.
                AgreementFact::Scope => wanted.contains(&at.text),
                _ => wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(&at.text)),
            };
            let differing = each.iter().find(|at| !is_it(at));
            let none_of_any = || any.first().filter(|_| !any.iter().any(is_it));
            match differing.or_else(none_of_any) {
                Some(at) => differs(fact, at, wanted),
                None if each.is_empty() && any.is_empty() => CellState::Differs(CellDifference {
                    kind: DifferenceKind::Fail,
                    value: String::new(),
                    short: "none".to_owned(),
                    place: String::new(),
                }),
                None => CellState::Agrees,
            }
        }
        Said::Names { names, place, is_all } => {
            let has = |name: &&String| names.iter().any(|one| one.eq_ignore_ascii_case(name));
            let there = wanted.iter().filter(has).count();
            match (there == wanted.len(), is_all) {
                (true, _) => CellState::Agrees,
                (false, false) => CellState::NotRead,
                (false, true) => CellState::Differs(CellDifference {
                    // What lacks may not be called at all; then nothing fails.
                    kind: DifferenceKind::Warn,
                    value: wanted.iter().filter(|name| !has(name)).cloned().collect::<Vec<_>>().join(", "),
                    short: format!("{there} of {}", wanted.len()),
                    place: place.clone(),
                }),
            }
        }
    }
}

fn differs(fact: AgreementFact, at: &At, wanted: &[String]) -> CellState {
    let short = match (fact, at.text.rsplit_once(':'), wanted.first().and_then(|wanted| wanted.rsplit_once(':'))) {
        // Of the same host only the port is told.
        (AgreementFact::HostAndPort, Some((host, port)), Some((wanted, _))) if host == wanted => format!(":{port}"),
        _ => shortened(&at.text),
    };
    CellState::Differs(CellDifference {
        kind: DifferenceKind::Fail,
        value: at.text.clone(),
        short,
        place: at.place.clone(),
    })
}

/// A GUID keeps its two ends.
fn shortened(value: &str) -> String {
    match uuid::Uuid::try_parse(value) {
        Ok(_) if value.len() == 36 => format!("{}…{}", &value[..8], &value[32..]),
        _ => value.to_owned(),
    }
}

/// As a screen reader says it.
fn text(side: AgreementSide, fact: AgreementFact, state: &CellState, is_for_any: bool) -> String {
    let side = side.name();
    match state {
        CellState::Agrees => format!("{side} agrees"),
        CellState::NotRead => format!("{side}: not read"),
        CellState::NothingToCompare if is_for_any && fact == AgreementFact::Tenant => {
            format!("{side}: any organization may sign in")
        }
        CellState::NothingToCompare => format!("{side}: nothing to compare"),
        CellState::Differs(difference) => match (fact, difference.short.strip_prefix(':')) {
            (AgreementFact::GraphPermissions, _) => {
                format!("{side} differs: {} lacks {}", difference.short, difference.value)
            }
            (AgreementFact::HostAndPort, Some(port)) => format!("{side} differs: port {port}"),
            _ if difference.value.is_empty() => format!("{side} differs: it has none"),
            _ => format!("{side} differs: {}", difference.value),
        },
    }
}

#[cfg(test)]
mod tests;
