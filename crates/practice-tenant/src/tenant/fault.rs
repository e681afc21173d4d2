//! Faults: answers that are given though nothing is wrong, because a test asked for them.

use std::num::NonZeroU32;
use std::time::Duration;

use sso_core::ClientId;

use super::fault_place::only_at;
use super::graph::GraphRefusal;
use crate::rules::{Refusal, fault};

/// The requests that a fault is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultTarget {
    /// The authorization endpoint.
    Authorize,
    /// The token endpoint, whatever the grant.
    Token,
    AuthorizationCode,
    OnBehalfOf,
    RefreshToken,
    /// The endpoint that hands device codes out, and their grant.
    DeviceCode,
    ClientCredentials,
    /// Discovery documents and keys.
    Discovery,
    /// Microsoft Graph.
    Graph,
}

impl FaultTarget {
    pub const ALL: [Self; 9] = [
        Self::Authorize,
        Self::Token,
        Self::AuthorizationCode,
        Self::OnBehalfOf,
        Self::RefreshToken,
        Self::DeviceCode,
        Self::ClientCredentials,
        Self::Discovery,
        Self::Graph,
    ];

    /// As people and programs write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Authorize => "authorize",
            Self::Token => "token",
            Self::AuthorizationCode => "code",
            Self::OnBehalfOf => "obo",
            Self::RefreshToken => "refresh",
            Self::DeviceCode => "device",
            Self::ClientCredentials => "client-credentials",
            Self::Discovery => "discovery",
            Self::Graph => "graph",
        }
    }

    /// The other way round.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.as_str() == name)
    }

    /// By the value of `grant_type`; [`Token`](Self::Token) for one that is not known.
    pub(crate) fn of_grant(grant_type: &str) -> Self {
        match grant_type {
            "authorization_code" => Self::AuthorizationCode,
            "urn:ietf:params:oauth:grant-type:jwt-bearer" => Self::OnBehalfOf,
            "refresh_token" => Self::RefreshToken,
            "device_code" | "urn:ietf:params:oauth:grant-type:device_code" => Self::DeviceCode,
            "client_credentials" => Self::ClientCredentials,
            _ => Self::Token,
        }
    }

    fn covers(self, request: Self) -> bool {
        let is_grant = !matches!(request, Self::Authorize | Self::Discovery | Self::Graph);
        self == request || self == Self::Token && is_grant
    }
}

/// An answer, where it is given, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    code: u32,
    on: FaultTarget,
    nth: Option<NonZeroU32>,
}

/// Why there is no such fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultError {
    /// `near`: codes that may have been meant.
    #[error("no answer of Entra with this code is known: {code}")]
    Unknown { code: String, near: Vec<u32> },
    #[error("{code} is no answer of this endpoint: {on}", on = .on.as_str())]
    Elsewhere { code: u32, on: FaultTarget },
}

/// HTTP statuses that Microsoft Graph answers when it is busy or down.
const GRAPH_STATUSES: [u32; 2] = [429, 503];

/// Short, because somebody waits for the test.
const RETRY_AFTER: Duration = Duration::from_secs(1);

impl Fault {
    /// `code`: the number behind `AADSTS`, with or without that word; at Graph an HTTP status, 429 or 503. `on`: where;
    /// `None` is where the code is met in life. `nth`: strikes once, at the request of that number from now on; `None`
    /// strikes each until it is cleared.
    ///
    /// # Errors
    /// A code that is not known, or not at that endpoint.
    pub fn new(code: &str, on: Option<FaultTarget>, nth: Option<NonZeroU32>) -> Result<Self, FaultError> {
        let written = code.trim();
        let digits =
            written.get(..6).filter(|word| word.eq_ignore_ascii_case("AADSTS")).map_or(written, |_| &written[6..]);
        let known = digits.parse().ok().filter(|code| GRAPH_STATUSES.contains(code) || fault::codes().contains(code));
        let Some(code) = known else {
            return Err(FaultError::Unknown { code: written.chars().take(20).collect(), near: near(digits) });
        };
        let of_graph = GRAPH_STATUSES.contains(&code);
        let on = on.unwrap_or(match (of_graph, fault::is_interactive(code)) {
            (true, _) => FaultTarget::Graph,
            (false, true) => FaultTarget::Authorize,
            (false, false) => only_at(code).unwrap_or(FaultTarget::Token),
        });
        match of_graph == (on == FaultTarget::Graph) {
            true => Ok(Self { code, on, nth }),
            false => Err(FaultError::Elsewhere { code, on }),
        }
    }

    /// The number behind `AADSTS`, or the HTTP status at Graph.
    pub fn code(self) -> u32 {
        self.code
    }

    pub fn on(self) -> FaultTarget {
        self.on
    }

    pub fn nth(self) -> Option<NonZeroU32> {
        self.nth
    }

    /// The one grant at which Entra gives this code, where the fault is set at another.
    pub fn met_elsewhere(self) -> Option<FaultTarget> {
        only_at(self.code).filter(|place| !self.on.covers(*place))
    }

    /// Every code that a fault can have, in ascending order: first Graph's two statuses.
    pub fn codes() -> Vec<u32> {
        GRAPH_STATUSES.into_iter().chain(fault::codes()).collect()
    }
}

/// Known codes that are the same but for two digits that changed places. A code with another digit has nothing to do with
/// what was written, however near the numbers are.
fn near(written: &str) -> Vec<u32> {
    let changed_places = |code: &u32| {
        let code = code.to_string();
        code.len() == written.len() && sorted(&code) == sorted(written) && strsim::osa_distance(&code, written) == 1
    };
    Fault::codes().into_iter().filter(changed_places).collect()
}

fn sorted(digits: &str) -> Vec<u8> {
    let mut digits = digits.as_bytes().to_vec();
    digits.sort_unstable();
    digits
}

/// The faults that are set, in the order in which they were.
#[derive(Debug, Default)]
pub struct Faults(Vec<Pending>);

#[derive(Debug)]
struct Pending {
    fault: Fault,
    seen: u32,
}

impl Faults {
    /// Takes the place of one with the same code and endpoint, and counts from here.
    pub fn set(&mut self, fault: Fault) {
        self.0.retain(|known| (known.fault.code, known.fault.on) != (fault.code, fault.on));
        self.0.push(Pending { fault, seen: 0 });
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Wherever it is set. False if it is nowhere.
    pub fn clear_code(&mut self, code: u32) -> bool {
        let before = self.0.len();
        self.0.retain(|pending| pending.fault.code != code);
        self.0.len() < before
    }

    pub fn all(&self) -> Vec<Fault> {
        self.0.iter().map(|pending| pending.fault).collect()
    }

    /// Counts a request, and answers the code of the first fault that strikes it.
    fn strike(&mut self, request: FaultTarget) -> Option<u32> {
        for pending in self.0.iter_mut().filter(|pending| pending.fault.on.covers(request)) {
            pending.seen = pending.seen.saturating_add(1);
        }
        let due = |pending: &Pending| {
            pending.fault.on.covers(request) && pending.fault.nth.is_none_or(|nth| pending.seen >= nth.get())
        };
        let at = self.0.iter().position(due)?;
        let fault = self.0[at].fault;
        if fault.nth.is_some() {
            self.0.remove(at);
        }
        Some(fault.code)
    }
}

impl super::Tenant {
    pub fn faults(&mut self) -> &mut Faults {
        &mut self.faults
    }

    /// A request of Entra's endpoints comes in: the fault that it meets.
    pub fn struck(&mut self, request: FaultTarget, client_id: Option<&str>) -> Result<(), Refusal> {
        let client_id = client_id.and_then(|id| uuid::Uuid::try_parse(id).ok()).map(ClientId::from_uuid);
        let code = self.faults.strike(request);
        match code.and_then(|code| fault::refusal(code, client_id, request)) {
            Some(refusal) => Err(refusal),
            None => Ok(()),
        }
    }

    /// The same for Graph.
    pub fn graph_struck(&mut self) -> Result<(), GraphRefusal> {
        let Some(status) = self.faults.strike(FaultTarget::Graph) else { return Ok(()) };
        let refusal = match status {
            429 => GraphRefusal::new(
                429,
                "activityLimitReached",
                "The app or user has been throttled. Wait as long as Retry-After says, then try again.",
            ),
            _ => GraphRefusal::new(503, "serviceNotAvailable", "The service is temporarily unavailable."),
        };
        Err(GraphRefusal { retry_after: Some(RETRY_AFTER), ..refusal })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(code: &str, on: Option<FaultTarget>, nth: u32) -> Fault {
        Fault::new(code, on, NonZeroU32::new(nth)).unwrap()
    }

    #[test]
    fn the_third_one_is_struck_and_no_other() {
        let mut faults = Faults::default();
        faults.set(fault("50076", Some(FaultTarget::OnBehalfOf), 3));
        let requests = [FaultTarget::OnBehalfOf, FaultTarget::RefreshToken, FaultTarget::Graph].repeat(4);
        let struck: Vec<_> = requests.iter().map(|request| faults.strike(*request)).collect();
        assert_eq!(struck.iter().position(Option::is_some), Some(6), "{struck:?}");
        assert_eq!(struck.iter().flatten().count(), 1);
        assert_eq!(faults.all(), []);
    }

    #[test]
    fn without_a_number_it_strikes_until_it_is_cleared() {
        let mut faults = Faults::default();
        faults.set(fault("AADSTS90033", None, 0));
        assert_eq!(faults.all()[0].on(), FaultTarget::Token);
        for request in FaultTarget::ALL {
            let is_grant = !matches!(request, FaultTarget::Authorize | FaultTarget::Discovery | FaultTarget::Graph);
            assert_eq!(faults.strike(request).is_some(), is_grant, "{request:?}");
        }
        faults.clear();
        assert_eq!(faults.strike(FaultTarget::Token), None);
    }

    #[test]
    fn an_unknown_code_names_near_ones() {
        for (code, near) in [
            ("50067", &[50076][..]),
            ("7000251", &[7_000_215]),
            ("428", &[]),
            ("13004", &[]),
            ("consent", &[]),
            ("", &[]),
            ("aadsts", &[]),
        ] {
            let Err(FaultError::Unknown { near: found, .. }) = Fault::new(code, None, None) else { panic!("{code}") };
            assert!(near.iter().all(|code| found.contains(code)), "{code}: {found:?}");
            assert_eq!(found.is_empty(), near.is_empty(), "{code}: {found:?}");
        }
    }

    #[test]
    fn graph_has_its_own_answers() {
        assert_eq!(fault("429", None, 0).on(), FaultTarget::Graph);
        for (code, on) in [("429", FaultTarget::Token), ("50076", FaultTarget::Graph)] {
            assert!(matches!(Fault::new(code, Some(on), None), Err(FaultError::Elsewhere { .. })), "{code}");
        }
        for target in FaultTarget::ALL {
            assert_eq!(FaultTarget::by_name(target.as_str()), Some(target));
        }
    }
}
