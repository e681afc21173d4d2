//! A fault of the program's own: what is said of it, and what is not.
//!
//! The words of a panic can hold what it was about: a text that was cut in the middle of a character is printed whole, and
//! a value that nobody expected too. That may be a token. So the place is said and nothing else.

use std::io::Write;
use std::panic;

/// For a face to call before anything else. The hook is the process's: a library, a test or a window that has one of its
/// own sets it after this.
pub fn say_the_place_alone() {
    panic::set_hook(Box::new(|fault| {
        let place = fault.location().map_or_else(|| "at a place that is not known".to_owned(), ToString::to_string);
        // Nobody reads it, and there is no other way to say it.
        let _ = writeln!(
            std::io::stderr(),
            "error: Hallpass has a fault of its own: {place}\n\
             hint: report it with that place; what it was about is not shown, because it may be a secret"
        );
    }));
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    /// Says to the test that it is the child that crashes, and how.
    const CRASHES: &str = "HALLPASS_TEST_CRASHES";
    const TOKEN: &str = "ä-planted-token-of-nobody";

    /// The hook is the whole process's, so the crash is in a process of its own: this test once more.
    #[test]
    fn what_it_was_about_is_not_said() {
        if let Some(how) = std::env::var_os(CRASHES) {
            if how == "quietly" {
                say_the_place_alone();
            }
            // In a thread, as use cases run; in the middle of a character.
            let _ = std::thread::spawn(|| TOKEN[1..].len()).join();
            return;
        }
        for (how, says_it) in [("quietly", false), ("loudly", true)] {
            let test = std::env::current_exe().unwrap();
            let args = ["--exact", "crash::tests::what_it_was_about_is_not_said", "--nocapture"];
            let run = Command::new(test).args(args).env(CRASHES, how).env("RUST_BACKTRACE", "full").output().unwrap();
            let said = String::from_utf8([run.stdout, run.stderr].concat()).unwrap();
            assert_eq!(said.contains("planted"), says_it, "{said}");
            assert!(said.contains("crash.rs:"), "the place is not said: {said}");
            assert_eq!(said.contains("hint: report it"), !says_it, "{said}");
        }
    }
}
