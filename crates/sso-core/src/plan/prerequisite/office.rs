//! In Office itself. Sources: Microsoft's pages on the requirement sets IdentityAPI and NestedAppAuth, on single sign-on
//! in Outlook add-ins and its errors, and the FAQ on nested app authentication.

use super::{Prerequisite, PrerequisiteId, Who};
use crate::OfficeHost::{Excel, Outlook, PowerPoint, Word};
use crate::plan::{Auth, Plan};

pub(super) fn all(plan: &Plan) -> Vec<Prerequisite> {
    let found = [
        Some(version(plan)),
        work_accounts(plan),
        mailboxes(plan),
        modern_authentication(plan),
        documents_on_the_web(plan),
        approved_client_app(plan),
    ];
    found.into_iter().flatten().collect()
}

fn version(plan: &Plan) -> Prerequisite {
    const LEGACY: &str = "for single sign-on Office has the requirement set IdentityAPI 1.3: Microsoft 365 on Windows from \
        Version 2008, Office LTSC 2021, Mac from 16.40, and the web; not iPad, mobile, Office 2016 and 2019";
    const NAA: &str = "for nested app authentication Office has the requirement set NestedAppAuth 1.1: on the web, in \
        Microsoft 365 on Windows, on Mac and iPad, in Outlook also on mobile; not in Office 2016 and 2019";
    let what = match plan.facts.auth {
        Auth::LegacySso => LEGACY.to_owned(),
        Auth::Naa => NAA.to_owned(),
        Auth::Both => format!("{LEGACY}; {NAA}"),
    };
    plan.everywhere(
        PrerequisiteId::OfficeVersion,
        Who::Users,
        what,
        "elsewhere the add-in signs people in by its dialog, or not at all; ask Office at run time which sets it has",
    )
}

fn work_accounts(plan: &Plan) -> Option<Prerequisite> {
    plan.facts.auth.has_legacy_sso().then(|| {
        plan.everywhere(
            PrerequisiteId::WorkAccounts,
            Who::Users,
            "people are signed in to Office with an account that Entra knows, not with an on-premises domain account",
            "else `getAccessToken` answers 13003, and to whoever is not signed in 13001",
        )
    })
}

fn mailboxes(plan: &Plan) -> Option<Prerequisite> {
    let (what, why) = match plan.facts.auth {
        Auth::Naa => (
            "mailboxes are in Exchange Online, not on an Exchange server on premises",
            "nested app authentication is not there for others; for Outlook.com and Gmail Microsoft's pages contradict each \
             other, so do not rely on it",
        ),
        Auth::LegacySso | Auth::Both => (
            "mailboxes are in Exchange Online, not at Outlook.com or Gmail",
            "`getAccessToken` does not work for others, whatever the supported account types say",
        ),
    };
    plan.only_in(&[Outlook], plan.everywhere(PrerequisiteId::Mailboxes, Who::Users, what, why))
}

fn modern_authentication(plan: &Plan) -> Option<Prerequisite> {
    let prerequisite = plan.everywhere(
        PrerequisiteId::ModernAuthentication,
        Who::Administrator,
        "modern authentication is on in Exchange Online",
        "while it is off, `getAccessToken` answers 13003 in Outlook",
    );
    plan.only_in(&[Outlook], prerequisite).filter(|_| plan.facts.auth.has_legacy_sso())
}

fn documents_on_the_web(plan: &Plan) -> Option<Prerequisite> {
    let prerequisite = plan.everywhere(
        PrerequisiteId::DocumentsOnTheWeb,
        Who::Users,
        "in Office on the web the document is opened from OneDrive or SharePoint Online",
        "for documents from elsewhere Office on the web has no single sign-on",
    );
    plan.only_in(&[Word, Excel, PowerPoint], prerequisite)
}

fn approved_client_app(plan: &Plan) -> Option<Prerequisite> {
    plan.facts.auth.has_naa().then(|| {
        plan.everywhere(
            PrerequisiteId::ApprovedClientApp,
            Who::Administrator,
            "no Conditional Access policy asks the add-in for an approved client app",
            "nested app authentication does not support it; the app protection policy takes its place",
        )
    })
}
