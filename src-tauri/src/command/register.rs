//! The registration: facts, the plan's values, an export or Graph's answer, runs through Graph, the secret.

use std::path::Path;

use hallpass_app::sso_core::GraphPermission;
use hallpass_app::use_case::register::{
    self, CodeInFolder, CodeView, Done, FactKind, ImportedView, OutcomeView, Reading, RegisterView,
    RegistrationProgress, Rendering, SecretsView, Source, StackView, StoredView, ViaView,
};
use hallpass_app::use_case::registration::{self, RegistrationEvent, Target, Tenant, Wanted};
use hallpass_app::use_case::rehearse::Outcome;
use hallpass_app::{App, AppError, Progress};
use serde::Deserialize;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};
use ts_rs::TS;

use super::unlock::{KeyringProgress, waited};
use super::{Answer, in_background};
use crate::compared;
use crate::readings::Readings;
use crate::status::{self, JourneyStep, StepState};
use crate::to_page::ToPage;
use crate::work::{Work, Works};
use crate::workbench::Workbench;

#[tauri::command]
pub async fn register(shell: AppHandle) -> Answer<RegisterView> {
    told(&shell, &app(&shell))
}

/// Without values it is taken out. What is refused leaves everything as it was.
#[tauri::command]
pub async fn set_fact(shell: AppHandle, fact: FactKind, values: Vec<String>) -> Answer<RegisterView> {
    let app = app(&shell);
    let before = status::environment_of(&app);
    register::set_fact(&app, fact, &values)?;
    status::forget_other_tenant(&shell, &app, before.as_ref());
    told(&shell, &app)
}

#[tauri::command]
pub async fn tick_value(shell: AppHandle, id: String, in_place: bool) -> Answer<RegisterView> {
    let app = app(&shell);
    register::tick(&app, &id, in_place)?;
    told(&shell, &app)
}

/// Names of Graph's delegated permissions that are known offline.
#[tauri::command]
pub fn known_permissions() -> ToPage<Vec<String>> {
    ToPage(GraphPermission::known().into_iter().map(|permission| permission.name.into_owned()).collect())
}

/// What is imported: a file by its path, or a text that was pasted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "from", rename_all = "kebab-case")]
#[ts(export)]
pub enum RegistrationSource {
    File { path: String },
    Text { text: String },
}

#[tauri::command]
pub async fn import_registration(shell: AppHandle, source: RegistrationSource) -> Answer<RegisterView> {
    let app = app(&shell);
    let source = match source {
        RegistrationSource::File { path } => Source::File(path.trim().into()),
        RegistrationSource::Text { text } => Source::Text(text),
    };
    let reading = register::import(&app, source)?;
    keep(&shell, &app, Some(reading))?;
    told(&shell, &app)
}

/// What was read is put away; the facts and the ticks stay.
#[tauri::command]
pub async fn close_registration(shell: AppHandle) -> Answer<RegisterView> {
    let app = app(&shell);
    keep(&shell, &app, None)?;
    told(&shell, &app)
}

/// Reads it through Graph. `busy`; `cancelled`.
#[tauri::command]
pub async fn fetch_registration(
    shell: AppHandle,
    via: ViaView,
    events: Channel<ToPage<RegistrationProgress>>,
) -> Answer<RegisterView> {
    let app = app(&shell);
    let turn = shell.state::<Works>().begin(Work::Registration)?;
    let cancel = turn.cancel.clone();
    let reading = register::fetch(&app, tenant(&via)?, None, &followed(events), cancel).await?;
    keep(&shell, &app, Some(reading))?;
    told(&shell, &app)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum RegistrationRun {
    Create,
    Update,
}

/// Makes the registration, or brings the one that is there to the plan; `dry_run` sends nothing but reads. `busy`;
/// `cancelled`: what was done until then is kept, and the next run goes on.
#[tauri::command]
pub async fn run_registration(
    shell: AppHandle,
    run: RegistrationRun,
    via: ViaView,
    admin_consent: bool,
    no_secret: bool,
    dry_run: bool,
    events: Channel<ToPage<RegistrationProgress>>,
) -> Answer<OutcomeView> {
    let app = app(&shell);
    let turn = shell.state::<Works>().begin(Work::Registration)?;
    let (cancel, progress) = (turn.cancel.clone(), followed(events));
    let plan = match run {
        RegistrationRun::Create => registration::plan_to_create(&app, &register::stated(&app)?)?,
        RegistrationRun::Update => registration::plan_to_update(&app, &register::stated(&app)?)?,
    };
    let wanted = Wanted { plan, via: via.via()?, dry_run, no_secret, admin_consent };
    let outcome = match run {
        RegistrationRun::Create => registration::create(&app, wanted, &progress, cancel).await?,
        RegistrationRun::Update => registration::update(&app, wanted, &progress, cancel).await?,
    };
    if let Some(reading) = register::of_outcome(&app, &outcome)? {
        keep(&shell, &app, Some(reading))?;
        told(&shell, &app)?;
    }
    Ok(ToPage(OutcomeView::from(&outcome)))
}

/// Takes the last run back. `busy`; `cancelled`.
#[tauri::command]
pub async fn undo_registration(
    shell: AppHandle,
    via: ViaView,
    events: Channel<ToPage<RegistrationProgress>>,
) -> Answer<Done> {
    backwards(&shell, Backwards::Undo, &via, events).await
}

/// Deletes the registration that Hallpass made for this profile; any other is refused. `busy`; `cancelled`.
#[tauri::command]
pub async fn delete_registration(
    shell: AppHandle,
    via: ViaView,
    events: Channel<ToPage<RegistrationProgress>>,
) -> Answer<Done> {
    backwards(&shell, Backwards::Delete, &via, events).await
}

enum Backwards {
    Undo,
    Delete,
}

/// Afterwards the registration is not any more what was read.
async fn backwards(
    shell: &AppHandle,
    how: Backwards,
    via: &ViaView,
    events: Channel<ToPage<RegistrationProgress>>,
) -> Answer<Done> {
    let app = app(shell);
    let turn = shell.state::<Works>().begin(Work::Registration)?;
    let (tenant, target, cancel, progress) = (tenant(via)?, Target::default(), turn.cancel.clone(), followed(events));
    let done = match how {
        Backwards::Undo => registration::undo(&app, tenant, target, &progress, cancel).await?.into(),
        Backwards::Delete => registration::delete(&app, tenant, target, &progress, cancel).await?.into(),
    };
    keep(shell, &app, None)?;
    told(shell, &app)?;
    Ok(ToPage(done))
}

/// The plan as steps, script, requests or letter.
#[tauri::command]
pub async fn plan_rendering(workbench: State<'_, Workbench>, what: Rendering) -> Answer<String> {
    Ok(ToPage(register::rendering(&workbench.app(), what)?))
}

#[tauri::command]
pub async fn plan_code(workbench: State<'_, Workbench>, stack: StackView) -> Answer<CodeView> {
    Ok(ToPage(register::code(&workbench.app(), stack)?))
}

/// The code in a folder: what would change there; with `seen`, the differences that were shown, it is written.
#[tauri::command]
pub async fn write_code(
    workbench: State<'_, Workbench>,
    stack: StackView,
    folder: String,
    seen: Option<Vec<String>>,
) -> Answer<Vec<CodeInFolder>> {
    let app = workbench.app();
    let write = move || register::write_code(&app, stack, Path::new(folder.trim()), seen.as_deref());
    Ok(ToPage(in_background(write).await?))
}

/// What is known of secrets; nobody is asked to unlock anything.
#[tauri::command]
pub async fn secrets(workbench: State<'_, Workbench>) -> Answer<SecretsView> {
    Ok(ToPage(register::secrets(&workbench.app()).await?))
}

/// The secret in the clipboard into the keyring; it never comes to the page. `busy`; `cancelled`.
#[tauri::command]
pub async fn keep_secret(
    shell: AppHandle,
    end: Option<String>,
    events: Channel<ToPage<KeyringProgress>>,
) -> Answer<StoredView> {
    let app = app(&shell);
    let turn = shell.state::<Works>().begin(Work::Secret)?;
    let stored = register::keep_secret(&app, end.as_deref(), &waited(events), turn.cancel.clone()).await?;
    told(&shell, &app)?;
    Ok(ToPage(stored))
}

/// The secret out of a `.env` file into the keyring; `write` puts a comment in its place. `busy`; `cancelled`.
#[tauri::command]
pub async fn import_secret(
    shell: AppHandle,
    path: String,
    end: Option<String>,
    write: bool,
    events: Channel<ToPage<KeyringProgress>>,
) -> Answer<ImportedView> {
    let app = app(&shell);
    let turn = shell.state::<Works>().begin(Work::Secret)?;
    let (file, cancel) = (Path::new(path.trim()), turn.cancel.clone());
    let imported = register::import_secret(&app, file, end.as_deref(), write, &waited(events), cancel).await?;
    told(&shell, &app)?;
    Ok(ToPage(imported))
}

/// When the secret ends that is kept already, as it was typed.
#[tauri::command]
pub async fn set_secret_end(shell: AppHandle, end: String) -> Answer<StoredView> {
    let app = app(&shell);
    let stored = register::set_secret_end(&app, &end)?;
    told(&shell, &app)?;
    Ok(ToPage(stored))
}

/// The client secret of the profile's app out of the keyring. In Entra it stays. `busy`; `cancelled`.
#[tauri::command]
pub async fn delete_secret(shell: AppHandle, events: Channel<ToPage<KeyringProgress>>) -> Answer<Vec<String>> {
    let app = app(&shell);
    let turn = shell.state::<Works>().begin(Work::Secret)?;
    let notes = register::delete_secret(&app, &waited(events), turn.cancel.clone()).await?;
    told(&shell, &app)?;
    Ok(ToPage(notes))
}

fn app(shell: &AppHandle) -> App {
    shell.state::<Workbench>().app()
}

/// Cloud and tenant are the profile's.
fn tenant(via: &ViaView) -> Result<Tenant, AppError> {
    Ok(Tenant { via: via.via()?, ..Tenant::default() })
}

/// A window that was closed hears no more of it; the run goes on.
fn followed(events: Channel<ToPage<RegistrationProgress>>) -> Progress<RegistrationEvent> {
    Progress::new(move |event: RegistrationEvent| drop(events.send(ToPage(event.into()))))
}

/// The registration that was read, with what of it was taken over.
fn keep(shell: &AppHandle, app: &App, reading: Option<Reading>) -> Result<(), AppError> {
    let reading = match reading {
        Some(mut reading) => {
            register::take_over(app, &mut reading)?;
            Some(reading)
        }
        None => {
            app.forget_seen_registration();
            status::settle(shell, app, JourneyStep::Register, StepState::Waiting, None);
            None
        }
    };
    shell.state::<Readings>().keep(app.profile.name(), reading);
    Ok(())
}

/// The page anew; rail and tray are told how the step is.
fn told(shell: &AppHandle, app: &App) -> Answer<RegisterView> {
    let reading = shell.state::<Readings>().of(app.profile.name());
    let view = register::view(app, reading.as_ref())?;
    match &view.standing {
        Some(standing) => {
            let state = match standing.outcome {
                Outcome::Fine => StepState::Fine,
                Outcome::Warn => StepState::Warn,
                Outcome::Fail => StepState::Fail,
            };
            let own = (state, standing.says.clone());
            let (state, says) = compared::no_better(app, JourneyStep::Register, own);
            status::settle(shell, app, JourneyStep::Register, state, says);
        }
        // The facts stand around the page too.
        None => status::tell(shell),
    }
    Ok(ToPage(view))
}
