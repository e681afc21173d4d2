//! Everything that Rust sends to the page, written down while it is sent: results, errors, channel messages, events.

use hallpass_tests::bytes;
use hallpass_tests::desktop::{Desk, Page};
use hallpass_tests::trace::{self, Needle};
use serde_json::Value;

/// Under which the keyring keeps the secret of a rehearsal.
const USER: &str = "practice/client-secret/rehearsal";

/// Neither the secret that the keyring keeps of the last rehearsal, nor a token.
#[track_caller]
pub fn assert_holds_no_secret(desk: &Desk) {
    let record = desk.record();
    if let Some(form) = secret(desk).found_in(&record) {
        panic!("the page was sent the secret ({form})");
    }
    assert_holds_no_token(desk);
    // The answer of the last step stands in it, so it is no record of something else.
    assert!(bytes::contains(&record, b"userPrincipalName"), "the record does not reach to the answer of Graph");
}

/// After the end of the program: nor does any file that it or its page left.
#[track_caller]
pub fn assert_no_file_holds_a_secret(desk: &Desk) {
    trace::assert_no_file_holds(desk.home().root(), &secret(desk));
}

/// Of the last rehearsal, as the keyring keeps it.
#[track_caller]
pub fn secret(desk: &Desk) -> Needle {
    let session = desk.session();
    let secret = session.lookup(USER).unwrap_or_else(|| panic!("nothing in the keyring: {}", session.attributes()));
    Needle::new(&secret)
}

/// From now on the page keeps a copy of every answer that it gets, for [`assert_is_complete`]. Not of the framework's to
/// who begins to listen: that is a number of its own.
pub fn listen(page: &Page) {
    page.script(
        "window.heard = [];
        const fetch = window.fetch;
        window.fetch = async (...request) => {
            const answer = await fetch(...request);
            const of = decodeURIComponent(new URL(request[0]).pathname);
            if (!of.startsWith('/plugin:event|')) {
                window.heard.push(await answer.clone().text());
            }
            return answer;
        };",
    );
}

/// What the page heard stands in the record: nothing goes past it.
#[track_caller]
pub fn assert_is_complete(desk: &Desk, page: &Page) {
    let heard = page.script("return window.heard");
    let heard: Vec<Value> = texts(&heard).map(|text| serde_json::from_str(text).expect("an answer is JSON")).collect();
    let of_graph = |answer: &Value| answer.to_string().contains("userPrincipalName");
    assert!(heard.iter().any(of_graph), "the page heard no answer of Graph: {heard:#?}");
    let record = text(&desk.record());
    let recorded: Vec<Value> = record.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    for answer in heard {
        assert!(recorded.contains(&answer), "the page was sent what the record does not have: {answer:#}");
    }
}

fn texts(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

#[track_caller]
pub fn assert_holds_no_token(desk: &Desk) {
    let record = desk.record();
    for said in [&b"on-behalf-of"[..], b"started", b"finished"] {
        assert!(bytes::contains(&record, said), "the record is not of a rehearsal: {}", text(&record));
    }
    assert_eq!(trace::token_in(&record), None, "the page was sent a token");
}

pub fn text(record: &[u8]) -> String {
    String::from_utf8_lossy(record).into_owned()
}
