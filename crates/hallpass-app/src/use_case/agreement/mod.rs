//! Five things that must agree: what registration, manifest, code, token and consent say of the same facts, and what their
//! rules find. Reads what is at hand in files and in this process; asks nobody, changes nothing.

mod findings;
mod practice;
mod side;
mod table;
#[cfg(test)]
mod tests;
mod view;

use std::path::{Path, PathBuf};

use sso_core::plan::AccountTypes;
use sso_core::{HostPort, ScopeName};

use crate::profile::{self, KnownFacts, Profile};
use crate::seen::{SeenConsent, SeenRegistration};
use crate::use_case::plan::{self, Input};
use crate::use_case::port::is_local;
use crate::use_case::project;
use crate::{App, AppError, files};

use side::{CodeSide, ManifestSide, RegistrationSide, TokenSide, below};
use table::{At, Said, Stated, Tenant};

pub use practice::read_consent;
pub use view::{
    Agreement, AgreementCell, AgreementFact, AgreementRow, AgreementSide, CellDifference, CellState, DifferenceKind,
    FindingAt, MendOn, PagesPort, RankedFinding, ReadSource,
};

/// All that was read.
struct Sides {
    registration: Option<RegistrationSide>,
    manifest: Option<ManifestSide>,
    code: Option<CodeSide>,
    token: Option<TokenSide>,
    consent: Option<SeenConsent>,
    /// What could not be read, and why.
    missed: Vec<ReadSource>,
}

/// Compares what is at hand.
///
/// # Errors
/// Those of reading the profile and the project's file. What else cannot be read has its error in the answer.
pub fn agreement(app: &App) -> Result<Agreement, AppError> {
    let known = profile::known(app)?;
    let given = Input::default().with_what_is_known(&known);
    let stated = stated(&given)?;
    // Too few facts, or facts that do not go together, make no plan: then rules compare with none.
    let plan = plan::plan_of_what_is_there(app, &Input::default()).ok();
    let sides = Sides::read(app, &stated);
    let domain = stated.domain.clone().or_else(|| {
        let hosts = sides.manifest.as_ref().map(ManifestSide::page_hosts).unwrap_or_default();
        hosts.into_iter().next().map(|host| host.text)
    });
    let port = domain.as_ref().and_then(|domain| domain.parse::<HostPort>().ok());
    let port = port.map(|at| PagesPort { is_local: is_local(at.host()), address: at.to_string() });
    let on_this_computer = port.as_ref().is_some_and(|port| port.is_local);
    let rows = table::rows(&stated, |side, fact| sides.says(side, fact, &stated, on_this_computer));
    let count =
        |is: fn(&CellState) -> bool| rows.iter().flat_map(|row| &row.cells).filter(|cell| is(&cell.state)).count();
    let differing = count(|state| matches!(state, CellState::Differs(_)));
    let findings = findings::ranked(app, &sides, &rows, plan.as_ref(), known.profile.as_ref());
    Ok(Agreement {
        checked: app.now(),
        is_begun: is_begun(app, known.profile.as_ref(), &sides),
        compared: count(|state| *state == CellState::Agrees) + differing,
        differing,
        findings,
        sources: sides.sources(),
        port,
        rows,
    })
}

/// What the rules found of what was read, also what is only worth knowing: for a diagnosis.
pub(crate) struct RulesRun {
    pub registration: Option<RulesOf>,
    pub manifest: Option<RulesOf>,
    /// What is wanted of Graph and known not to be consented to.
    pub consent: Option<RankedFinding>,
    /// What told of consents; `None` where nothing did.
    pub consent_from: Option<&'static str>,
}

/// Of one side.
pub(crate) struct RulesOf {
    pub name: String,
    pub findings: Vec<RankedFinding>,
    pub has_plan: bool,
    pub has_service_principal: bool,
}

/// # Errors
/// As those of [`agreement`].
pub(crate) fn rules_run(app: &App) -> Result<RulesRun, AppError> {
    let known = profile::known(app)?;
    let stated = stated(&Input::default().with_what_is_known(&known))?;
    let plan = plan::plan_of_what_is_there(app, &Input::default()).ok();
    let sides = Sides::read(app, &stated);
    let lacking = agreement(app)?.findings.into_iter().find(|one| one.at == FindingAt::Consent);
    Ok(RulesRun {
        consent: lacking,
        consent_from: sides.consent.as_ref().map(|consent| consent.from),
        registration: sides.registration.as_ref().map(|side| findings::of_registration(app, side, plan.as_ref())),
        manifest: sides.manifest.as_ref().map(|side| findings::of_manifest(side, plan.as_ref())),
    })
}

/// Whether a person has told or shown anything of an add-in.
fn is_begun(app: &App, profile: Option<&Profile>, sides: &Sides) -> bool {
    // An environment that was chosen says nothing of an add-in yet.
    let facts = profile.map(|profile| KnownFacts { cloud: None, ..profile.facts.clone() });
    let has_facts =
        facts.is_some_and(|facts| !facts.is_empty()) || profile.is_some_and(|profile| profile.registration.is_some());
    let seen = sides.registration.is_some() || sides.manifest.is_some() || sides.token.is_some();
    has_facts || app.profile.project_folder.is_some() || seen || !sides.missed.is_empty()
}

fn stated(given: &Input) -> Result<Stated, AppError> {
    let facts = plan::given_facts(given)?;
    let types = facts.account_types.unwrap_or_default();
    let tenant = match (types, facts.tenant_id) {
        (AccountTypes::SingleTenant, Some(tenant)) => Tenant::One(tenant.to_string()),
        (AccountTypes::SingleTenant, None) => Tenant::NotKnown,
        (AccountTypes::MultiTenant | AccountTypes::MultiTenantAndPersonal, _) => Tenant::Any,
    };
    Ok(Stated {
        client_id: facts.client_id.map(|id| id.to_string()),
        domain: facts.domain.map(|domain| domain.to_string()),
        tenant,
        scope: facts.auth.unwrap_or_default().has_legacy_sso().then(|| ScopeName::access_as_user().to_string()),
        permissions: facts.permissions.iter().map(|permission| permission.name.to_string()).collect(),
    })
}

impl Sides {
    fn read(app: &App, stated: &Stated) -> Self {
        let seen = app.seen();
        let folder = app.profile.project_folder.as_deref().filter(|folder| project::is_project(folder));
        let mut missed = Vec::new();
        let mut miss = |side, file: &Path, error| {
            let path = Some(file.display().to_string());
            missed.push(ReadSource { side, what: below(file, folder), path, at: None, error: Some(error) });
        };
        let registration = match seen.registration {
            Some(SeenRegistration::Graph(read)) => Some(RegistrationSide::of_graph(read)),
            Some(SeenRegistration::File(file)) => RegistrationSide::of_file(file.clone(), below(&file, folder))
                .map_err(|error| miss(AgreementSide::Registration, &file, error))
                .ok(),
            None => folder.and_then(|folder| export_in(folder, stated)),
        };
        let in_project = || project::manifests(folder?).into_iter().next();
        let manifest: Option<PathBuf> = seen.manifest.or_else(in_project);
        let manifest = manifest.and_then(|file| {
            let read = ManifestSide::of_file(file.clone(), below(&file, folder));
            read.map_err(|error| miss(AgreementSide::Manifest, &file, error)).ok()
        });
        let code = folder.and_then(project::environment_file);
        let code = code.and_then(|file| {
            let read = CodeSide::of_file(file.clone(), below(&file, folder));
            if read.is_none() {
                miss(AgreementSide::Code, &file, not_text(&file));
            }
            read
        });
        Self { registration, manifest, code, token: seen.token.map(TokenSide), consent: seen.consent, missed }
    }

    fn says(&self, side: AgreementSide, fact: AgreementFact, stated: &Stated, on_this_computer: bool) -> Said {
        let said = match side {
            AgreementSide::Registration => {
                self.registration.as_ref().map(|side| side.says(fact, stated.scope.is_some()))
            }
            AgreementSide::Manifest => self.manifest.as_ref().map(|side| side.says(fact)),
            AgreementSide::Code => self.code.as_ref().map(|side| side.says(fact, on_this_computer)),
            AgreementSide::Token => self.token.as_ref().map(|side| side.says(fact)),
            AgreementSide::Consent if fact == AgreementFact::GraphPermissions => self.consent.as_ref().map(|consent| {
                Said::Names { names: consent.scopes.clone(), place: consent.from.to_owned(), is_all: consent.is_all }
            }),
            AgreementSide::Consent => match (fact, &stated.scope) {
                (AgreementFact::Scope, Some(scope)) => self.consent_to(scope).map(|at| Said::any(vec![at])),
                _ => Some(Said::Nothing),
            },
        };
        said.unwrap_or(Said::NotRead)
    }

    /// What tells that somebody has consented to the add-in's own scope: a token has it only then, and a registration that
    /// lets Office in does so for everybody. That neither does tells nothing: nobody lists such consent here.
    fn consent_to(&self, scope: &str) -> Option<At> {
        let of_token = || self.token.as_ref()?.has_scope(scope).then(|| At::new(scope, "claim scp"));
        let of_registration = || {
            let side = self.registration.as_ref()?;
            side.lets_office_in(scope).then(|| At::new(scope, format!("{} preAuthorizedApplications", side.name())))
        };
        of_token().or_else(of_registration)
    }

    /// Consent stands among them where consent to Graph's permissions was read: what the token and the registration tell of it
    /// is told with them.
    fn sources(&self) -> Vec<ReadSource> {
        let consent = self.consent.as_ref().map(|consent| ReadSource {
            side: AgreementSide::Consent,
            what: consent.from.to_owned(),
            path: None,
            at: Some(consent.at),
            error: None,
        });
        let read = [
            self.registration.as_ref().map(RegistrationSide::source),
            self.manifest.as_ref().map(ManifestSide::source),
            self.code.as_ref().map(CodeSide::source),
            self.token.as_ref().map(TokenSide::source),
            consent,
        ];
        let mut all: Vec<ReadSource> = read.into_iter().flatten().chain(self.missed.iter().cloned()).collect();
        all.sort_by_key(|source| source.side);
        all
    }
}

/// The export of the stated app, else the first.
fn export_in(folder: &Path, stated: &Stated) -> Option<RegistrationSide> {
    let mut exports = project::registrations(folder);
    let is_own = |id: Option<sso_core::ClientId>| id.map(|id| id.to_string()) == stated.client_id;
    let at = exports.iter().position(|(_, document)| is_own(document.registration.app_id)).unwrap_or(0);
    let (file, document) = (at < exports.len()).then(|| exports.swap_remove(at))?;
    let name = below(&file, Some(folder));
    Some(RegistrationSide::of_document(file, document, name))
}

fn not_text(file: &Path) -> AppError {
    match files::length(file) {
        Some(_) => AppError::could_not_check("not-text", format!("{} is no text in UTF-8", file.display()))
            .with_hint("save it as UTF-8"),
        None => AppError::could_not_check("file-not-found", format!("{} cannot be read", file.display()))
            .with_hint("check who owns it and its mode"),
    }
}
