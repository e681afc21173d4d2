//! On-Behalf-Of exchanges over https, and the memory of the process that answers them.

use super::{Bench, INSIDE};
use crate::bench::inside::Values;
use crate::bench::verdict::Verdict;
use crate::failure::Failure;

const WANTED_RATE: f64 = 0.8;
const WANTED_MEMORY: u64 = 30_000_000;

pub struct Exchange {
    pub verdicts: Vec<Verdict>,
    /// A row for each way of exchanging.
    pub table: String,
    /// What memory does later on.
    pub note: String,
}

pub fn measure(bench: &Bench<'_>) -> Result<Exchange, Failure> {
    println!("\n== exchanges and bare signatures, in turns");
    // Ends with this function.
    let _tenant = bench.tenant()?.start()?;
    judged(&INSIDE.measure(bench.project, &["on-behalf-of", &bench.home.to_string_lossy()])?)
}

fn judged(values: &Values) -> Result<Exchange, Failure> {
    let (connections, first) = (values.get("connections")?, values.get("first_exchanges")?);
    let what = format!("On-Behalf-Of exchanges a second over https, {connections} connections that are kept");
    let rate = Verdict::at_least(
        &what,
        "bare signatures a second with RSA-2048 on one core",
        values.thousandths("rate_per_mille")?,
        WANTED_RATE,
    );
    let pss = values.get("pss_bytes")?;
    let memory = Verdict {
        what: format!("memory of the practice tenant (PSS) after {first} exchanges"),
        against: "–".to_owned(),
        found: megabytes(pss),
        wanted: format!("at most {}", megabytes(WANTED_MEMORY)),
        holds: pss <= WANTED_MEMORY,
    };

    let mut table = "| Exchanges, in bare signatures of one core | Rate | Time on cores of the practice tenant, each |\n|---|---|---|\n".to_owned();
    for (name, of) in [
        (format!("{connections} connections, a token for Graph"), ""),
        ("one connection, a token for Graph".to_owned(), "one_at_a_time_"),
        (
            format!("{connections} connections, the scopes that MSAL adds: an ID token is a second signature"),
            "as_msal_",
        ),
    ] {
        let of = |what: &str| values.thousandths(&format!("{of}{what}_per_mille"));
        table.push_str(&format!("| {name} | {:.2} × | {:.2} × |\n", of("rate")?, of("on_core")?));
    }
    let note = format!(
        "Memory is {} before the first exchange and {} after {}, a third of which left a refresh token behind: the last \
         16,384 of those are kept.\n",
        megabytes(values.get("pss_at_rest_bytes")?),
        megabytes(values.get("pss_at_the_end_bytes")?),
        values.get("exchanges")?,
    );
    Ok(Exchange { verdicts: vec![rate, memory], table, note })
}

fn megabytes(bytes: u64) -> String {
    format!("{:.0} MB", bytes as f64 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(rate: u64, pss: u64) -> Values {
        Values::of(&[
            ("connections", 8),
            ("first_exchanges", 1000),
            ("exchanges", 5000),
            ("rate_per_mille", rate),
            ("on_core_per_mille", 1250),
            ("one_at_a_time_rate_per_mille", 700),
            ("one_at_a_time_on_core_per_mille", 1300),
            ("as_msal_rate_per_mille", 500),
            ("as_msal_on_core_per_mille", 2300),
            ("pss_at_rest_bytes", 13_000_000),
            ("pss_bytes", pss),
            ("pss_at_the_end_bytes", 22_400_000),
        ])
    }

    #[test]
    fn both_limits_are_held_against_what_was_measured() {
        for (rate, pss, holds) in
            [(800, 30_000_000, [true, true]), (799, 14_000_000, [false, true]), (1200, 30_000_001, [true, false])]
        {
            let exchange = judged(&values(rate, pss)).unwrap();
            assert_eq!(exchange.verdicts.iter().map(|verdict| verdict.holds).collect::<Vec<_>>(), holds);
        }
    }

    #[test]
    fn each_way_of_exchanging_is_a_row() {
        let exchange = judged(&values(900, 14_000_000)).unwrap();
        assert_eq!(exchange.table.lines().nth(2), Some("| 8 connections, a token for Graph | 0.90 × | 1.25 × |"));
        assert_eq!(exchange.table.lines().count(), 5);
        assert!(exchange.note.starts_with("Memory is 13 MB before the first exchange and 22 MB after 5000, "));
        assert!(judged(&Values::of(&[])).is_err());
    }
}
