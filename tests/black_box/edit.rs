//! What `manifest apply`, `remove` and `undo` must do to the bytes of any manifest that can carry the markup.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use hallpass_tests::home::Home;
use hallpass_tests::manifest_text::{assert_only_the_markup_differs, only, web_application_info};
use hallpass_tests::program::Invocation;
use hallpass_tests::{bytes, difference};

pub const CLIENT_ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
const DOMAIN: &str = "addin.contoso.example:8443";

pub fn apply(home: &Home, file: &Path) -> Invocation {
    home.hallpass(["manifest", "apply"]).args([file]).args([
        "--domain",
        DOMAIN,
        "--client-id",
        CLIENT_ID,
        "--permission",
        "User.Read,Files.Read",
    ])
}

fn on_file(home: &Home, command: &str, file: &Path, more: &[&str]) -> Invocation {
    home.hallpass(["manifest", command]).args([OsString::from(file)]).args(more)
}

/// Shows, writes, writes again, takes out and puts back; calls `judge` on the file with the markup.
#[track_caller]
pub fn goes_round(original: &[u8], judge: impl Fn(&Path)) {
    let home = Home::new();
    let file = home.write("manifest.xml", original);

    let shown = apply(&home, &file).run().expect_code(0);
    assert!(fs::read(&file).unwrap() == original, "written without --write");

    let wrote = apply(&home, &file).args(["--write"]).run().expect_code(0);
    let after = fs::read(&file).unwrap();
    assert_only_the_markup_differs(original, &after);
    assert_says(&after[only(&after)]);
    assert_eq!(shown.stdout, wrote.stdout, "shown and written differ");
    difference::assert_turns(original, &wrote.stdout, &after);
    judge(&file);

    let again = apply(&home, &file).args(["--write"]).run().expect_code(0);
    assert!(fs::read(&file).unwrap() == after, "applying again changed the file: {again}");
    assert_eq!(again.stdout, "", "a difference where there is none");

    on_file(&home, "undo", &file, &[]).run().expect_code(0);
    assert!(fs::read(&file).unwrap() == original, "undo did not bring back the original");

    // Taking out, from the original if it has markup, else from what apply makes of it.
    let with = if web_application_info(original).is_empty() { &after } else { original };
    let file = home.write("with.xml", with);
    let shown = on_file(&home, "remove", &file, &[]).run().expect_code(0);
    assert!(fs::read(&file).unwrap() == *with, "removed without --write");
    on_file(&home, "remove", &file, &["--write"]).run().expect_code(0);
    let without = fs::read(&file).unwrap();
    assert!(web_application_info(&without).is_empty(), "still there");
    difference::assert_turns(with, &shown.stdout, &without);
    if web_application_info(original).is_empty() {
        assert!(without == original, "remove after apply is not the original");
    } else {
        // The other way round: what was taken out is the element and blank space before it.
        assert_only_the_markup_differs(&without, with);
    }
}

/// The element holds the values that were asked for, under names of one prefix.
#[track_caller]
fn assert_says(element: &[u8]) {
    let element = std::str::from_utf8(element).expect("UTF-8");
    let expected = format!(
        "WebApplicationInfo Id {CLIENT_ID} Resource api://{DOMAIN}/{CLIENT_ID} Scopes Scope openid Scope profile Scope \
         User.Read Scope Files.Read"
    );
    let prefix = element[1..].split("WebApplicationInfo").next().unwrap_or_default();
    let told: Vec<_> = element
        .split(['<', '>'])
        .filter(|piece| !piece.starts_with('/'))
        .map(|piece| piece.strip_prefix(prefix).unwrap_or(piece).trim())
        .filter(|piece| !piece.is_empty())
        .collect();
    assert_eq!(told.join(" "), expected, "in {element}");
}

/// The same in a file whose line ends are CRLF.
#[track_caller]
pub fn goes_round_with_crlf(original: &[u8], judge: impl Fn(&Path)) {
    let original = bytes::with_crlf(original);
    goes_round(&original, |file| {
        assert_eq!(bytes::bare_line_feeds(&fs::read(file).unwrap()), 0, "a bare line feed");
        judge(file);
    });
}

/// Exit 1, a sentence that holds `because`, and no byte touched.
#[track_caller]
pub fn is_refused(original: &[u8], because: &str) {
    let home = Home::new();
    let file = home.write("manifest.xml", original);
    for more in [&[][..], &["--write"][..]] {
        let run = apply(&home, &file).args(more).run().expect_code(1);
        assert_eq!(run.stdout, "", "a difference of a refused edit");
        assert!(run.stderr.contains(because), "no `{because}` in {run}");
        assert!(fs::read(&file).unwrap() == original, "a refused edit was written");
    }
}
