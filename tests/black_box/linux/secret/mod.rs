//! `hallpass secret` and a real keyring: gnome-keyring itself, on a session bus of the test's own.

mod import;
mod kept;
mod locked;

use hallpass_tests::desktop::PrivateSession;
use hallpass_tests::home::Home;
use hallpass_tests::program::{Ended, Invocation};

const APP: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
const SECRET: &str = "abc8Q~planted-for-a-test_of.its-own-0042";

fn user(kind: &str) -> String {
    format!("default/{kind}/{APP}")
}

/// `hallpass secret …` of this app, at the highest level of talking.
fn secret(session: &PrivateSession, home: &Home, args: &[&str]) -> Invocation {
    let of = ["set", "import", "delete"].contains(&args[0]).then_some(["--client-id", APP]);
    let run = home.hallpass(["secret"]).args(args).args(of.into_iter().flatten()).args(["-vvv"]);
    session.around(run).env("RUST_LOG", "trace")
}

fn set(session: &PrivateSession, home: &Home) -> Ended {
    secret(session, home, &["set"]).input(format!("{SECRET}\n").as_bytes()).run().expect_code(0)
}
