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
const ROUNDS: usize = 15;
const SIGNING: Duration = Duration::from_millis(300);
/// In each round, of each kind.
const EXCHANGES: usize = 1_000;

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
    let (mut plain, mut one_at_a_time, mut as_msal) = (Ratios::default(), Ratios::default(), Ratios::default());
    for _ in 0..ROUNDS {
        for (ratios, wanted, connections) in [
            (&mut plain, Wanted::Token, CONNECTIONS),
            (&mut one_at_a_time, Wanted::Token, 1),
            (&mut as_msal, Wanted::TokenAsMsal, CONNECTIONS),
        ] {
            let bodies = server.prepare(wanted, EXCHANGES).await?;
            let signed = bare.sign_for(SIGNING)?;
            let before = time_on_cores(server.pid())?;
            let took = server.exchange(bodies, connections).await?;
            let on_cores = time_on_cores(server.pid())?.saturating_sub(before);
            let exchanges = EXCHANGES as f64;
            let rate = exchanges / took.as_secs_f64();
            ratios.rate.push(rate * signed.took.as_secs_f64() / f64::from(signed.count));
            let signature = signed.on_core.as_secs_f64() / f64::from(signed.count);
            ratios.on_core.push(on_cores.as_secs_f64() / exchanges / signature);
            ratios.exchanges.push(rate);
            ratios.signatures.push(f64::from(signed.count) / signed.took.as_secs_f64());
        }
    }
    Ok(vec![
        ("key_bits", bare.bits() as u128),
        ("connections", CONNECTIONS as u128),
        ("first_exchanges", FIRST_EXCHANGES as u128),
        ("rounds", ROUNDS as u128),
        ("exchanges", (3 * ROUNDS * EXCHANGES) as u128),
        ("signatures_a_second", median(plain.signatures) as u128),
        ("exchanges_a_second", median(plain.exchanges) as u128),
        ("rate_per_mille", per_mille(plain.rate)),
        ("on_core_per_mille", per_mille(plain.on_core)),
        ("one_at_a_time_rate_per_mille", per_mille(one_at_a_time.rate)),
        ("one_at_a_time_on_core_per_mille", per_mille(one_at_a_time.on_core)),
        ("as_msal_rate_per_mille", per_mille(as_msal.rate)),
        ("as_msal_on_core_per_mille", per_mille(as_msal.on_core)),
        ("pss_at_rest_bytes", at_rest),
        ("pss_bytes", after_first),
        ("pss_at_the_end_bytes", pss(server.pid())?),
    ])
}

/// Of each round: exchanges, in bare signatures.
#[derive(Default)]
struct Ratios {
    rate: Vec<f64>,
    /// Time that the tenant's process had on cores.
    on_core: Vec<f64>,
    exchanges: Vec<f64>,
    signatures: Vec<f64>,
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn per_mille(values: Vec<f64>) -> u128 {
    (median(values) * 1000.0) as u128
}
