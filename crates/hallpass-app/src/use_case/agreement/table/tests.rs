use super::*;
use AgreementFact::{ClientId, GraphPermissions, HostAndPort, Scope, Tenant as TenantFact};
use AgreementSide::{Code, Consent, Manifest, Registration, Token};

const ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
const OTHER: &str = "8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30";

fn stated() -> Stated {
    Stated {
        client_id: Some(ID.to_owned()),
        domain: Some("localhost:3000".to_owned()),
        tenant: Tenant::One(OTHER.to_owned()),
        scope: Some("access_as_user".to_owned()),
        permissions: vec!["User.Read".to_owned(), "Files.Read".to_owned()],
    }
}

fn each(values: &[&str]) -> Said {
    Said::each(values.iter().map(|value| At::new(*value, "there")).collect())
}

fn any(values: &[&str]) -> Said {
    Said::any(values.iter().map(|value| At::new(*value, "there")).collect())
}

fn names(names: &[&str], is_all: bool) -> Said {
    Said::Names { names: names.iter().map(|name| (*name).to_owned()).collect(), place: "there".to_owned(), is_all }
}

/// The cell of one side, where the others were not read.
fn cell(stated: &Stated, fact: AgreementFact, side: AgreementSide, said: Said) -> AgreementCell {
    let rows = rows(stated, |at, of| if (at, of) == (side, fact) { said.clone() } else { Said::NotRead });
    let row = rows.into_iter().find(|row| row.fact == fact).unwrap();
    row.cells.into_iter().find(|cell| cell.side == side).unwrap()
}

#[test]
fn a_side_against_what_was_stated() {
    for (fact, side, said, text) in [
        (ClientId, Registration, each(&[ID]), "Registration agrees"),
        (ClientId, Registration, each(&[&ID.to_uppercase()]), "Registration agrees"),
        (ClientId, Registration, Said::NotRead, "Registration: not read"),
        (ClientId, Registration, Said::Nothing, "Registration: nothing to compare"),
        (ClientId, Manifest, each(&[ID, OTHER]), "Manifest differs: 8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30"),
        (ClientId, Manifest, each(&[]), "Manifest differs: it has none"),
        (ClientId, Code, Said::each_or_not_read(vec![]), "Code: not read"),
        (ClientId, Consent, each(&[OTHER]), "Consent: nothing to compare"),
        (HostAndPort, Manifest, each(&["localhost:3001"]), "Manifest differs: port 3001"),
        (HostAndPort, Manifest, each(&["contoso.com"]), "Manifest differs: contoso.com"),
        (HostAndPort, Manifest, any(&["cdn.contoso.com", "localhost:3000"]), "Manifest agrees"),
        (HostAndPort, Registration, any(&["localhost:3001", "contoso.com"]), "Registration differs: port 3001"),
        (HostAndPort, Token, Said::Nothing, "Token: nothing to compare"),
        (TenantFact, Token, each(&[OTHER]), "Token agrees"),
        (TenantFact, Manifest, each(&[OTHER]), "Manifest: nothing to compare"),
        (TenantFact, Code, each(&["common"]), "Code differs: common"),
        (Scope, Token, any(&["access_as_user"]), "Token agrees"),
        (Scope, Token, any(&["Access_As_User"]), "Token differs: Access_As_User"),
        (Scope, Registration, any(&[]), "Registration differs: it has none"),
        (Scope, Consent, Said::NotRead, "Consent: not read"),
        (GraphPermissions, Registration, names(&["files.read", "User.Read", "openid"], true), "Registration agrees"),
        (GraphPermissions, Manifest, names(&["User.Read"], true), "Manifest differs: 1 of 2 lacks Files.Read"),
        (GraphPermissions, Consent, names(&["User.Read"], true), "Consent differs: 1 of 2 lacks Files.Read"),
        (GraphPermissions, Consent, names(&["User.Read"], false), "Consent: not read"),
        (GraphPermissions, Consent, names(&["User.Read", "Files.Read"], false), "Consent agrees"),
        (GraphPermissions, Token, names(&[], true), "Token: nothing to compare"),
    ] {
        assert_eq!(cell(&stated(), fact, side, said).text, text);
    }
}

#[test]
fn where_nobody_said_it_the_sides_are_compared_with_each_other() {
    for (registration, manifest, texts, value) in [
        // One alone agrees with nothing.
        (Said::NotRead, each(&[ID]), ["Registration: not read", "Manifest: nothing to compare"], Some(ID)),
        (
            Said::NotRead,
            each(&[ID, OTHER]),
            ["Registration: not read", "Manifest differs: 8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30"],
            Some(ID),
        ),
        (each(&[ID]), each(&[ID]), ["Registration agrees", "Manifest agrees"], Some(ID)),
        (
            each(&[OTHER]),
            each(&[ID]),
            ["Registration agrees", "Manifest differs: c6c1f32b-5e55-4997-881a-753cc1d563b7"],
            Some(OTHER),
        ),
        (Said::NotRead, each(&[]), ["Registration: not read", "Manifest: nothing to compare"], None),
    ] {
        let rows = rows(&Stated::default(), |side, fact| match (side, fact) {
            (Registration, ClientId) => registration.clone(),
            (Manifest, ClientId) => manifest.clone(),
            _ => Said::NotRead,
        });
        let [first, second, ..] = &rows[0].cells[..] else { panic!("{rows:?}") };
        assert_eq!([first.text.as_str(), second.text.as_str()], texts);
        assert_eq!((rows[0].value.as_deref(), rows[0].is_stated), (value, value.is_none()));
    }
}

/// What the manifest asks for beyond what was stated, or beyond the registration's list, lacks where it is not.
#[test]
fn what_the_manifest_names_is_wanted_too() {
    for (permissions, registration, texts) in [
        (
            &["User.Read"][..],
            &["User.Read"][..],
            ["Registration differs: 1 of 2 lacks Files.Read.All", "Manifest agrees"],
        ),
        (&[], &["User.Read"], ["Registration differs: 1 of 2 lacks Files.Read.All", "Manifest agrees"]),
        (
            &[],
            &["openid"],
            ["Registration differs: 0 of 2 lacks Files.Read.All, user.read", "Manifest: nothing to compare"],
        ),
        (&["User.Read"], &["User.Read", "files.read.all"], ["Registration agrees", "Manifest agrees"]),
    ] {
        let stated =
            Stated { permissions: permissions.iter().map(|name| (*name).to_owned()).collect(), ..Stated::default() };
        let rows = rows(&stated, |side, fact| match (side, fact) {
            (Registration | Consent, GraphPermissions) => names(registration, true),
            (Manifest, GraphPermissions) => names(&["openid", "Files.Read.All", "user.read"], true),
            _ => Said::NotRead,
        });
        let cells = &rows[4].cells;
        let text = |of| cells.iter().find(|cell| cell.side == of).unwrap().text.clone();
        assert_eq!([text(Registration), text(Manifest)], texts, "{permissions:?}");
        assert_eq!(text(Consent), texts[0].replace("Registration", "Consent"));
    }
}

#[test]
fn what_is_not_for_one_tenant_or_has_no_api_is_not_compared() {
    let any_tenant = Stated { tenant: Tenant::Any, ..stated() };
    let found = cell(&any_tenant, TenantFact, Token, each(&[ID]));
    assert_eq!(
        (found.state, found.text.as_str()),
        (CellState::NothingToCompare, "Token: any organization may sign in")
    );
    assert_eq!(cell(&any_tenant, TenantFact, Code, Said::NotRead).state, CellState::NotRead);
    let nested = Stated { scope: None, ..stated() };
    assert_eq!(cell(&nested, Scope, Registration, any(&["other"])).state, CellState::NothingToCompare);
}

#[test]
fn nothing_read_is_nothing_compared() {
    for row in rows(&stated(), |_, _| Said::NotRead) {
        assert!(row.cells.iter().all(|cell| matches!(cell.state, CellState::NotRead | CellState::NothingToCompare)));
        assert_eq!(row.cells.len(), AgreementSide::ALL.len());
        assert!(row.value.is_some() && row.is_stated);
    }
}

#[test]
fn values_are_short_for_their_column() {
    let rows = rows(&stated(), |_, _| Said::NotRead);
    assert_eq!(rows[0].short.as_deref(), Some("c6c1f32b…63b7"));
    assert_eq!(rows[4].short.as_deref(), Some("User.Read, Files.Read"));
    let CellState::Differs(port) = cell(&stated(), HostAndPort, Manifest, each(&["localhost:3001"])).state else {
        panic!("the port differs");
    };
    assert_eq!((port.short.as_str(), port.value.as_str(), port.place.as_str()), (":3001", "localhost:3001", "there"));
}
