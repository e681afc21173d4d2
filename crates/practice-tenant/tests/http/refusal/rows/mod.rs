//! The table: how to provoke each refusal. `docs/practice-tenant-codes.md` is made of it.

mod account;
mod authorize;
mod client_assertion;
mod client_credentials;
mod code;
mod conditional_access;
mod device_code;
mod endpoint;
mod on_behalf_of;
mod refresh;

use practice_tenant::{Seed, ServicePrincipal};
use sso_core::registration::Registration;

use super::row::Row;
use crate::rig::{Params, Rig};

pub struct Chapter {
    pub title: &'static str,
    /// What the healthy request is of which each row is a change.
    pub about: &'static str,
    pub rows: &'static [Row],
}

pub const CHAPTERS: &[Chapter] = &[
    endpoint::CHAPTER,
    authorize::CHAPTER,
    account::CHAPTER,
    code::CHAPTER,
    refresh::CHAPTER,
    on_behalf_of::CHAPTER,
    conditional_access::CHAPTER,
    client_assertion::CHAPTER,
    client_credentials::CHAPTER,
    device_code::CHAPTER,
];

fn healthy() -> Registration {
    Seed::add_in_registration(&"localhost:3000".parse().unwrap())
}

/// Changes the add-in's registration.
fn change_add_in(rig: &Rig, change: impl FnOnce(&mut Registration)) {
    let mut registration = healthy();
    change(&mut registration);
    rig.tenant.register(registration);
}

/// Changes what the administrator of Contoso set for the add-in.
fn change_principal(rig: &Rig, change: fn(&mut ServicePrincipal)) {
    let mut principal = rig.tenant.service_principal(rig.add_in.client_id).unwrap();
    change(&mut principal);
    assert!(rig.tenant.update_service_principal(principal));
}

fn another_client(rig: &Rig, params: &mut Params) {
    let registration = Registration { app_id: None, id: None, identifier_uris: Vec::new(), ..healthy() };
    params.set("client_id", rig.tenant.register(registration).app_id.unwrap().to_string());
}

fn two_resources(rig: &Rig, params: &mut Params) {
    params.set("scope", format!("User.Read {}", rig.add_in.scope));
}
