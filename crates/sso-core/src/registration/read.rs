//! From what was pasted to the model.

use serde_json::{Map, Value};

use super::json::{offset, string};
use super::lenient::Reading;
use super::locate::Piece;
use super::plain_text::what_it_is;
use super::recognise::{Found, text_without_json};
use super::text::{decode, not_json, values};
use super::walk::walk;
use super::{
    Document, NotARegistration, PermissionGrant, Problem, ProblemKind, Registration, ServicePrincipal, Shape, json,
    model, old, powershell, secret,
};

/// Reads a registration out of what people have: the portal's manifest, old and new; what Microsoft Graph answers for
/// `/applications` (v1.0 and beta, one or a list of one); `az ad app show` and `list`; each with the service principal
/// beside it, as a second value, as an entry of the same list, or as `{ "application": …, "servicePrincipal": … }`; what
/// PowerShell's `ConvertTo-Json` makes of `Get-MgApplication`; the file of Microsoft 365 Agents Toolkit. In UTF-8 or
/// UTF-16, with a prompt or the fence of a code block around it. The value of a secret is not kept.
///
/// # Errors
/// What is certainly no registration, is not JSON, or holds several: with what it is, and where.
pub fn read(bytes: &[u8]) -> Result<Document, NotARegistration> {
    let text = decode(bytes)?;
    if let Some(other) = text_without_json(&text) {
        return Err(other);
    }
    let range = |value: &&str| (offset(&text, value), offset(&text, value) + value.len());
    let ranges = values(&text)?.iter().map(range).collect::<Vec<_>>();
    if ranges.is_empty() {
        return Err(what_it_is(&text));
    }
    for (start, end) in &ranges {
        powershell::check_is_whole(text.get(*start..*end).unwrap_or_default())?;
    }
    let text = secret::blank_out(text, &ranges)?;
    let mut found = Found::default();
    for (start, end) in ranges {
        found.add(text.get(start..end).unwrap_or_default());
    }
    document(&text, &found)
}

/// `application` as Graph's answer has it, already taken apart: unreadable properties are problems, as in [`read`].
pub fn of_graph(application: Map<String, Value>) -> (Registration, Vec<Problem>) {
    let mut reading = Reading::default();
    let registration = model::registration(&mut reading, application);
    (registration, reading.problems)
}

/// `servicePrincipal`, likewise; none without its IDs, which is a problem too.
pub fn service_principal_of_graph(object: Map<String, Value>) -> (Option<ServicePrincipal>, Vec<Problem>) {
    let mut reading = Reading::default();
    let service_principal = model::service_principal(&mut reading, object);
    (service_principal, reading.problems)
}

/// `oAuth2PermissionGrant`, likewise.
pub fn permission_grant_of_graph(object: Map<String, Value>) -> (Option<PermissionGrant>, Vec<Problem>) {
    let mut reading = Reading::default();
    let grant = model::permission_grant(&mut reading, object);
    (grant, reading.problems)
}

fn document(text: &str, found: &Found<'_>) -> Result<Document, NotARegistration> {
    let application = found.one()?;
    let object = object(text, application)?;
    let names = object.keys().map(String::as_str).collect::<Vec<_>>();
    let shape = if old::is_old(&names) { Shape::AadGraph } else { Shape::Graph };
    let mut reading = Reading { problems: in_text(application, "")?, ..Reading::default() };
    let (object, origins) = match shape {
        Shape::Graph => {
            reading.problems.extend(old::stray(&names));
            (object, old::Origins::default())
        }
        Shape::AadGraph => {
            let (object, origins, problems) = old::to_graph(object);
            reading.problems.extend(problems);
            (object, origins)
        }
    };
    let registration = model::registration(&mut reading, object);
    let (beside, service_principal) = match of_application(&found.service_principals, application) {
        None => (None, None),
        Some((piece, other)) => {
            reading.problems.extend(in_text(piece, "servicePrincipal.")?);
            let object = self::object(text, piece)?;
            let service_principal = match other {
                None => model::service_principal(&mut reading, object),
                Some(id) => {
                    let words = format!("is the client ID of another application, so nothing of it was read: {id}");
                    reading.problem("servicePrincipal.appId", words);
                    None
                }
            };
            (Some(Piece::of(text, piece)), service_principal)
        }
    };
    Ok(Document {
        shape,
        registration,
        service_principal,
        problems: reading.problems,
        application: Piece::of(text, application),
        beside,
        origins,
        left_out: reading.left_out,
    })
}

fn object(text: &str, piece: &str) -> Result<Map<String, Value>, NotARegistration> {
    serde_json::from_str(piece).map_err(|error| not_json(text, piece, &error))
}

/// What the text says of an object that its values do not: a name that stands twice, and a secret's value.
fn in_text(piece: &str, before: &str) -> Result<Vec<Problem>, NotARegistration> {
    let mut problems = Vec::new();
    walk(piece, &mut |visited| {
        problems.extend(secret::problem(visited));
        if visited.again {
            let words = "stands more than once, and one of them is read".to_owned();
            problems.push(Problem { kind: ProblemKind::Duplicate, property: visited.property(), words });
        }
    })?;
    for problem in &mut problems {
        problem.property.insert_str(0, before);
    }
    Ok(problems)
}

/// The service principal of this application; or the first one, and the client ID of the other application that it has.
fn of_application<'a>(service_principals: &[&'a str], application: &str) -> Option<(&'a str, Option<String>)> {
    let id = |piece: &str| {
        let members = json::members(piece);
        let member = members.iter().rfind(|member| member.name.eq_ignore_ascii_case("appId"));
        member.and_then(|member| string(member.value))
    };
    let wanted = id(application);
    let is_wanted = |id: &Option<String>| match (id, &wanted) {
        (Some(id), Some(wanted)) => id.eq_ignore_ascii_case(wanted),
        _ => true,
    };
    let first = service_principals.first()?;
    let own = service_principals.iter().find(|piece| is_wanted(&id(piece)));
    Some(own.map_or_else(|| (*first, id(first)), |own| (*own, None)))
}
