//! The tenant's memory after its first exchanges; then exchanges and bare signatures in turns, so that what slows the
//! machine down slows both.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::exchange::{Server, Wanted};
use crate::process::{pss, time_on_cores};
use crate::running::Running;
use crate::sign::Bare;
use crate::{Failure, Values};

/// As many as a server has under way at a time.
const CONNECTIONS: usize = 8;
const FIRST_EXCHANGES: usize = 1_000;
/// Short ones, and the best of many counts: what else the machine does makes a round slower, never faster.
const ROUNDS: usize = 41;
const SIGNING: Duration = Duration::from_millis(100);
/// In each round, of each kind.
const EXCHANGES: usize = 400;

pub fn measure(folder: &Path) -> Result<Values, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(measured(folder))
}

async fn measured(folder: &Path) -> Result<Values, Failure> {
    let server = Arc::new(Server::of(Running::find(folder)?, CONNECTIONS).await?);
    let at_rest = pss(server.pid())?;
    let first = server.prepare(Wanted::Token, FIRST_EXCHANGES).await?;
    server.exchange(first, CONNECTIONS).await?;
    let after_first = pss(server.pid())?;

    let mut bare = Bare::new()?;
    let mut signature = Best::default();
    let (mut plain, mut one_at_a_time, mut as_msal) = (Best::default(), Best::default(), Best::default());
    for _ in 0..ROUNDS {
        for (exchange, wanted, connections) in [
            (&mut plain, Wanted::Token, CONNECTIONS),
            (&mut one_at_a_time, Wanted::Token, 1),
            (&mut as_msal, Wanted::TokenAsMsal, CONNECTIONS),
        ] {
            let bodies = server.prepare(wanted, EXCHANGES).await?;
            let signed = bare.sign_for(SIGNING)?;
            signature.of(signed.count, signed.took, signed.on_core);
            let before = time_on_cores(server.pid())?;
            let took = server.exchange(bodies, connections).await?;
            let on_core = time_on_cores(server.pid())?.saturating_sub(before);
            exchange.of(EXCHANGES as u32, took, on_core);
        }
    }
    let per_mille = |one: f64, other: f64| (1000.0 * one / other) as u128;
    let rate = |exchange: &Best| per_mille(signature.each, exchange.each);
    let on_core = |exchange: &Best| per_mille(exchange.on_core, signature.on_core);
    Ok(vec![
        ("key_bits", bare.bits() as u128),
        ("connections", CONNECTIONS as u128),
        ("first_exchanges", FIRST_EXCHANGES as u128),
        ("rounds", ROUNDS as u128),
        ("exchanges", (FIRST_EXCHANGES + 3 * ROUNDS * EXCHANGES) as u128),
        ("signatures_a_second", (1.0 / signature.each) as u128),
        ("exchanges_a_second", (1.0 / plain.each) as u128),
        ("rate_per_mille", rate(&plain)),
        ("on_core_per_mille", on_core(&plain)),
        ("one_at_a_time_rate_per_mille", rate(&one_at_a_time)),
        ("one_at_a_time_on_core_per_mille", on_core(&one_at_a_time)),
        ("as_msal_rate_per_mille", rate(&as_msal)),
        ("as_msal_on_core_per_mille", on_core(&as_msal)),
        ("pss_at_rest_bytes", at_rest),
        ("pss_bytes", after_first),
        ("pss_at_the_end_bytes", pss(server.pid())?),
    ])
}

/// Of all rounds the least that one exchange or signature took, in seconds.
struct Best {
    each: f64,
    /// Time that its process, or thread, had on cores.
    on_core: f64,
}

impl Default for Best {
    fn default() -> Self {
        Self { each: f64::INFINITY, on_core: f64::INFINITY }
    }
}

impl Best {
    fn of(&mut self, count: u32, took: Duration, on_core: Duration) {
        self.each = self.each.min(took.as_secs_f64() / f64::from(count));
        self.on_core = self.on_core.min(on_core.as_secs_f64() / f64::from(count));
    }
}
