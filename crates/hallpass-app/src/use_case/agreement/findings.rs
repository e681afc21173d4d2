//! One list of findings: of the rules, of the checks of the token, of what is kept of credentials, and of what differs where no
//! rule looks. What is only worth knowing is left to the pages.

mod changes;

use sso_core::plan::Plan;
use sso_core::rules::UPDATE;
use sso_core::token::Verdict;
use sso_core::{Code, Finding, ScopeName};

use super::side::{ManifestSide, RegistrationSide, places};
use super::view::{
    AgreementFact, AgreementRow, AgreementSide, CellDifference, CellState, DifferenceKind, FindingAt, MendOn,
    RankedFinding,
};
use super::{RulesOf, Sides};
use crate::App;
use crate::profile::{CredentialRecord, Profile};
use crate::use_case::finding_view::{EvidenceView, FindingSeverity, FindingView};
use crate::vault::SecretKind;

/// More are not told on one page.
const MOST: usize = 50;

/// From so many days before the end of a credential on it is warned, as `secret status` does.
const WARN: i64 = 30;
const DAY: i64 = 86_400;

pub(super) fn ranked(
    app: &App,
    sides: &Sides,
    rows: &[AgreementRow],
    plan: Option<&Plan>,
    profile: Option<&Profile>,
) -> Vec<RankedFinding> {
    let mut all = Vec::new();
    all.extend(sides.registration.iter().flat_map(|side| of_registration(app, side, plan).findings));
    all.extend(sides.manifest.iter().flat_map(|side| of_manifest(side, plan).findings));
    if let Some(side) = &sides.token {
        all.extend(side.checks().map(of_check));
    }
    let credentials = profile.into_iter().flat_map(|profile| {
        let own = move |record: &&CredentialRecord| profile.client_id().is_none_or(|id| id == record.client_id);
        profile.credentials.iter().filter(own)
    });
    let of_records: Vec<RankedFinding> = credentials.filter_map(|record| of_credential(app, record)).collect();
    // The registration itself knows better.
    all.extend(of_records.into_iter().filter(|one| !of_registration_too(&all, one)).collect::<Vec<_>>());
    let differences = rows.iter().flat_map(|row| row.cells.iter().map(move |cell| (row, cell)));
    let uncovered: Vec<RankedFinding> = differences
        .filter_map(|(row, cell)| match &cell.state {
            CellState::Differs(difference) => {
                let left = uncovered(&all, row.fact, cell.side, difference)?;
                Some(of_difference(row, cell.side, &left))
            }
            _ => None,
        })
        .collect();
    all.extend(uncovered);
    all.retain(|one| one.finding.severity != FindingSeverity::Info);
    all.sort_by_key(|one| (one.finding.severity != FindingSeverity::Error, one.at));
    all.truncate(MOST);
    if let Some(side) = &sides.manifest {
        changes::mark(app, side.file(), &mut all);
    }
    all
}

/// All that the rules find of it.
pub(super) fn of_registration(app: &App, side: &RegistrationSide, plan: Option<&Plan>) -> RulesOf {
    // The plan of another app is none for this one.
    let plan = plan.filter(|plan| plan.facts.client_id.is_none_or(|id| side.client_id() == Some(id.to_string())));
    let findings = side.findings(plan, app.now());
    let uri = plan.and_then(Plan::app_id_uri).map(|uri| uri.to_string());
    let of = |finding| {
        let expected = expected(finding, plan, uri.as_deref());
        of_rule(finding, FindingAt::Registration, side.name(), side.file(), expected)
    };
    RulesOf {
        name: side.name().to_owned(),
        findings: findings.iter().map(of).collect(),
        has_plan: plan.is_some(),
        has_service_principal: side.service_principal().is_some(),
    }
}

/// The same of a manifest.
pub(super) fn of_manifest(side: &ManifestSide, plan: Option<&Plan>) -> RulesOf {
    let file = Some(side.file().display().to_string());
    let findings = side.findings(plan);
    let uri = plan.and_then(Plan::app_id_uri).map(|uri| uri.to_string()).or_else(|| side.own_uri());
    let of = |finding| {
        let expected = expected(finding, plan, uri.as_deref());
        of_rule(finding, FindingAt::Manifest, &side.name, file.clone(), expected)
    };
    RulesOf {
        name: side.name.clone(),
        findings: findings.iter().map(of).collect(),
        has_plan: plan.is_some(),
        has_service_principal: false,
    }
}

/// What should stand in place of the value that decided a finding, where one value is right. `uri`: the Application ID URI.
fn expected(finding: &Finding, plan: Option<&Plan>, uri: Option<&str>) -> Option<EvidenceView> {
    let found = &finding.evidence.first()?.text;
    let client_id = || plan?.facts.client_id.map(|id| id.to_string());
    let right = match finding.code {
        Code::ResourceHostMismatch
        | Code::ResourceClientIdMismatch
        | Code::ResourceTrailing
        | Code::ResourceUpperCase
        | Code::ResourceDiffersFromPlan
        | Code::ResourcePlaceholder
        | Code::AppIdUriHostDiffersFromPlan
        | Code::AppIdUriClientIdMismatch
        | Code::AppIdUriTrailing
        | Code::AppIdUriUpperCase
        | Code::AppIdUriWithoutHost => uri.filter(|_| found.starts_with("api://"))?.to_owned(),
        Code::ClientIdDiffersFromPlan | Code::ClientIdPlaceholder => client_id()?,
        Code::AccessAsUserMisspelt => ScopeName::access_as_user().to_string(),
        _ => return None,
    };
    let from = if plan.is_some() { "what is known of the add-in" } else { "the add-in's pages" };
    (right != *found).then(|| EvidenceView { path: from.to_owned(), text: right })
}

fn of_rule(
    finding: &Finding,
    at: FindingAt,
    name: &str,
    file: Option<String>,
    expected: Option<EvidenceView>,
) -> RankedFinding {
    let mut view = FindingView::from(finding);
    // The button beside it does that.
    view.fix.retain(|step| !step.starts_with(UPDATE));
    RankedFinding {
        expected,
        places: places(finding, name),
        finding: view,
        at,
        mend: if at == FindingAt::Manifest { MendOn::Manifest } else { MendOn::Register },
        has_change: false,
        file,
    }
}

fn of_check(check: &sso_core::token::Check) -> RankedFinding {
    use sso_core::token::CheckId;
    let view = |path: &str, text: &Option<String>| {
        text.as_ref().map(|text| EvidenceView { path: path.to_owned(), text: text.clone() })
    };
    let evidence: Vec<EvidenceView> = view("the token", &check.found).into_iter().collect();
    RankedFinding {
        places: evidence.iter().map(|one| one.path.clone()).collect(),
        expected: view("what is known of the add-in", &check.expected),
        finding: FindingView {
            code: format!("token-{}", check.id.as_str()),
            severity: if check.verdict == Verdict::Fail { FindingSeverity::Error } else { FindingSeverity::Warning },
            title: format!("The token: {}", check.detail),
            detail: match check.verdict {
                Verdict::Fail => "A server that checks tokens as it must refuses this one".to_owned(),
                _ => "A server takes this token, and may not for long or not everywhere".to_owned(),
            },
            evidence,
            fix: check.fix.iter().cloned().collect(),
            would_cause: Vec::new(),
            has_rule: false,
        },
        at: FindingAt::Token,
        // A token that ended is got anew; what it says is decided by the registration.
        mend: match check.id {
            CheckId::Lifetime | CheckId::Form | CheckId::Key | CheckId::Signature | CheckId::Algorithm => {
                MendOn::SignIn
            }
            _ => MendOn::Register,
        },
        has_change: false,
        file: None,
    }
}

fn of_credential(app: &App, record: &CredentialRecord) -> Option<RankedFinding> {
    let end = record.end?;
    let days = (end.as_second() - app.now().as_second()).div_euclid(DAY);
    let day = end.to_zoned(app.zone.clone()).strftime("%Y-%m-%d").to_string();
    let (what, secret) = match record.kind {
        SecretKind::CertificateKey => ("certificate", false),
        _ => ("client secret", true),
    };
    let (code, severity, title, detail) = match days {
        ..0 => (
            if secret { Code::ClientSecretEnded } else { Code::CertificateEnded },
            FindingSeverity::Error,
            format!("The {what} ended on {day}"),
            "Entra refuses it, so that On-Behalf-Of gets no token",
        ),
        0..WARN => (
            if secret { Code::ClientSecretEndsSoon } else { Code::CertificateEndsSoon },
            FindingSeverity::Warning,
            match days {
                0 => format!("The {what} ends today"),
                1 => format!("The {what} ends tomorrow"),
                days => format!("The {what} ends in {days} days"),
            },
            "From then on Entra refuses it, and On-Behalf-Of gets no token",
        ),
        _ => return None,
    };
    let entra = match (days, secret) {
        (..0, true) => vec!["AADSTS7000222".to_owned()],
        _ => Vec::new(),
    };
    Some(RankedFinding {
        expected: None,
        places: vec!["the profile".to_owned()],
        finding: FindingView {
            code: code.to_string(),
            severity,
            title,
            detail: detail.to_owned(),
            evidence: vec![EvidenceView { path: "the profile".to_owned(), text: format!("ends {day}") }],
            fix: vec![format!("Make a new {what} on Register, keep it in the keyring, and give it to your server")],
            would_cause: entra,
            has_rule: true,
        },
        at: FindingAt::Credential,
        mend: MendOn::Register,
        has_change: false,
        file: None,
    })
}

/// Whether a rule of the registration has found the same of it.
fn of_registration_too(all: &[RankedFinding], one: &RankedFinding) -> bool {
    let about = |code: &str| code.split('-').take(2).collect::<Vec<_>>().join("-");
    let is_end = |code: &str| code.ends_with("-expired") || code.ends_with("-ends-soon");
    let of = |other: &RankedFinding| {
        other.at == FindingAt::Registration
            && is_end(&other.finding.code)
            && about(&other.finding.code) == about(&one.finding.code)
    };
    all.iter().any(of)
}

/// What of a difference no finding tells. Permissions are told one by one: a finding about one says nothing of another.
fn uncovered(
    all: &[RankedFinding],
    fact: AgreementFact,
    side: AgreementSide,
    difference: &CellDifference,
) -> Option<CellDifference> {
    if fact != AgreementFact::GraphPermissions {
        return (!is_covered(all, fact, side, difference)).then(|| difference.clone());
    }
    let of_one = |name: &str| CellDifference { value: name.to_owned(), ..difference.clone() };
    let left = difference.value.split(", ").filter(|name| !is_covered(all, fact, side, &of_one(name)));
    let left = left.collect::<Vec<_>>().join(", ");
    (!left.is_empty()).then(|| of_one(&left))
}

/// Whether a finding of that side has the value among its evidence; where there is none, any will do.
fn is_covered(all: &[RankedFinding], fact: AgreementFact, side: AgreementSide, difference: &CellDifference) -> bool {
    let at = match side {
        AgreementSide::Registration => FindingAt::Registration,
        AgreementSide::Manifest => FindingAt::Manifest,
        AgreementSide::Token => FindingAt::Token,
        AgreementSide::Code | AgreementSide::Consent => return false,
    };
    let names: Vec<&str> = difference.value.split(", ").filter(|name| !name.is_empty()).collect();
    // Of these facts a rule may say it without the name that lacks.
    let words: &[&str] = match (side, fact) {
        (AgreementSide::Registration, AgreementFact::GraphPermissions) => &["graph-permissions-missing"],
        (AgreementSide::Registration, AgreementFact::Scope) => &["access-as-user"],
        _ => &[],
    };
    let is_permission = fact == AgreementFact::GraphPermissions;
    let says = |text: &String| {
        names.iter().any(|name| match is_permission {
            // Files.Read is no word of Files.Read.All.
            true => text.split_whitespace().any(|word| word.eq_ignore_ascii_case(name)),
            false => text.contains(name),
        })
    };
    let mut of_side = all.iter().filter(|one| one.at == at && one.finding.severity != FindingSeverity::Info);
    of_side.any(|one| {
        let finding = &one.finding;
        let is_about = words.iter().any(|word| finding.code.contains(word));
        names.is_empty()
            || is_about
            || says(&finding.title)
            || finding.evidence.iter().any(|evidence| says(&evidence.text))
    })
}

/// What differs and no rule looks at.
fn of_difference(row: &AgreementRow, side: AgreementSide, difference: &CellDifference) -> RankedFinding {
    let (at, mend) = match side {
        AgreementSide::Registration => (FindingAt::Registration, MendOn::Register),
        AgreementSide::Manifest => (FindingAt::Manifest, MendOn::Manifest),
        AgreementSide::Code => (FindingAt::Code, MendOn::Register),
        AgreementSide::Token => (FindingAt::Token, MendOn::Register),
        AgreementSide::Consent => (FindingAt::Consent, MendOn::OnBehalfOf),
    };
    let wanted = row.value.clone().unwrap_or_default();
    let (whose, fact) = (whose(side), row.fact.name());
    let short = row.fact == AgreementFact::GraphPermissions;
    let title = match (short, difference.value.is_empty()) {
        (true, _) => format!("{whose} lacks {}", difference.value),
        (false, true) => format!("{whose} has no {fact}"),
        (false, false) => format!("{whose} has another {fact}: {}", difference.value),
    };
    let found = (!difference.value.is_empty() && !short)
        .then(|| EvidenceView { path: side.name().to_owned(), text: difference.value.clone() });
    let place = match difference.place.is_empty() {
        true => side.name().to_owned(),
        false => difference.place.clone(),
    };
    let from = if row.is_stated { "what is known of the add-in" } else { "the first that says it" };
    RankedFinding {
        expected: found.as_ref().map(|_| EvidenceView { path: from.to_owned(), text: wanted.clone() }),
        places: found.iter().map(|_| place.clone()).collect(),
        finding: FindingView {
            code: format!("{}-differs", side.name().to_lowercase()),
            severity: match difference.kind {
                DifferenceKind::Fail => FindingSeverity::Error,
                DifferenceKind::Warn => FindingSeverity::Warning,
            },
            title,
            detail: why(side, row.fact).to_owned(),
            evidence: found.into_iter().collect(),
            fix: vec![match (side, short) {
                (AgreementSide::Consent, _) => format!("Ask for consent to {}", difference.value),
                (_, true) => format!("Write {} there: {place}", difference.value),
                (_, false) => {
                    format!("Write {wanted} there: {place}; or change the {fact} on Register if that one is right")
                }
            }],
            would_cause: causes(side, row.fact).iter().map(|code| (*code).to_owned()).collect(),
            has_rule: false,
        },
        at,
        mend,
        has_change: false,
        file: None,
    }
}

fn whose(side: AgreementSide) -> &'static str {
    match side {
        AgreementSide::Registration => "The registration",
        AgreementSide::Manifest => "The manifest",
        AgreementSide::Code => "The server's .env",
        AgreementSide::Token => "The token",
        AgreementSide::Consent => "Consent",
    }
}

/// Why it matters, in a sentence without its full stop.
fn why(side: AgreementSide, fact: AgreementFact) -> &'static str {
    use AgreementFact::{ClientId, GraphPermissions, HostAndPort, Scope, Tenant};
    match (side, fact) {
        (AgreementSide::Code, ClientId) => {
            "The server takes tokens for its own client ID alone, and exchanges them as that app"
        }
        (AgreementSide::Code, Tenant) => {
            "The server asks the sign-in page of that tenant, and takes tokens from nobody else"
        }
        (AgreementSide::Code, HostAndPort) => "The server expects tokens, or serves pages, for that host and port",
        (_, HostAndPort) => "Office wants the same host and port everywhere",
        (AgreementSide::Consent, _) => "Nobody has consented to it yet, and On-Behalf-Of cannot ask the user",
        (_, GraphPermissions) => "What is not asked for is not granted",
        (_, Scope) => "Office asks for this scope and no other",
        (AgreementSide::Token, Tenant) => "The user is from a tenant that this app is not for",
        (_, ClientId | Tenant) => "All five must name the same app in the same tenant",
    }
}

/// Codes that follow for certain.
fn causes(side: AgreementSide, fact: AgreementFact) -> &'static [&'static str] {
    match (side, fact) {
        (AgreementSide::Consent, AgreementFact::GraphPermissions) => &["AADSTS65001"],
        _ => &[],
    }
}
