//! What is said of every token of the table.

use std::collections::BTreeSet;
use std::fmt::Write;

use sso_core::token::{CheckId, TokenKind, TokenReport, Verdict};

use token_table::{Row, remarks};

#[test]
fn there_are_enough_and_each_has_a_name() {
    let rows = token_table::all();
    let names: BTreeSet<_> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names.len(), rows.len(), "two rows have one name");
    assert!(rows.len() >= 120, "{}", rows.len());
}

#[test]
fn verdict_and_named_check() {
    for row in token_table::all() {
        let report = row.report();
        let name = &row.name;
        assert_eq!(remarks(&report), row.remarks, "{name}: {:#?}", report.checks);
        assert_eq!(report.kind, row.kind, "{name}");
        assert_eq!(report.verified, row.verified, "{name}: {:#?}", report.checks);
        let failed = row.remarks.iter().any(|(_, verdict)| *verdict == Verdict::Fail);
        assert_eq!(report.passed(), row.verified && !failed, "{name}");
        let ids: Vec<_> = report.checks.iter().map(|check| check.id).collect();
        assert_eq!(ids, CheckId::ALL, "{name}");
        if let Some((first, _)) = row.remarks.first() {
            let first = report.check(*first).unwrap();
            assert!(first.detail.contains(row.says), "{name}: {}", first.detail);
        }
        for check in &report.checks {
            let is_remark = matches!(check.verdict, Verdict::Fail | Verdict::Warn);
            assert!(!is_remark || check.fix.is_some(), "{name}: {:?} has no fix", check.id);
        }
        let begins = sentence(&row, failed);
        assert!(report.sentence().starts_with(begins), "{name}: {}, not {begins}", report.sentence());
    }
}

/// How the verdict in one sentence begins.
fn sentence(row: &Row, failed: bool) -> &'static str {
    let untrusted = [CheckId::Algorithm, CheckId::Key, CheckId::Signature];
    match (row.kind, row.remarks.first()) {
        (TokenKind::ApiAccessToken | TokenKind::IdToken | TokenKind::AppOnlyToken, first) => match first {
            Some((CheckId::Form, _)) => "This is no usable token: ",
            _ if row.remarks.iter().any(|(id, _)| untrusted.contains(id)) || (row.has_keys() && !row.verified) => {
                "Do not trust this token: "
            }
            _ if !row.has_keys() => "NOT VERIFIED",
            _ if failed => "This token is genuine, but ",
            _ => "This token is genuine, and your server may take it",
        },
        (TokenKind::Malformed, _) => "This is no usable token: ",
        (TokenKind::NotAToken, _) => "This ",
        (kind, _) => kind.sentence(),
    }
}

/// What a person reads of every row that does not pass. Read each changed line.
#[test]
fn words() {
    let mut text = String::new();
    for row in token_table::all() {
        let report = row.report();
        if !report.passed() || report.checks.iter().any(|check| check.verdict == Verdict::Warn) {
            told(&row, &report, &mut text);
        }
    }
    insta::assert_snapshot!(text);
}

fn told(row: &Row, report: &TokenReport, text: &mut String) {
    let _ = writeln!(text, "{}\n  {}", row.name, report.sentence());
    for check in report.checks.iter().filter(|check| matches!(check.verdict, Verdict::Fail | Verdict::Warn)) {
        let mark = if check.verdict == Verdict::Fail { "✗" } else { "!" };
        let _ = writeln!(text, "  {mark} {}: {}", check.id.as_str(), check.detail);
        for (what, value) in [("found", &check.found), ("expected", &check.expected), ("fix", &check.fix)] {
            if let Some(value) = value {
                let _ = writeln!(text, "      {what:<9} {value}");
            }
        }
    }
    text.push('\n');
}
