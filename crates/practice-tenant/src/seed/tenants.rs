//! Contoso, Fabrikam, and the personal accounts.

use sso_core::{ClientId, GRAPH_APP_ID, TenantId};
use uuid::{Uuid, uuid};

use super::{AccessControl, CONTOSO, ConditionalAccessPolicy, Person, SeedTenant};

const FABRIKAM: TenantId = TenantId::from_uuid(uuid!("fab21ca0-0000-4000-8000-000000000001"));

/// The first one is home to the add-in.
pub fn tenants() -> Vec<SeedTenant> {
    let (fabrikam, personal) = (fabrikam(), personal_accounts());
    vec![contoso(&fabrikam, &personal), fabrikam, personal]
}

fn contoso(fabrikam: &SeedTenant, personal: &SeedTenant) -> SeedTenant {
    let domain = "contoso.onmicrosoft.com";
    let member = |number: u64, name: &str, local: &str| Person::member(id(number), name, &format!("{local}@{domain}"));
    let guest = |number: u64, from: &SeedTenant| {
        from.people.first().map(|at_home| Person::guest(id(number), domain, at_home, from.id))
    };
    let mut people = vec![
        member(1, "Adele Vance", "AdeleV"),
        member(2, "Alex Wilber", "AlexW"),
        Person { is_admin: true, ..member(3, "Megan Bowen", "MeganB") },
    ];
    people.extend(guest(4, fabrikam));
    people.extend(guest(5, personal));
    people.extend([
        member(6, "Isaiah Langer", "IsaiahL"),
        member(7, "Joni Sherman", "JoniS"),
        member(8, "Patti Fernandez", "PattiF"),
        member(9, "Miriam Graham", "MiriamG"),
        Person { account_enabled: false, ..member(10, "Henrietta Mueller", "HenriettaM") },
    ]);
    SeedTenant {
        id: CONTOSO,
        display_name: "Contoso".to_owned(),
        domains: vec![domain.to_owned()],
        people,
        policies: vec![
            policy(6, "MFA for Microsoft Graph", AccessControl::Mfa),
            policy(7, "MFA for Microsoft Graph, not registered yet", AccessControl::MfaRegistration),
            policy(8, "External challenge for Microsoft Graph", AccessControl::ExternalChallenge),
            policy(9, "No access to Microsoft Graph", AccessControl::Block),
        ],
    }
}

/// Object ID of somebody in Contoso.
fn id(number: u64) -> Uuid {
    Uuid::from_u64_pair(0x0e00_0000_0000_4000, 0x8000_0000_0000_0000 + number)
}

/// For one person alone, so that everybody else meets none.
fn policy(person: u64, name: &str, control: AccessControl) -> ConditionalAccessPolicy {
    ConditionalAccessPolicy {
        id: Uuid::from_u64_pair(0xca00_0000_0000_4000, 0x8000_0000_0000_0000 + person),
        display_name: name.to_owned(),
        users: [id(person)].into(),
        resources: [ClientId::from_uuid(GRAPH_APP_ID)].into(),
        control,
    }
}

fn fabrikam() -> SeedTenant {
    let member = |id: Uuid, name: &str, local: &str| Person::member(id, name, &format!("{local}@fabrikam.com"));
    SeedTenant {
        id: FABRIKAM,
        display_name: "Fabrikam".to_owned(),
        domains: vec!["fabrikam.onmicrosoft.com".to_owned(), "fabrikam.com".to_owned()],
        people: vec![
            member(uuid!("0f000000-0000-4000-8000-000000000001"), "Irvin Sayers", "IrvinS"),
            member(uuid!("0f000000-0000-4000-8000-000000000002"), "Lidia Holloway", "LidiaH"),
            Person {
                is_admin: true,
                ..member(uuid!("0f000000-0000-4000-8000-000000000003"), "Nestor Wilke", "NestorW")
            },
        ],
        policies: Vec::new(),
    }
}

/// Object IDs of personal accounts begin with zeros: field experience, in no source.
fn personal_accounts() -> SeedTenant {
    SeedTenant {
        id: TenantId::PERSONAL_ACCOUNTS,
        display_name: "Microsoft Accounts".to_owned(),
        domains: Vec::new(),
        people: vec![
            Person::member(uuid!("00000000-0000-0000-0e00-000000000001"), "Diego Siciliani", "DiegoS@outlook.example"),
            Person::member(uuid!("00000000-0000-0000-0e00-000000000002"), "Lynne Robbins", "LynneR@outlook.example"),
        ],
        policies: Vec::new(),
    }
}
