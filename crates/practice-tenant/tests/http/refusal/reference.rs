//! `docs/practice-tenant-codes.md`, made of the rows that are run here.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use practice_tenant::Seed;

use super::row::{Row, Seen};
use super::rows::CHAPTERS;

const INTRODUCTION: &str = "\
# How to provoke an error in the practice tenant

Each row is a healthy request with one thing wrong, and is run by the tests. The practice tenant answers it in Entra's
shape: `AADSTS<code>` at the head of `error_description`, and in `error_codes`. What the codes mean is at the end, and
before it whom and what the practice tenant has for trying them without a line of code.

**Answered**: by the token endpoint, with this status; at the *redirect URI*; on a *page*, of which the app is not told;
or in a *form*, in which the person may go on. The column after it is `error`, with `suberror` behind a slash.

<!-- Generated from crates/practice-tenant/tests/http/refusal/rows. Change it there, then run `HALLPASS_BLESS=1 cargo
test -p practice-tenant --test http reference`. -->
";

fn markdown() -> String {
    let mut text = INTRODUCTION.to_owned();
    for chapter in CHAPTERS {
        let _ = write!(text, "\n## {}\n\n{}\n\n", chapter.title, chapter.about);
        text.push_str("| Code | Answered | `error` | What is wrong |\n|---|---|---|---|\n");
        for row in chapter.rows {
            let _ = writeln!(text, "| {} | {} | {} | {} |", row.code, answered(row), error(row), row.how);
        }
    }
    text.push_str(&seeded());
    text.push_str(&meanings());
    text
}

/// People and applications that provoke something by themselves.
fn seeded() -> String {
    let seed = Seed::contoso_with_add_in("localhost:3000".parse().unwrap());
    let mut text = "\n## People\n\n| Tenant | Sign in as | What is special |\n|---|---|---|\n".to_owned();
    for tenant in &seed.tenants {
        for person in &tenant.people {
            let mut special: Vec<String> = Vec::new();
            special.extend(person.is_admin.then(|| "administrator".to_owned()));
            special.extend(person.is_guest().then(|| "guest".to_owned()));
            special.extend((!person.account_enabled).then(|| "sign-in is blocked".to_owned()));
            let policies = tenant.policies.iter().filter(|policy| policy.users.contains(&person.id));
            special.extend(policies.map(|policy| format!("Conditional Access: {}", policy.display_name)));
            let (tenant, name) = (&tenant.display_name, person.sign_in_name());
            let _ = writeln!(text, "| {tenant} | `{name}` | {} |", special.join(", "));
        }
    }
    text.push_str(
        "\n## Applications\n\nAll are in Contoso. The secret of each but the first, which has one of its own in each run, \
         is\n`practice-secret-of-every-mistake`.\n\n| Client ID | Name |\n|---|---|\n",
    );
    for application in &seed.applications {
        let registration = &application.registration;
        let _ = writeln!(text, "| `{}` | {} |", registration.app_id.unwrap(), registration.display_name);
    }
    text
}

fn meanings() -> String {
    let codes: BTreeSet<u32> = CHAPTERS.iter().flat_map(|chapter| chapter.rows).map(|row| row.code).collect();
    let mut text = "\n## What the codes mean\n\n| Code | Meaning | What to do |\n|---|---|---|\n".to_owned();
    for code in codes {
        let entry = practice_tenant::meaning(code).unwrap();
        let _ = writeln!(text, "| {code} | {} | {} |", entry.meaning, entry.fix.join("; "));
    }
    text
}

fn answered(row: &Row) -> String {
    match row.seen {
        Seen::Page => "page".to_owned(),
        Seen::Form => "form".to_owned(),
        Seen::Client => "redirect URI".to_owned(),
        Seen::Body(status) => status.to_string(),
    }
}

fn error(row: &Row) -> String {
    let suberror = row.suberror.map(|suberror| format!(" / `{suberror}`")).unwrap_or_default();
    let claims = if row.has_claims { ", with `claims`" } else { "" };
    match row.seen {
        Seen::Page | Seen::Form => "–".to_owned(),
        Seen::Client | Seen::Body(_) => format!("`{}`{suberror}{claims}", row.error),
    }
}

#[test]
fn the_reference_is_what_the_rows_say() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/practice-tenant-codes.md");
    if std::env::var_os("HALLPASS_BLESS").is_some() {
        std::fs::write(&path, markdown()).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(kept, markdown(), "bless it: HALLPASS_BLESS=1 cargo test -p practice-tenant --test http reference");
}

#[test]
fn words_keep_to_the_style() {
    let mut seen = BTreeSet::new();
    for (chapter, row) in CHAPTERS.iter().flat_map(|chapter| chapter.rows.iter().map(move |row| (chapter.title, row))) {
        assert!(!row.how.ends_with('.') && !row.how.contains(['|', '\n']), "{}", row.how);
        assert!(!row.how.starts_with(|c: char| c.is_ascii_uppercase()) || row.how.starts_with('`'), "{}", row.how);
        assert!(seen.insert((chapter, row.code, answered(row), row.how)), "twice: {} {}", row.code, row.how);
    }
}
