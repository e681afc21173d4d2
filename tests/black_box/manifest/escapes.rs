//! What stands in a manifest, or in its name, is shown and not obeyed; what programs read stays JSON.

use std::fs;

use hallpass_tests::corpus::fixture;
use hallpass_tests::home::Home;
use serde_json::Value;

/// Controls of both ranges, and what turns or hides text.
const HOSTILE: &str = "\u{1b}[2J\u{7f}\u{9b}31m\u{61c}\u{200e}\u{202e}\u{2066}\u{2028}\u{feff}";

fn steers(character: char) -> bool {
    character.is_control() && character != '\n'
        || matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A unified manifest whose name and resource hold this text.
fn with(text: &str) -> String {
    let manifest = fs::read_to_string(fixture("manifest/unified.json")).unwrap();
    let text = serde_json::to_string(text).unwrap();
    let info = format!("\"webApplicationInfo\": {{ \"id\": {text}, \"resource\": {text} }},\n    \"accentColor\"");
    manifest.replace("\"Contoso budget\"", &text).replace("\"accentColor\"", &info)
}

#[test]
fn json_stays_json() {
    let every: String = ('\u{1}'..='\u{9f}').collect();
    let home = Home::new();
    home.write("manifest.json", with(&every).as_bytes());
    for command in [&["show"][..], &["check"], &["check", "--fix"], &["remove"]] {
        let run = home.hallpass(["manifest"]).args(command).args(["manifest.json", "--format", "json"]).run();
        assert!(!run.all().contains(steers), "{run}");
        let answer = run.json();
        if command == ["show"] {
            assert_eq!(answer["display_name"], every.as_str(), "{run}");
        }
    }
}

#[test]
fn a_value_takes_one_line() {
    let home = Home::new();
    home.write("manifest.json", with(&format!("one\r\n✗ error[forged]: two\n\t{HOSTILE}")).as_bytes());
    for command in [&["show"][..], &["check"], &["check", "--fix"], &["remove"]] {
        let run = home.hallpass(["manifest"]).args(command).args(["manifest.json"]).run();
        assert!(!run.all().contains(steers), "{run}");
        assert!(!run.all().lines().any(|line| line.starts_with("✗ error[forged]")), "{run}");
    }
}

#[cfg(unix)]
#[test]
fn a_name_takes_one_line() {
    let home = Home::new();
    let name = format!("a\nerror: forged{HOSTILE}.json");
    home.write(&name, with("x").as_bytes());
    let missing = format!("missing\nerror: forged{HOSTILE}");
    for (command, path) in
        [("show", &*name), ("show", &missing), ("check", &name), ("check", &missing), ("remove", &name), ("check", ".")]
    {
        let run = home.hallpass(["manifest", command, path]).run();
        assert!(!run.all().contains(steers), "{run}");
        assert!(!run.all().lines().any(|line| line.starts_with("error: forged")), "{run}");
    }
    let run = home.hallpass(["manifest", "show", "--format", "json", &missing]).run().expect_code(3);
    assert!(!run.stderr.contains(steers), "{run}");
    let error: Value = serde_json::from_str(&run.stderr).unwrap();
    assert!(error["message"].as_str().unwrap().contains(&missing), "{run}");
}
