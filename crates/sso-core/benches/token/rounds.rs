//! Judging and bare verification in turns, so that what slows the machine down slows both.

use std::hint::black_box;
use std::time::{Duration, Instant};

use aws_lc_rs::signature::{ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use sso_core::token::{KeySet, Now, check, decode, judge};
use token_table::made;

use crate::example::{self, Bare};
use crate::{Failure, Values};

/// Many short ones: what else the machine does spoils a few of them, and not the median.
const ROUNDS: usize = 1_001;
const EACH: u32 = 25;

pub fn measure() -> Result<Values, Failure> {
    let jwks = example::keys();
    let keys = KeySet::of(&jwks);
    let (expected, now) = (made::expected(), Now::from(made::now()));
    let [two, one] = [made::v2(), made::v1()].map(|claims| example::token(&claims));
    let bare = Bare::of(&two)?;
    let parsed = parsed(&bare)?;

    let verify = || parsed.verify_sig(bare.message.as_bytes(), &bare.signature).is_ok();
    let judged = |token: &str| decode(token).is_ok_and(|token| judge(&token, Some(&keys), &expected, &now).passed());
    let explained = || check(&two, Some(&jwks), &expected, now.clone()).is_ok_and(|report| report.passed());

    let (mut version_two, mut version_one, mut with_words, mut bare_each) = (vec![], vec![], vec![], vec![]);
    for _ in 0..ROUNDS {
        let base = time(verify)?;
        bare_each.push(base);
        version_two.push(per_mille(base, time(|| judged(&two))?));
        version_one.push(per_mille(base, time(|| judged(&one))?));
        with_words.push(per_mille(base, time(explained)?));
    }
    Ok(vec![
        ("rounds", ROUNDS as u128),
        ("key_bits", bare.modulus.len() as u128 * 8),
        ("token_bytes", two.len() as u128),
        ("bare_nanoseconds", median(bare_each).as_nanos() / u128::from(EACH)),
        ("judged_per_mille", median(version_two)),
        ("judged_version_one_per_mille", median(version_one)),
        ("explained_per_mille", median(with_words)),
    ])
}

fn parsed(bare: &Bare) -> Result<ParsedPublicKey, Failure> {
    let components = RsaPublicKeyComponents { n: &bare.modulus, e: &bare.exponent };
    Ok(components.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256)?)
}

/// What it takes to do it so often; each time it must end well, or its time would say nothing.
fn time(what: impl Fn() -> bool) -> Result<Duration, Failure> {
    let start = Instant::now();
    let fine = (0..EACH).all(|_| black_box(what()));
    let took = start.elapsed();
    if fine { Ok(took) } else { Err("a good token was refused".into()) }
}

/// How often ours is done in the time of the bare one.
fn per_mille(bare: Duration, ours: Duration) -> u128 {
    bare.as_nanos() * 1000 / ours.as_nanos().max(1)
}

fn median<T: Ord + Copy + Default>(mut values: Vec<T>) -> T {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}
