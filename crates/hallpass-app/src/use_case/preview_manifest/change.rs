//! What would become of a manifest.

use std::path::Path;

use sso_core::plan::Plan;

use super::view::{ChangeKind, Wanted};
use crate::use_case::check_manifest::fix;
use crate::use_case::edit_manifest::{Edited, Request, Scopes, edited, fits, scopes_added};
use crate::{App, AppError};

pub(super) struct Change {
    pub kind: ChangeKind,
    pub after: Vec<u8>,
    pub notes: Vec<String>,
    /// Why the plan's values cannot be put in; then nothing changes.
    pub refused: Option<AppError>,
}

impl Change {
    /// What is wanted. Where nothing is named: the plan's values, but the fixes where those alone change something.
    pub fn of(app: &App, file: &Path, before: &[u8], plan: Result<&Plan, &AppError>, wanted: &Wanted) -> Self {
        let planned = plan.ok().filter(|_| wanted.change != Some(ChangeKind::Fixes));
        let planned = planned.map(|plan| Self::planned(app, file, before, plan, wanted));
        match planned {
            Some(planned) if wanted.change.is_some() || planned.after != before => planned,
            Some(planned) => match Self::fixed(file, before) {
                fixed if fixed.after == before => planned,
                fixed => Self { refused: planned.refused, ..fixed },
            },
            None => Self::fixed(file, before),
        }
    }

    fn planned(app: &App, file: &Path, before: &[u8], plan: &Plan, wanted: &Wanted) -> Self {
        let request = Request {
            auth: plan.facts.auth,
            scopes: if wanted.scopes_of_plan { Scopes::OfPlan } else { Scopes::Keep },
            identity_api: wanted.identity_api,
            app_domains: Vec::new(),
            bump_version: wanted.bump_version,
            write: false,
        };
        let change = edited(app, file, before, plan, &request);
        match change.and_then(|change| fits(file, change.after.len()).map(|()| change)) {
            Ok(Edited { after, notes, .. }) => {
                let mut change = Self::to(ChangeKind::Plan, before, after);
                change.notes.extend(notes);
                change
            }
            Err(error) => Self { refused: Some(error), ..Self::to(ChangeKind::Plan, before, before.to_owned()) },
        }
    }

    fn fixed(file: &Path, before: &[u8]) -> Self {
        Self::to(ChangeKind::Fixes, before, fix::mended(file, before).bytes)
    }

    fn to(kind: ChangeKind, before: &[u8], after: Vec<u8>) -> Self {
        let notes = scopes_added(&addin_manifest::read(before), &addin_manifest::read(&after)).into_iter().collect();
        Self { kind, after, notes, refused: None }
    }
}
