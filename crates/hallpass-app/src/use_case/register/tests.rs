use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Value, json};
use sso_core::Cloud;
use sso_core::plan::{AccountTypes, Auth};
use tokio_util::sync::CancellationToken;

use super::*;
use crate::profile::{self, CredentialRecord};
use crate::use_case::finding_view::FindingSeverity;
use crate::use_case::plan::{self, Input};
use crate::use_case::rehearse::Outcome;
use crate::use_case::written::{undo_file, written};
use crate::vault::{SecretKind, Vault};
use crate::{App, Folders, Progress};

const ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
const OTHER: &str = "8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30";
const NOW: &str = "2026-11-22T12:00:00Z";

struct Desk {
    app: App,
    _folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app =
            App { clock: Arc::new(|| NOW.parse().unwrap()), ..App::on_this_machine(Folders::under(folder.path())) };
        Self { app, _folder: folder }
    }

    fn with(facts: &[(FactKind, &[&str])]) -> Self {
        let desk = Self::new();
        facts.iter().for_each(|(fact, values)| desk.set(*fact, values).unwrap());
        desk
    }

    fn set(&self, fact: FactKind, values: &[&str]) -> Result<(), crate::AppError> {
        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
        set_fact(&self.app, fact, &values)
    }

    fn fact(&self, fact: FactKind) -> Vec<String> {
        let view = view(&self.app, None).unwrap();
        view.facts.into_iter().find(|shown| shown.fact == fact).unwrap().values
    }

    fn value(&self, reading: Option<&Reading>, id: &str) -> ValueView {
        let plan = view(&self.app, reading).unwrap().plan.unwrap();
        plan.pages.into_iter().flat_map(|page| page.values).find(|value| value.id == id).unwrap()
    }

    fn import(&self, registration: &Value) -> Reading {
        let mut reading = import(&self.app, Source::Text(registration.to_string())).unwrap();
        take_over(&self.app, &mut reading).unwrap();
        reading
    }
}

/// As planned for this add-in, with a secret that is good for long.
fn registration() -> Value {
    let desk = Desk::with(&[(FactKind::Domain, &["localhost:3000"]), (FactKind::ClientId, &[ID])]);
    let plan = plan::plan(&desk.app, &Input::default()).unwrap();
    let mut registration = serde_json::to_value(plan.registration()).unwrap();
    registration["passwordCredentials"] =
        json!([{ "keyId": OTHER, "hint": "abc", "endDateTime": "2027-04-01T00:00:00Z" }]);
    registration
}

#[test]
fn a_fact_is_kept_or_refused_with_what_is_wrong() {
    let desk = Desk::new();
    for (fact, values, code) in [
        (FactKind::Domain, &["https://contoso.example"][..], "value-not-accepted"),
        (FactKind::ClientId, &["contoso"], "value-not-accepted"),
        (FactKind::Permissions, &["User.Read", "Everything"], "permission-unknown"),
        (FactKind::OfficeHosts, &["onenote"], "value-not-accepted"),
        (FactKind::Auth, &["magic"], "value-not-accepted"),
        (FactKind::Cloud, &["public"], "fact-not-here"),
    ] {
        assert_eq!(desk.set(fact, values).unwrap_err().code, code, "{fact:?}");
    }
    assert!(!profile::is_there(&desk.app), "what is refused leaves nothing behind");

    for (fact, typed, shown) in [
        (FactKind::Name, &[" Contoso "][..], &["Contoso"][..]),
        (FactKind::Domain, &["localhost:3001"], &["localhost:3001"]),
        (FactKind::OfficeHosts, &["word", "outlook"], &["word", "outlook"]),
        (FactKind::ClientId, &[ID], &[ID]),
        (FactKind::TenantId, &[OTHER], &[OTHER]),
        (FactKind::AccountTypes, &["multi-tenant"], &["multi-tenant"]),
        (FactKind::Permissions, &["user.read", "Mail.Read"], &["User.Read", "Mail.Read"]),
        (FactKind::Auth, &["both"], &["both"]),
        (FactKind::DialogPage, &["fallback.html"], &["fallback.html"]),
    ] {
        desk.set(fact, typed).unwrap();
        assert_eq!(desk.fact(fact), shown, "{fact:?}");
    }
    for fact in [FactKind::OfficeHosts, FactKind::ClientId, FactKind::Permissions] {
        desk.set(fact, &[""]).unwrap();
        assert_eq!(desk.fact(fact), [""; 0], "{fact:?}");
    }
    desk.set(FactKind::Auth, &[]).unwrap();
    assert_eq!(desk.fact(FactKind::Auth), ["legacy-sso"], "the default");
}

#[test]
fn without_a_domain_there_is_no_plan_and_what_lacks_is_said() {
    let desk = Desk::new();
    let before = view(&desk.app, None).unwrap();
    assert_eq!((before.plan, before.missing.map(|error| error.code)), (None, Some("fact-missing".to_owned())));
    desk.set(FactKind::Domain, &["localhost:3000"]).unwrap();
    let after = view(&desk.app, None).unwrap();
    assert_eq!((after.missing, after.standing, after.needs_secret), (None, None, true));
    let plan = after.plan.unwrap();
    assert_eq!(plan.in_place, 0);
    assert_eq!(plan.of, plan.pages.iter().map(|page| page.of).sum::<usize>());
    assert_eq!(plan.pages[0].title.as_deref(), Some("Register an application"));
    assert_eq!(plan.pages.last().unwrap().title, None, "the add-in's manifest");
}

#[test]
fn each_value_has_an_id_of_its_own() {
    for auth in [Auth::LegacySso, Auth::Naa, Auth::Both] {
        for types in [AccountTypes::SingleTenant, AccountTypes::MultiTenantAndPersonal] {
            let desk = Desk::new();
            let input = Input {
                domain: Some("localhost:3000".to_owned()),
                auth: Some(auth),
                account_types: Some(types),
                ..Input::default()
            };
            let values = plan::plan(&desk.app, &input).unwrap().values();
            let ids: BTreeSet<String> = values.iter().map(super::tick::id_of).collect();
            assert_eq!(ids.len(), values.len(), "{ids:?}");
        }
    }
}

#[test]
fn a_tick_is_of_the_value_as_it_was() {
    let desk = Desk::with(&[(FactKind::Domain, &["localhost:3000"]), (FactKind::ClientId, &[ID])]);
    let uri = "application-id-uri";
    tick(&desk.app, uri, true).unwrap();
    tick(&desk.app, "scope-name", true).unwrap();
    assert!(desk.value(None, uri).in_place);
    desk.set(FactKind::Domain, &["localhost:3001"]).unwrap();
    assert!(!desk.value(None, uri).in_place && desk.value(None, "scope-name").in_place);
    desk.set(FactKind::Domain, &["localhost:3000"]).unwrap();
    assert!(desk.value(None, uri).in_place);
    assert_eq!(view(&desk.app, None).unwrap().plan.unwrap().in_place, 2);
    tick(&desk.app, uri, false).unwrap();
    assert!(!desk.value(None, uri).in_place);
    assert_eq!(tick(&desk.app, "no-such-value", true).unwrap_err().code, "value-unknown");
}

#[test]
fn what_is_read_gives_facts_and_ticks() {
    let desk = Desk::with(&[(FactKind::Name, &["Contoso"])]);
    tick_fails_without_a_plan(&desk);
    let reading = desk.import(&registration());
    let view = view(&desk.app, Some(&reading)).unwrap();
    assert_eq!(view.reading.as_ref().unwrap().taken, ["host and port", "client ID", "account types"]);
    assert_eq!(
        (desk.fact(FactKind::Domain), desk.fact(FactKind::Name)),
        (vec!["localhost:3000".to_owned()], vec!["Contoso".to_owned()])
    );
    // The name that somebody said is another one; consent and the manifest no export tells.
    assert!(desk.value(Some(&reading), "application-id-uri").in_place);
    assert!(!desk.value(Some(&reading), "name").in_place);
    assert!(!desk.value(Some(&reading), "consent").in_place && !desk.value(Some(&reading), "manifest-id").in_place);
    assert_eq!(view.standing.unwrap().outcome, Outcome::Fine);
}

fn tick_fails_without_a_plan(desk: &Desk) {
    assert_eq!(tick(&desk.app, "name", true).unwrap_err().code, "fact-missing");
}

#[test]
fn a_finding_stands_at_its_value_and_follows_the_facts() {
    let desk = Desk::new();
    let mut there = registration();
    there["id"] = json!(OTHER);
    there["api"]["requestedAccessTokenVersion"] = Value::Null;
    let reading = desk.import(&there);
    let object_id = desk.value(Some(&reading), "object-id");
    assert!(object_id.in_place && object_id.known && object_id.value == OTHER, "{object_id:?}");
    let version = desk.value(Some(&reading), "access-token-version");
    let [found] = version.findings.as_slice() else { panic!("{version:?}") };
    assert_eq!(found.finding.code, "token-version-1");
    assert!(found.line.is_some() && !version.in_place);
    let told = view(&desk.app, Some(&reading)).unwrap();
    let standing = told.standing.unwrap();
    assert_eq!(standing.says, Some(found.finding.title.clone()));

    // The plan moves to another port: what was read is then of the old one.
    let dialog = "redirect-uri-single-page-application";
    assert_eq!(desk.value(Some(&reading), dialog).findings, []);
    desk.set(FactKind::Domain, &["localhost:3001"]).unwrap();
    let uri = desk.value(Some(&reading), "application-id-uri");
    assert_eq!(uri.findings.first().unwrap().finding.severity, FindingSeverity::Error);
    assert_eq!(uri.findings.first().unwrap().mending, Mending::Update);
    assert!(uri.findings[0].finding.fix.iter().all(|step| !step.contains("hallpass ")), "{:?}", uri.findings[0]);
    assert!(!uri.in_place);
}

#[test]
fn nothing_is_taken_of_another_app() {
    let desk = Desk::with(&[(FactKind::Domain, &["contoso.example"]), (FactKind::ClientId, &[OTHER])]);
    let reading = desk.import(&registration());
    let view = view(&desk.app, Some(&reading)).unwrap();
    let told = view.reading.unwrap();
    assert_eq!((told.taken.len(), told.notes.len()), (0, 1));
    assert!(told.notes[0].contains(OTHER), "{}", told.notes[0]);
    assert_eq!(view.plan.unwrap().in_place, 0);
}

#[test]
fn what_is_no_registration_says_so() {
    let desk = Desk::new();
    for text in ["", "{}", "<xml/>", "[1]"] {
        let error = import(&desk.app, Source::Text(text.to_owned())).unwrap_err();
        assert_eq!((error.code.as_str(), error.hint.is_some()), ("registration-unreadable", true), "{text}");
    }
    let missing = desk.app.folders.config.join("nowhere.json");
    assert_eq!(import(&desk.app, Source::File(missing)).unwrap_err().code, "file-not-found");
}

#[test]
fn a_secret_that_ends_is_told() {
    for (end, expected) in [
        ("2026-11-22T11:59:59Z", Some((Outcome::Fail, "Secret ended on 2026-11-22"))),
        ("2026-11-23T11:00:00Z", Some((Outcome::Warn, "Secret ends today"))),
        ("2026-11-24T11:00:00Z", Some((Outcome::Warn, "Secret ends in 1 day"))),
        ("2026-12-01T13:00:00Z", Some((Outcome::Warn, "Secret ends in 9 days"))),
        ("2027-11-22T12:00:00Z", None),
    ] {
        let desk = Desk::new();
        let reading = desk.import(&registration());
        let record = CredentialRecord {
            end: end.parse().ok(),
            ..CredentialRecord::new(SecretKind::ClientSecret, ID.parse().unwrap(), Cloud::Public, NOW.parse().unwrap())
        };
        profile::change(&desk.app, |profile| profile.remember_credential(record)).unwrap();
        let standing = view(&desk.app, Some(&reading)).unwrap().standing.unwrap();
        let (outcome, says) = expected.unzip();
        assert_eq!((standing.outcome, standing.says.as_deref()), (outcome.unwrap_or(Outcome::Fine), says), "{end}");
    }
}

#[test]
fn every_rendering_has_a_text() {
    let desk = Desk::with(&[(FactKind::Domain, &["localhost:3000"])]);
    for what in [Rendering::Portal, Rendering::Az, Rendering::AzPowershell, Rendering::Graph, Rendering::AdminText] {
        assert!(rendering(&desk.app, what).unwrap().contains("localhost:3000"), "{what:?}");
    }
    let code = code(&desk.app, StackView::Node).unwrap();
    assert!(code.install.is_some() && code.files.iter().all(|file| !file.text.is_empty()));
    assert_eq!(super::code(&desk.app, StackView::ClientNaa).unwrap_err().code, "fact-missing");
}

#[tokio::test]
async fn code_is_written_as_it_was_seen_and_taken_away_again() {
    let desk = Desk::with(&[(FactKind::Domain, &["localhost:3000"]), (FactKind::ClientId, &[ID])]);
    let folder = tempfile::tempdir().unwrap();
    let write = |seen: Option<&[String]>| write_code(&desk.app, StackView::Node, folder.path(), seen);
    let shown = write(None).unwrap();
    let seen: Vec<String> = shown.iter().map(|file| file.difference.clone()).collect();
    assert!(!shown.is_empty() && shown.iter().all(|file| file.is_new && !file.written && !file.difference.is_empty()));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "looking writes nothing");

    let first = folder.path().join(&shown[0].path);
    std::fs::create_dir_all(first.parent().unwrap()).unwrap();
    std::fs::write(&first, "of a person").unwrap();
    assert_eq!(write(Some(&seen)).unwrap_err().code, "changed-since");
    assert_eq!(std::fs::read_to_string(&first).unwrap(), "of a person");

    let shown = write(None).unwrap();
    assert!(!shown[0].is_new && shown[0].difference.contains("-of a person"));
    let seen: Vec<String> = shown.iter().map(|file| file.difference.clone()).collect();
    assert!(write(Some(&seen)).unwrap().iter().all(|file| file.written && file.error.is_none()));
    let listed = written(&desk.app).await.unwrap().files;
    assert_eq!(listed.len(), shown.len(), "each is in the list of everything written");
    for file in &listed {
        undo_file(&desk.app, &file.id.to_string()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&first).unwrap(), "of a person");
    assert!(shown[1..].iter().all(|file| !folder.path().join(&file.path).exists()));

    let file = write_code(&desk.app, StackView::Node, &first, None).unwrap_err();
    assert_eq!(file.code, "not-a-folder");
}

#[tokio::test]
async fn a_secret_out_of_a_file_has_its_end_and_one_that_is_kept_gets_it_later() {
    let desk = Desk::with(&[(FactKind::Domain, &["localhost:3000"]), (FactKind::ClientId, &[ID])]);
    let app = App { vault: Vault::of_test(usize::MAX), ..desk.app.clone() };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(".env");
    std::fs::write(&file, "CLIENT_SECRET=abc8Q~planted-for-a-test-of-an-end-0000\n").unwrap();
    let import =
        async |end| import_secret(&app, &file, end, false, &Progress::silent(), CancellationToken::new()).await;
    for end in ["tomorrow", "2026-01-31"] {
        assert!(import(Some(end)).await.is_err(), "{end}");
    }
    let without = import(None).await.unwrap().stored;
    assert_eq!(without.end, None);
    assert!(!without.notes.iter().any(|note| note.contains("hallpass secret")), "{:?}", without.notes);
    let end = |view: &SecretsView| view.kept[0].end.map(|end| end.to_string());
    assert_eq!(end(&secrets(&app).await.unwrap()), None);
    set_secret_end(&app, " 2027-01-31 ").unwrap();
    assert_eq!(end(&secrets(&app).await.unwrap()).as_deref(), Some("2027-01-31T23:59:59Z"));
    import(Some("2027-02-28")).await.unwrap();
    let view = secrets(&app).await.unwrap();
    assert_eq!(end(&view).as_deref(), Some("2027-02-28T23:59:59Z"));
    assert_eq!((view.kept[0].own, view.kept[0].in_keyring), (true, Some(true)));
}

/// The one that is sent decides, not the other that ended.
#[test]
fn a_certificate_takes_the_place_of_a_secret_that_ended() {
    let desk = Desk::with(&[(FactKind::Domain, &["localhost:3000"]), (FactKind::ClientId, &[ID])]);
    let keep = |kind, end: &str| {
        let record = CredentialRecord {
            end: end.parse().ok(),
            ..CredentialRecord::new(kind, ID.parse().unwrap(), Cloud::Public, NOW.parse().unwrap())
        };
        profile::change(&desk.app, |profile| profile.remember_credential(record.clone())).unwrap();
    };
    let reading = desk.import(&registration());
    let says = || view(&desk.app, Some(&reading)).unwrap().standing.unwrap().says.unwrap_or_default();
    keep(SecretKind::ClientSecret, "2026-11-01T00:00:00Z");
    assert_eq!(says(), "Secret ended on 2026-11-01");
    keep(SecretKind::CertificateKey, "2028-11-01T00:00:00Z");
    assert!(!says().starts_with("Secret"), "{}", says());
    keep(SecretKind::CertificateKey, "2026-12-01T12:00:00Z");
    assert_eq!(says(), "Certificate ends in 9 days");
}
