//! In the tenant, and on the developer's machine.

use super::{Prerequisite, PrerequisiteId, Who};
use crate::plan::{AccountTypes, Plan};

pub(super) fn all(plan: &Plan) -> Vec<Prerequisite> {
    let found = [
        Some(may_register(plan)),
        Some(may_consent(plan)),
        other_tenants(plan),
        national(plan),
        trusted_certificate(plan),
    ];
    found.into_iter().flatten().collect()
}

/// Source: the errors of `POST /applications` as people meet them.
fn may_register(plan: &Plan) -> Prerequisite {
    plan.everywhere(
        PrerequisiteId::MayRegister,
        Who::Administrator,
        "whoever registers the app may do so: the tenant lets users register applications, or the person has the role \
         Application Developer",
        "else Entra refuses it; Graph answers Authorization_RequestDenied",
    )
}

/// Source: Microsoft Graph permissions reference; consent pages of the Entra documentation.
fn may_consent(plan: &Plan) -> Prerequisite {
    let permissions = plan.permissions();
    let admin_only: Vec<_> = permissions.iter().filter(|one| one.admin_only).map(|one| one.name).collect();
    if admin_only.is_empty() {
        return plan.everywhere(
            PrerequisiteId::MayConsent,
            Who::Administrator,
            "somebody may consent: people themselves where the tenant's policy lets them, else an administrator for all",
            match plan.needs_secret() {
                true => "On-Behalf-Of shows no consent page, and ends in AADSTS65001 for whoever has not consented",
                false => "whoever may not consent is sent to an administrator: AADSTS90094",
            },
        );
    }
    plan.everywhere(
        PrerequisiteId::MayConsent,
        Who::Administrator,
        format!("an administrator consents to {}", admin_only.join(", ")),
        "nobody else may consent to these permissions",
    )
}

fn other_tenants(plan: &Plan) -> Option<Prerequisite> {
    (plan.facts.account_types != AccountTypes::SingleTenant).then(|| {
        plan.everywhere(
            PrerequisiteId::OtherTenants,
            Who::Administrator,
            "in each other tenant somebody consents once",
            "consent makes the service principal there, without which nobody of that tenant signs in",
        )
    })
}

/// Source: "National clouds" of the Entra documentation, the Office documentation on government clouds.
fn national(plan: &Plan) -> Option<Prerequisite> {
    let cloud = &plan.facts.cloud;
    if !cloud.is_national() {
        return None;
    }
    let office_js = cloud.office_js().split('/').nth(2).unwrap_or_default();
    let graph = cloud.graph().unwrap_or_default();
    let naa = match plan.facts.auth.has_naa() {
        true => "; nested app authentication may not be available there: try it before you rely on it",
        false => "",
    };
    Some(plan.everywhere(
        PrerequisiteId::NationalCloud,
        Who::Developer,
        format!(
            "the app is registered in a tenant of {}, takes Office.js from {office_js} and calls {graph}",
            cloud.name()
        ),
        format!("each cloud has registrations of its own, and knows nothing of the other clouds' tenants{naa}"),
    ))
}

/// Source: the Office Add-ins documentation on https and on the tool office-addin-dev-certs.
fn trusted_certificate(plan: &Plan) -> Option<Prerequisite> {
    let host = plan.facts.domain.host();
    let local = matches!(host, "localhost" | "127.0.0.1") || host.ends_with(".localhost");
    local.then(|| {
        plan.everywhere(
            PrerequisiteId::TrustedCertificate,
            Who::Developer,
            "this machine trusts the certificate of the local server: `npx office-addin-dev-certs install` makes one",
            "Office loads pages over https alone; in the old Internet Explorer view an untrusted certificate shows as 13005",
        )
    })
}
