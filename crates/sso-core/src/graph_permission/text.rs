//! How people write a permission: its name, or `NAME=GUID` for one that is not known offline.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use super::{GRAPH_APP_ID, GraphPermission};
use crate::ValueError;
use crate::id::{guid, known};

impl FromStr for GraphPermission {
    type Err = ValueError;

    /// Blanks around it are none of it: people write one after a comma.
    fn from_str(text: &str) -> Result<Self, ValueError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(refused("a permission is empty", "write names with a comma between them: User.Read,Mail.Read"));
        }
        let text = text.split('=').map(str::trim).collect::<Vec<_>>().join("=");
        check_separators(&text)?;
        match text.split_once('=') {
            Some((name, id)) => with_guid(name, id),
            None => by_name(&text),
        }
    }
}

/// A list comes here cut at its commas: what is still between two names is another separator, or a slip in one name.
fn check_separators(text: &str) -> Result<(), ValueError> {
    let is_separator = |c: char| c.is_whitespace() || c == ';';
    if !text.contains(is_separator) {
        return Ok(());
    }
    let parts = text.split(is_separator).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let is_name = |part: &&str| {
        let name = part.split('=').next().unwrap_or_default();
        name.contains('.') || GraphPermission::by_name(name).is_some()
    };
    Err(match parts.iter().any(is_name) {
        true => refused(
            format!("permissions are separated by commas, not by blanks or semicolons: {}", shown(text)),
            format!("write {}", parts.join(",")),
        ),
        false => refused(
            format!("the permission's name has a blank or a semicolon in it: {}", shown(text)),
            format!("write one name, such as {}, and a comma between two", parts.join(".")),
        ),
    })
}

fn by_name(text: &str) -> Result<GraphPermission, ValueError> {
    if let Some(permission) = GraphPermission::by_name(text) {
        return Ok(permission);
    }
    if let Ok(id) = Uuid::try_parse(text) {
        let what = format!("a GUID stands where the name of a permission belongs: {}", shown(text));
        return Err(match GraphPermission::by_id(id) {
            Some(known) => refused(what, format!("write {}", known.name)),
            None => refused(what, format!("write NAME={id}, with the name that Microsoft Graph has for it")),
        });
    }
    let what = format!("not a delegated Graph permission that Hallpass knows: {}", shown(text));
    match text.rsplit('/').next() {
        Some("access_as_user") => {
            let what = "access_as_user is the add-in's own scope, and no permission of Microsoft Graph";
            return Err(refused(what, "leave it out: the plan has it anyway"));
        }
        Some(".default") => return Err(refused(what, "name the permissions one by one, such as User.Read,Mail.Read")),
        _ => check_name(text)?,
    }
    let with_guid = format!("one that is not known goes with its GUID, {text}=GUID: {}", where_guids_are(text));
    let meant = near(text).map(|known| format!("did you mean {}? {with_guid}", known.name));
    Err(refused(what, meant.unwrap_or(with_guid)))
}

fn with_guid(name: &str, id: &str) -> Result<GraphPermission, ValueError> {
    if Uuid::try_parse(name).is_ok() && Uuid::try_parse(id).is_err() {
        let what = format!("the GUID stands before the name of the permission: {}", shown(name));
        return Err(refused(what, format!("write {}={}", shown(id), shown(name))));
    }
    if name.is_empty() {
        return Err(refused("the permission has a GUID and no name", format!("write NAME={}", shown(id))));
    }
    check_name(name)?;
    let wanted = format!("GUID of the permission {}", shown(name));
    let id = guid(id, &wanted, &where_guids_are(name))?;
    match (GraphPermission::by_name(name), GraphPermission::by_id(id)) {
        (Some(known), _) if known.id == id => Ok(known),
        (Some(known), _) => Err(refused(
            format!("the permission {} has another GUID than {id}", known.name),
            format!("write {}; its GUID is {}", known.name, known.id),
        )),
        (None, Some(known)) => Err(refused(
            format!("the GUID is that of {}, not of {}: {id}", known.name, shown(name)),
            format!("write {}, or the GUID of {}: {}", known.name, shown(name), where_guids_are(name)),
        )),
        (None, None) => match known::of_microsoft(id) {
            Some(of) => {
                Err(refused(format!("the {wanted} is that of {of}, and of no permission: {id}"), where_guids_are(name)))
            }
            None => Ok(GraphPermission { name: Cow::Owned(name.to_owned()), id, admin_only: false }),
        },
    }
}

/// A name as Microsoft Graph has them: letters, digits, dots, and what stands in a few.
fn check_name(name: &str) -> Result<(), ValueError> {
    if let Some((_, short)) = name.rsplit_once('/') {
        let short = GraphPermission::by_name(short).map_or_else(|| Cow::Owned(shown(short)), |known| known.name);
        let what = format!("the permission has an address before its name: {}", shown(name));
        return Err(refused(what, format!("write {short}, the name alone")));
    }
    let is_name = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    match name.chars().all(is_name) && name.len() <= LONGEST {
        true => Ok(()),
        false => Err(refused(
            format!("this is not the name of a permission: {}", shown(name)),
            format!("write letters, digits and dots, at most {LONGEST}, such as User.Read"),
        )),
    }
}

/// That of a scope, by Entra's limits.
const LONGEST: usize = 120;

/// The one that is known and differs by as little as a slip of the hand.
fn near(text: &str) -> Option<GraphPermission> {
    let text = text.to_ascii_lowercase();
    let distance = |known: &GraphPermission| strsim::osa_distance(&known.name.to_ascii_lowercase(), &text);
    GraphPermission::known().into_iter().filter(|known| distance(known) <= 2).min_by_key(distance)
}

fn where_guids_are(name: &str) -> String {
    format!(
        "Microsoft's Graph permissions reference has it, under Delegated; `az ad sp show --id {GRAPH_APP_ID} --query \
         \"oauth2PermissionScopes[?value=='{name}'].id\" -o tsv` prints it"
    )
}

fn refused(what: impl Into<String>, hint: impl Into<String>) -> ValueError {
    ValueError { what: what.into(), hint: hint.into() }
}

fn shown(text: &str) -> String {
    text.chars().take(80).collect()
}

impl fmt::Display for GraphPermission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_known() {
            true => f.write_str(&self.name),
            false => write!(f, "{}={}", self.name, self.id),
        }
    }
}

impl From<GraphPermission> for String {
    fn from(permission: GraphPermission) -> Self {
        permission.to_string()
    }
}

impl TryFrom<String> for GraphPermission {
    /// Both halves in one, for readers of files that have no place for a hint.
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map_err(|error: ValueError| format!("{}; {}", error.what, error.hint))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "7825d5d6-6049-4ce7-bdf6-3b8d53f4bcd0";

    #[test]
    fn written_and_read_again() {
        for (text, name, again) in [
            ("user.read", "User.Read", "User.Read"),
            (" Mail.Read ", "Mail.Read", "Mail.Read"),
            ("User.Read=E1FE6DD8-BA31-4D61-89E7-88639DA4683D", "User.Read", "User.Read"),
            (&format!("Team.Create = {}", ID.to_uppercase()), "Team.Create", &format!("Team.Create={ID}")),
        ] {
            let permission: GraphPermission = text.parse().unwrap();
            assert_eq!((&*permission.name, &*permission.to_string()), (name, again));
            assert_eq!(serde_json::from_str::<GraphPermission>(&format!("{again:?}")).unwrap(), permission);
            assert_eq!(serde_json::to_value(&permission).unwrap(), again);
        }
    }

    /// Which words are said of what is refused: the black-box test of `hallpass plan`. Here: what was meant.
    #[test]
    fn what_was_meant() {
        for (text, meant) in [
            ("Mail.Raed", Some("Mail.Read")),
            ("mail.reads", Some("Mail.Read")),
            ("Files.ReadAll", Some("Files.Read.All")),
            ("UserRead", Some("User.Read")),
            ("Teams.Create", None),
            ("Everything", None),
        ] {
            assert_eq!(near(text).map(|known| known.name).as_deref(), meant, "{text}");
        }
    }

    /// What a hint tells to write is taken.
    #[test]
    fn hints_are_taken() {
        for text in [
            "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
            "https://graph.microsoft.com/mail.read",
            "User.Read Mail.Read",
            "User.Read; Mail.Read;",
            &format!("{ID}=Team.Create"),
            &format!("Team.Create={}", ID.replace('-', "")),
            &format!("Mail.Read={ID}"),
            "Team.Create=e1fe6dd8-ba31-4d61-89e7-88639da4683d",
        ] {
            let hint = text.parse::<GraphPermission>().unwrap_err().hint;
            let write = hint.strip_prefix("write ").unwrap_or_else(|| panic!("{text}: {hint}"));
            let value = write.split([' ', ';']).next().unwrap_or_default();
            let value = match (text.split_once('='), Uuid::try_parse(value).is_ok()) {
                (Some((name, _)), true) => format!("{name}={value}"),
                _ => value.to_owned(),
            };
            for one in value.split(',').filter(|one| !one.is_empty()) {
                assert!(one.parse::<GraphPermission>().is_ok(), "{text}: {hint}");
            }
        }
    }
}
