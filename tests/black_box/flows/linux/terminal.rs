//! At a terminal that nothing was pasted into yet.

use std::path::PathBuf;

use hallpass_tests::home::Home;
use hallpass_tests::program;

/// Whatever reads standard input says so, where a person sits before it: else the command seems to hang.
#[test]
fn who_waits_for_a_paste_says_so() {
    let hallpass = program::hallpass();
    for args in ["obo --assertion -", "obo -", "sign-in --claims -", "token inspect", "diagnose"] {
        // `script` gives the command a terminal of its own.
        let command = format!("{} {args}", hallpass.display());
        let home = Home::new();
        let run = home.around(PathBuf::from("/usr/bin/script")).args(["-qec", &command, "/dev/null"]);
        let mut run = run.start();
        run.after_on_stdout("standard input is read: paste it, then press Enter and Ctrl-D");
        run.kill();
    }
}
