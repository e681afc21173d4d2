//! The running practice tenant as a page shows it: where it is, who is there, what is switched on, what can be.

use serde::Serialize;
use ts_rs::TS;

use crate::certificate::{self, CertificateInFile};
use crate::practice::{self, Fault, SomebodyThere};
use crate::{App, AppError};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PracticeRoom {
    /// With the tenant, as MSAL takes it.
    pub authority: String,
    pub http_authority: String,
    pub graph: String,
    pub tenant_id: String,
    /// The authority to trust, PEM.
    pub ca_file: String,
    /// That authority; `None` where its file cannot be read.
    pub certificate: Option<CertificateInFile>,
    /// Its certificate is the one that `office-addin-dev-certs` made.
    pub has_dev_certificate: bool,
    /// It was started by a process with this number.
    pub process: u32,
    pub people: Vec<SomebodyThere>,
    /// A user name, or `first`; `None`: a person signs in.
    pub signs_in: Option<String>,
    /// How far its time was moved.
    #[ts(type = "number")]
    pub ahead_seconds: i64,
    /// Every one that is known, those that are met most often first.
    pub faults: Vec<FaultSwitch>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FaultSwitch {
    /// The number behind `AADSTS`, or Graph's HTTP status.
    pub code: u32,
    pub is_of_graph: bool,
    /// Endpoint or grant, where it is met.
    pub on: String,
    /// One sentence.
    pub meaning: String,
    /// One that developers meet often.
    pub common: bool,
    pub set: bool,
}

/// Consent, a second factor, an expired secret, and a Graph that is asked too often: what an add-in has to cope with.
const COMMON: [u32; 4] = [65001, 50076, 7_000_222, 429];

/// # Errors
/// `practice-not-running`; those of asking it.
pub async fn room(app: &App) -> Result<PracticeRoom, AppError> {
    let (run, environment, status) =
        (practice::running(app).await?, practice::environment(app).await?, practice::status(app).await?);
    let mut faults: Vec<FaultSwitch> = practice::known_faults()
        .into_iter()
        .map(|known| {
            let set = status.faults.iter().find(|set| set.code == known.code);
            FaultSwitch {
                code: known.code,
                is_of_graph: known.on == practice::FaultTarget::Graph.as_str(),
                on: set.map_or_else(|| known.on.to_owned(), |set| set.on.clone()),
                meaning: known.meaning,
                common: COMMON.contains(&known.code),
                set: set.is_some(),
            }
        })
        .collect();
    faults.sort_by_key(|fault| COMMON.iter().position(|code| *code == fault.code).unwrap_or(COMMON.len()));
    Ok(PracticeRoom {
        authority: environment.authority,
        http_authority: environment.http_authority,
        graph: environment.graph,
        tenant_id: environment.tenant_id,
        certificate: certificate::in_file(&run.ca_file).ok().flatten(),
        ca_file: environment.ca_file,
        has_dev_certificate: run.has_dev_certificate(),
        process: run.pid,
        people: status.people,
        signs_in: status.auto_sign_in,
        ahead_seconds: status.ahead_seconds,
        faults,
    })
}

/// Switches a fault; the room as it is then. One that is off already is no error.
///
/// # Errors
/// `practice-fault-unknown`; those of [`room`].
pub async fn switch_fault(app: &App, code: u32, on: bool) -> Result<PracticeRoom, AppError> {
    let fault: Fault = practice::fault(&code.to_string(), None, None)?;
    let is_set = practice::set_faults(app).await?.iter().any(|set| set.code == code);
    match (on, is_set) {
        (true, false) => drop(practice::set_fault(app, fault).await?),
        (false, true) => drop(practice::clear_fault(app, &code.to_string()).await?),
        (true, true) | (false, false) => {}
    }
    room(app).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Folders;
    use crate::practice::{MoveTime, Options, SignedDuration, Started};

    #[tokio::test]
    async fn what_is_switched_is_told_and_is_gone_after_a_reset() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::on_this_machine(Folders::under(folder.path()));
        assert_eq!(room(&app).await.unwrap_err().code, "practice-not-running");
        let host = practice::ADD_IN_DOMAIN.parse().unwrap();
        let options = Options { http_port: Some(0), https_port: Some(0), ..Options::for_add_in(host) };
        let Started::Here(running) = practice::start(&app, options).await.unwrap() else { panic!("it runs already") };

        let fresh = room(&app).await.unwrap();
        let first: Vec<u32> = fresh.faults.iter().take(5).map(|fault| fault.code).collect();
        assert_eq!(first[..4], COMMON);
        assert!(fresh.faults.len() > 20 && fresh.faults.iter().all(|fault| !fault.set), "{first:?}");
        assert!(fresh.people.iter().any(|person| person.is_admin) && fresh.signs_in.is_none());

        let set = |room: &PracticeRoom| {
            room.faults.iter().filter(|fault| fault.set).map(|fault| fault.code).collect::<Vec<_>>()
        };
        for on in [true, true] {
            assert_eq!(set(&switch_fault(&app, 429, on).await.unwrap()), [429]);
        }
        assert_eq!(set(&switch_fault(&app, 65001, true).await.unwrap()), [65001, 429]);
        for _ in 0..2 {
            assert_eq!(set(&switch_fault(&app, 429, false).await.unwrap()), [65001]);
        }
        assert_eq!(switch_fault(&app, 1, true).await.unwrap_err().code, "practice-fault-unknown");

        practice::sign_in_without_asking(&app, true, None).await.unwrap();
        assert_eq!(room(&app).await.unwrap().signs_in.as_deref(), Some("first"));
        let somebody = fresh.people.iter().find(|person| !person.is_blocked).unwrap().user.clone();
        practice::sign_in_without_asking(&app, true, Some(&somebody)).await.unwrap();
        assert_eq!(room(&app).await.unwrap().signs_in, Some(somebody));
        let nobody = practice::sign_in_without_asking(&app, true, Some("nobody@contoso.com")).await;
        assert_eq!(nobody.unwrap_err().code, "practice-asked-wrongly");
        practice::sign_in_without_asking(&app, false, None).await.unwrap();
        assert_eq!(room(&app).await.unwrap().signs_in, None);

        practice::time(&app, Some(MoveTime::By(SignedDuration::from_hours(2)))).await.unwrap();
        assert_eq!(room(&app).await.unwrap().ahead_seconds, 7_200);
        drop(running);
    }
}
