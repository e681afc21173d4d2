use practice_tenant::AccessControl;

use super::Chapter;
use crate::refusal::row::Seen::{Body, Client, Page};
use crate::refusal::row::{Row, choose, on_behalf_of, refresh, told};
use crate::rig::{Params, Rig};

pub const CHAPTER: Chapter = Chapter {
    title: "Conditional Access",
    about: "A policy of Contoso guards Microsoft Graph. A client hands the `claims` of the answer on to the next sign-in.",
    rows: ROWS,
};

const ROWS: &[Row] = &[
    on_behalf_of(50076, 400, "interaction_required", "on-behalf-of; the policy demands MFA", |rig, _| {
        rig.guard_graph(AccessControl::Mfa);
    })
    .suberror("basic_action")
    .claims(),
    on_behalf_of(
        50079,
        400,
        "interaction_required",
        "on-behalf-of; the policy demands MFA, and the user has to register for it",
        |rig, _| rig.guard_graph(AccessControl::MfaRegistration),
    )
    .suberror("basic_action")
    .claims(),
    on_behalf_of(
        50158,
        400,
        "interaction_required",
        "on-behalf-of; the policy demands a challenge of another provider",
        |rig, _| rig.guard_graph(AccessControl::ExternalChallenge),
    )
    .suberror("basic_action")
    .claims(),
    on_behalf_of(
        53000,
        400,
        "interaction_required",
        "on-behalf-of; the policy demands a compliant device",
        |rig, _| {
            rig.guard_graph(AccessControl::CompliantDevice);
        },
    )
    .suberror("message_only"),
    on_behalf_of(53003, 400, "interaction_required", "on-behalf-of; the policy blocks", |rig, _| {
        rig.guard_graph(AccessControl::Block);
    })
    .suberror("message_only")
    .claims(),
    refresh(50076, 400, "invalid_grant", "a refresh; the policy demands MFA", |rig, _| {
        rig.guard_graph(AccessControl::Mfa);
    })
    .suberror("basic_action")
    .claims(),
    refresh(70043, 400, "invalid_grant", "a refresh; the policy demands a sign-in of the last four hours", |rig, _| {
        rig.guard_graph(AccessControl::SignInFrequency { hours: 4 });
        rig.pass(4);
    })
    .suberror("bad_token"),
    refresh(
        50076,
        400,
        "invalid_grant",
        "a refresh; `claims` ask for an authentication context that was not satisfied",
        |_, p| p.set("claims", r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#),
    )
    .suberror("basic_action"),
    choose(53003, Page, "–", "a sign-in for Graph; the policy blocks", |rig, p| {
        rig.guard_graph(AccessControl::Block);
        p.set("scope", "User.Read");
    }),
    choose(53000, Page, "–", "a sign-in for Graph; the policy demands a compliant device", |rig, p| {
        rig.guard_graph(AccessControl::CompliantDevice);
        p.set("scope", "User.Read");
    }),
    told(50076, Client, "interaction_required", "`prompt=none` for Graph; the policy demands MFA", |rig| {
        Box::pin(async {
            let request = for_graph(rig);
            let session = rig.sign_in(&request).await.session();
            rig.guard_graph(AccessControl::Mfa);
            let mut request = for_graph(rig);
            request.set("prompt", "none");
            let get = rig.http.get(rig.url("oauth2/v2.0/authorize")).query(&request.0).header("Cookie", session);
            get.send().await.unwrap()
        })
    })
    .suberror("basic_action")
    .claims(),
    told(50076, Body(400), "invalid_grant", "the redemption of a code; the policy has come since", |rig| {
        Box::pin(async {
            let mut redemption = rig.redemption();
            redemption.set("code", rig.sign_in(&for_graph(rig)).await.get("code"));
            rig.guard_graph(AccessControl::Mfa);
            rig.token_request(&redemption).send().await.unwrap()
        })
    })
    .suberror("basic_action")
    .claims(),
];

fn for_graph(rig: &Rig) -> Params {
    let mut request = rig.authorize();
    request.set("scope", "openid User.Read");
    request
}
