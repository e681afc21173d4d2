//! GUIDs of Microsoft's that people copy in the place of their own.

use std::borrow::Cow;

use uuid::{Uuid, uuid};

use super::{ClientId, TenantId};
use crate::{GRAPH_APP_ID, GraphPermission, OfficeClient};

/// What a GUID is the ID of, if it is one of Microsoft's own that stand in guides, tokens and registrations.
///
/// Source: the client IDs in the Office Add-ins documentation, and Microsoft's page on first-party applications.
pub(crate) fn of_microsoft(id: Uuid) -> Option<&'static str> {
    const OTHERS: [(Uuid, &str); 9] = [
        (GRAPH_APP_ID, "Microsoft Graph"),
        (uuid!("00000002-0000-0ff1-ce00-000000000000"), "Exchange Online"),
        (uuid!("00000003-0000-0ff1-ce00-000000000000"), "SharePoint Online"),
        (uuid!("00000002-0000-0000-c000-000000000000"), "Azure AD Graph"),
        (uuid!("04b07795-8ddb-461a-bbee-02f9e1bf7b46"), "the Azure CLI"),
        (uuid!("de8bc8b5-d9f9-48b1-a8ad-b748da725064"), "Graph Explorer"),
        (uuid!("14d82eec-204b-4c2f-b7e8-296a70dab67e"), "Microsoft Graph Command Line Tools"),
        (uuid!("5b3a4e4a-e55e-45ba-820b-ea16efbe3d5f"), "the scope that Microsoft's template makes"),
        (TenantId::PERSONAL_ACCOUNTS.uuid(), "the tenant of all personal Microsoft accounts"),
    ];
    let office = OfficeClient::by_id(ClientId::from_uuid(id)).map(|client| client.name);
    office.or_else(|| OTHERS.iter().find(|(known, _)| *known == id).map(|(_, name)| *name))
}

/// What a GUID is the ID of, if it is not a developer's own: as [`of_microsoft`], or of a permission.
pub(crate) fn not_own(id: Uuid) -> Option<Cow<'static, str>> {
    let permission = || GraphPermission::by_id(id).map(|known| format!("the permission {}", known.name).into());
    of_microsoft(id).map(Cow::Borrowed).or_else(permission)
}
