//! A generated client that means harm: whatever it sends, the tenant does not panic, does not grow, and answers 4xx.
//!
//! Each request is drawn from a seed and its own number, so that one can be sent again without those before it:
//! `HALLPASS_HOSTILE_SEED` sets the seed. A program of its own, because allocator and panic hook are the whole program's.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "every file here is a test or serves one")]
#![allow(clippy::print_stdout, reason = "the table of what came back is for people")]

mod draft;
mod garbage;
mod known;
#[path = "../http/rig.rs"]
#[allow(dead_code, reason = "it serves the tests beside it too")]
mod rig;
mod route;
mod shape;
mod tally;
mod watch;
mod wire;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use known::Known;
use rig::{Params, Rig, text};
use route::ROUTES;
use shape::hostile;
use tally::Tally;
use wire::{Connection, Door};

const SEED: u64 = 0x5EED_0F40_57E5;
/// After these, all that is kept for a while is as full as it gets.
const WARM_UP: u64 = 20_000;
const REQUESTS: u64 = 100_000;
/// Connections at a time; every fourth goes over TLS.
const LANES: u64 = 8;
/// Bytes that may be more after 80,000 requests, which is less than four for each: one string kept would be more.
const GROWTH: usize = 256 << 10;
/// Bytes that all lanes together may take for a moment, client and tenant: far less than what is sent to them.
const PEAK: usize = 24 << 20;

fn seed() -> u64 {
    let set = std::env::var("HALLPASS_HOSTILE_SEED").ok();
    set.map_or(SEED, |seed| seed.parse().expect("HALLPASS_HOSTILE_SEED is a number"))
}

fn doors(rig: &Rig, known: &Known) -> [Door; 2] {
    let [http, https] = known.hosts.clone();
    [Door { host: http, tls: None }, Door { host: https, tls: Some(wire::tls(rig.tenant.ca_certificate())) }]
}

/// Sends the requests of these numbers, and returns when the tenant has let go of every connection.
async fn flood(doors: &[Door; 2], known: &Arc<Known>, seed: u64, numbers: Range<u64>) -> Tally {
    let lanes: Vec<_> = (0..LANES)
        .map(|lane| {
            let (door, known) = (doors[usize::from(lane % 4 == 3)].clone(), known.clone());
            let numbers = numbers.clone().filter(move |number| number % LANES == lane);
            tokio::spawn(async move {
                let mut tally = Tally::default();
                let mut open = None;
                for number in numbers {
                    let (shape, hostile) = hostile(&known, &door.host, seed, number);
                    let mut connection = match open.take() {
                        Some(connection) => connection,
                        None => Connection::open(&door).await,
                    };
                    let came = connection.ask(&hostile).await;
                    tally.add(number, shape, &hostile, &came);
                    match came.ended || came.fault.is_some() {
                        true => connection.close().await,
                        false => open = Some(connection),
                    }
                }
                if let Some(connection) = open {
                    connection.close().await;
                }
                tally
            })
        })
        .collect();
    let mut tally = Tally::default();
    for lane in lanes {
        tally.join(lane.await.unwrap());
    }
    tally
}

fn assert_right(tally: &Tally, seed: u64) {
    let panics = watch::panics();
    assert!(panics.is_empty(), "seed {seed}: panics: {panics:#?}");
    assert!(tally.wrong.is_empty(), "seed {seed}, request: what came: {:#?}", tally.wrong);
}

#[test]
fn a_hundred_thousand_requests_leave_nothing_behind() {
    let _alone = watch::alone();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap();
    runtime.block_on(async {
        let seed = seed();
        let rig = Rig::start().await;
        let known = Arc::new(Known::of(&rig).await);
        let doors = doors(&rig, &known);

        let mut tally = flood(&doors, &known, seed, 0..WARM_UP).await;
        assert_right(&tally, seed);
        let before = watch::held();
        watch::peak();
        tally.join(flood(&doors, &known, seed, WARM_UP..REQUESTS).await);
        let (after, peak) = (watch::held(), watch::peak());
        println!("{tally}held: {before}, then {after} bytes; at most {peak}");

        assert_right(&tally, seed);
        assert_eq!(tally.requests() as u64, REQUESTS);
        assert_eq!(tally.never_answered(), Vec::<&str>::new());
        assert!(after <= before + GROWTH, "seed {seed}: {} bytes more", after - before);
        assert!(peak <= before + PEAK, "seed {seed}: {} bytes at once", peak - before);
        let reached = |pattern: &&str| tally.routes.get(*pattern).is_some_and(|count| *count > 100);
        let missed: Vec<&str> = ROUTES.iter().map(|route| route.pattern).filter(|pattern| !reached(pattern)).collect();
        assert_eq!(missed, Vec::<&str>::new());

        // And the next client that means well is served as the first one was.
        let tokens = rig.tokens().await;
        let answer = rig.token(&rig.on_behalf_of(text(&tokens, "access_token"))).await;
        let me = rig.tenant.graph().join("v1.0/me").unwrap();
        let me = rig.http.get(me).bearer_auth(text(&answer, "access_token")).send().await.unwrap();
        assert_eq!(me.status(), 200);
    });
}

/// Not refused, and nobody signed in: whoever finds the port may send these. Each is as large as it may be and says the
/// same thing over and over.
#[test]
fn what_is_answered_fills_its_tables_once() {
    /// More than a table has places.
    const ROUND: usize = 1_100;
    /// Bytes that full tables may take, of both kinds of request: a few thousand for each place.
    const FULL: usize = 12 << 20;
    let _alone = watch::alone();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap();
    runtime.block_on(async {
        let rig = Rig::start().await;
        let (scope, state) = ("User.Read ".repeat(700), "s".repeat(1_000));
        let device = Params::of(&[("client_id", &rig.client_id()), ("scope", &scope)]);
        let mut authorize = rig.authorize();
        authorize.set("scope", &scope);
        authorize.set("state", state);
        let round = async || {
            for _ in 0..ROUND {
                let device = rig.http.post(rig.url("oauth2/v2.0/devicecode")).form(&device.0).send().await.unwrap();
                assert_eq!(device.status(), 200);
                let page = rig.get_authorize(&authorize).await;
                assert_eq!(page.status(), 200);
                page.bytes().await.unwrap();
            }
            watch::held()
        };
        let before = watch::held();
        let full = round().await;
        assert!(full < before + FULL, "{} bytes", full - before);
        let again = round().await;
        assert!(again < full + GROWTH, "{} bytes more", again - full);
    });
}

/// A route that nobody is hostile to would be a hole in the flood.
#[test]
fn every_route_is_among_them() {
    let source = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/http/mod.rs")).unwrap();
    let routed =
        source.split(".route(").skip(1).map(|rest| rest.split(',').next().unwrap().trim_matches('"').to_owned());
    let routed: BTreeSet<String> =
        routed.map(|route| route.replace("page::STYLESHEET_PATH", route::STYLESHEET)).collect();
    let known: BTreeSet<String> = ROUTES.iter().map(|route| route.pattern.to_owned()).collect();
    assert_eq!(routed, known);
}

/// Else a panic in one of the tenant's tasks, and what it does not give back, would pass unseen.
#[test]
fn panics_and_growth_are_seen() {
    let _alone = watch::alone();
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    let ended = runtime.block_on(async { tokio::spawn(async { panic!("in a task") }).await });
    assert!(ended.unwrap_err().is_panic());
    let panics = watch::panics();
    assert!(panics.len() == 1 && panics[0].contains("in a task"), "{panics:?}");

    let before = watch::held();
    let kept: Vec<String> = (0..REQUESTS - WARM_UP).map(|number| format!("{number:04}")).collect();
    assert!(watch::held() > before + GROWTH);
    drop(kept);
    assert!(watch::held() < before + GROWTH);
}

/// Else a failure could not be looked at again.
#[test]
fn a_request_depends_on_seed_and_number_alone() {
    let _alone = watch::alone();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let known = Known::of(&Rig::start().await).await;
        let host = &known.hosts[0];
        let request = |seed, number| hostile(&known, host, seed, number).1.bytes;
        let some: Vec<_> = (0..200).map(|number| request(SEED, number)).collect();
        assert!((0..200).rev().all(|number| request(SEED, number) == some[number as usize]));
        assert!((0..200).filter(|number| request(SEED + 1, *number) == some[*number as usize]).count() < 20);
    });
}
