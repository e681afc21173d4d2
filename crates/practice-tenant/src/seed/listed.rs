//! The applications of a seed file: imported, or written there in Graph's words.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;
use sso_core::ClientId;
use sso_core::registration::Registration;
use sso_core::token::ClientSecret;
use toml::Spanned;

use super::file::{constant_id, yes};
use super::import;
use super::place::{Place, SeedFileError};
use super::{Seed, SeedApplication, SeedSecret, SeedTenant};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ApplicationTable {
    /// GUID or domain; without it the first tenant.
    tenant: Option<Spanned<String>>,
    /// In Graph's words.
    registration: Option<Spanned<Registration>>,
    /// A file with what the portal or Graph exports.
    import: Option<Spanned<String>>,
    #[serde(default)]
    secret: Vec<SecretTable>,
    /// For everything that the registration lists.
    #[serde(default)]
    admin_consent: bool,
    #[serde(default = "yes")]
    sign_in_enabled: bool,
    #[serde(default)]
    assignment_required: bool,
    #[serde(default)]
    assigned_to: Vec<Spanned<String>>,
    /// The one that `hallpass practice env` tells of.
    #[serde(default)]
    ready: Option<Spanned<bool>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SecretTable {
    value: Spanned<String>,
    /// Text, or a date of TOML's own.
    end: Option<Spanned<toml::Value>>,
}

/// What the applications of one file have taken, and on which line.
#[derive(Default)]
pub(super) struct Listed {
    client_ids: BTreeMap<ClientId, usize>,
    ready: Option<usize>,
}

impl Seed {
    pub(super) fn add_application(
        &mut self,
        table: ApplicationTable,
        at: usize,
        place: Place<'_>,
        now: Timestamp,
        listed: &mut Listed,
        read: &mut impl FnMut(&str) -> Result<String, String>,
    ) -> Result<(), SeedFileError> {
        let home = match &table.tenant {
            None => self.tenants.first().map(|tenant| tenant.id),
            Some(named) => {
                let name = named.get_ref();
                let is = |tenant: &&SeedTenant| {
                    tenant.id.to_string() == *name || tenant.domains.iter().any(|d| d.eq_ignore_ascii_case(name))
                };
                let known = self.tenants.iter().find(is).map(|tenant| tenant.id);
                Some(known.ok_or_else(|| place.of(named, format!("there is no tenant {name}")))?)
            }
        };
        let home = home.ok_or_else(|| place.error(at, "there is no tenant for the application"))?;
        let (mut registration, written_at) = registration(table.registration, table.import, at, place, read)?;
        let client_id =
            *registration.app_id.get_or_insert_with(|| ClientId::from_uuid(constant_id(&registration.display_name)));
        self.check_new(client_id, listed, place.line(written_at))
            .map_err(|message| place.error(written_at, message))?;
        let assigned_to = self.ids_of(home, &table.assigned_to, place)?;
        let secrets = table.secret.iter().map(|secret| secret.read(place)).collect::<Result<Vec<_>, _>>()?;
        let application = SeedApplication {
            home,
            registration,
            admin_consent: table.admin_consent,
            sign_in_enabled: table.sign_in_enabled,
            assignment_required: table.assignment_required,
            assigned_to,
            secrets,
        };
        if let Some(ready) = table.ready.filter(|ready| *ready.get_ref()) {
            if let Some(line) = listed.ready.replace(place.line(ready.span().start)) {
                return Err(place.of(&ready, format!("only one can be ready, and the one of line {line} is")));
            }
            self.check_ready(&application).map_err(|message| place.of(&ready, message))?;
            let has_ended = |secret: &SeedSecret| secret.end.is_some_and(|end| end <= now);
            if let Some(secret) = table.secret.first().filter(|_| application.secrets.iter().all(has_ended)) {
                return Err(place.of(&secret.value, "ready needs a secret that has not ended; leave `end` out"));
            }
            self.add_in = Some(client_id);
        }
        self.applications.push(application);
        Ok(())
    }

    fn check_new(&self, client_id: ClientId, listed: &mut Listed, line: usize) -> Result<(), String> {
        if let Some(earlier) = listed.client_ids.insert(client_id, line) {
            return Err(format!("the application of line {earlier} has the same client ID: {client_id}"));
        }
        let known = self.applications.iter().find(|known| known.registration.app_id == Some(client_id));
        known.map_or(Ok(()), |known| {
            let name = &known.registration.display_name;
            Err(format!("the client ID is that of “{name}”, which every practice tenant has: {client_id}"))
        })
    }

    /// What a program is told of it must be there.
    fn check_ready(&self, application: &SeedApplication) -> Result<(), &'static str> {
        let registration = &application.registration;
        if registration.identifier_uris.is_empty() || ready_scope(registration).is_none() {
            return Err("ready needs an Application ID URI and an enabled scope");
        }
        let home = self.tenants.iter().find(|tenant| tenant.id == application.home);
        let can_sign_in = |tenant: &SeedTenant| tenant.people.iter().any(|person| person.account_enabled);
        if !home.is_some_and(can_sign_in) {
            return Err("ready needs somebody in its tenant who can sign in");
        }
        Ok(())
    }
}

/// The scope of an API that a program is told of: the value of the first that is enabled.
pub(crate) fn ready_scope(registration: &Registration) -> Option<&str> {
    let mut scopes = registration.api.oauth2_permission_scopes.iter();
    scopes.find(|scope| scope.is_enabled).map(|scope| scope.value.as_str())
}

impl SecretTable {
    fn read(&self, place: Place<'_>) -> Result<SeedSecret, SeedFileError> {
        let value = self.value.get_ref();
        if value.trim().is_empty() {
            return Err(place.of(&self.value, "a secret has a value: leave `secret` out for one that is drawn"));
        }
        let end = self.end.as_ref().map(|end| {
            let text = match end.get_ref() {
                toml::Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            text.parse().map_err(|_| place.of(end, "it is no time: write 2027-01-01T00:00:00Z"))
        });
        Ok(SeedSecret { value: ClientSecret::new(value.clone()), end: end.transpose()? })
    }
}

/// And where the file names it, in bytes. `at`: of the table.
fn registration(
    written: Option<Spanned<Registration>>,
    imported: Option<Spanned<String>>,
    at: usize,
    place: Place<'_>,
    read: &mut impl FnMut(&str) -> Result<String, String>,
) -> Result<(Registration, usize), SeedFileError> {
    match (written, imported) {
        (Some(registration), None) => {
            if let Some(message) = unknown_property(registration.get_ref()) {
                return Err(place.of(&registration, message));
            }
            let at = registration.span().start;
            Ok((registration.into_inner(), at))
        }
        (None, Some(path)) => {
            let text = read(path.get_ref()).map_err(|why| place.of(&path, why))?;
            let imported = import::registration(&text);
            let imported = imported.map_err(|why| place.of(&path, format!("{}: {why}", path.get_ref())))?;
            Ok((imported, path.span().start))
        }
        (None, None) => Err(place.error(at, "it needs registration or import")),
        (Some(one), Some(_)) => Err(place.of(&one, "either registration or import, not both")),
    }
}

/// Properties of Graph's `application` (v1.0) beyond those that the practice tenant judges by.
const OTHER_PROPERTIES: &[&str] = &[
    "addIns",
    "applicationTemplateId",
    "authenticationBehaviors",
    "certification",
    "createdDateTime",
    "defaultRedirectUri",
    "deletedDateTime",
    "description",
    "disabledByMicrosoftStatus",
    "groupMembershipClaims",
    "info",
    "isDeviceOnlyAuthSupported",
    "logo",
    "nativeAuthenticationApisEnabled",
    "notes",
    "oauth2RequirePostResponse",
    "optionalClaims",
    "parentalControlSettings",
    "publisherDomain",
    "requestSignatureVerification",
    "samlMetadataUrl",
    "serviceManagementReference",
    "servicePrincipalLockConfiguration",
    "tokenEncryptionKeyId",
    "uniqueName",
    "verifiedPublisher",
];

/// Why a property written by hand would be kept and ignored: none of Graph's is called so.
fn unknown_property(registration: &Registration) -> Option<String> {
    let known = serde_json::to_value(Registration::default()).unwrap_or_default();
    let known = known.as_object()?.keys().map(String::as_str).chain(["appId", "id", "appRoles"]);
    let known: Vec<&str> = known.chain(OTHER_PROPERTIES.iter().copied()).collect();
    let of_api = ["acceptMappedClaims"];
    let of_web = ["homePageUrl", "logoutUrl", "redirectUriSettings"];
    let api = registration.api.other.keys().map(|name| (format!("api.{name}"), of_api.contains(&name.as_str())));
    let web = registration.web.other.keys().map(|name| (format!("web.{name}"), of_web.contains(&name.as_str())));
    let other = registration.other.keys().map(|name| (name.clone(), known.contains(&name.as_str())));
    // Of entries the model has all but where a scope comes from.
    let entries = registration.others().into_iter().filter(|(before, _)| before.contains('['));
    let entries = entries.flat_map(|(before, other)| {
        other.keys().map(move |name| (format!("{before}{name}"), name == "origin")).collect::<Vec<_>>()
    });
    let (wrong, _) = other.chain(api).chain(web).chain(entries).find(|(_, is_known)| !is_known)?;
    let right = known.iter().filter(|name| strsim::damerau_levenshtein(name, &wrong) <= 2);
    let right = right.min_by_key(|name| strsim::damerau_levenshtein(name, &wrong));
    let same = known.iter().find(|name| name.eq_ignore_ascii_case(&wrong));
    Some(match same.or(right) {
        Some(right) => format!("{wrong} is written {right}"),
        None => format!("{wrong} is no property of Graph's application"),
    })
}
