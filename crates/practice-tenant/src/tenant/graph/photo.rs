//! `/me/photo`: one person has one, so that both answers can be seen.

use serde_json::json;
use uuid::Uuid;

use super::{Access, Call, GraphBody, GraphRefusal, GraphReply, Tenant, Workload};

/// 96 × 96 pixels, made for this tenant.
const PHOTO: &[u8] = include_bytes!("photo.jpg");

const OWN: Access = Access {
    workload: Workload::Exchange,
    scopes: &["User.Read", "User.ReadWrite", "User.ReadBasic.All", "User.Read.All", "ProfilePhoto.Read.All"],
    roles: &["User.Read.All", "User.ReadWrite.All", "ProfilePhoto.Read.All"],
};

const OTHERS: Access = Access { scopes: &["User.ReadBasic.All", "User.Read.All", "ProfilePhoto.Read.All"], ..OWN };

impl Tenant {
    pub(super) fn photo(&self, call: &Call<'_>, user: Uuid) -> Result<GraphReply, GraphRefusal> {
        self.photo_of(call, user)?;
        Ok(GraphReply::json(
            200,
            json!({
                "@odata.context": format!("https://graph.microsoft.com/v1.0/$metadata#users('{user}')/photo/$entity"),
                "@odata.mediaContentType": "image/jpeg",
                "id": "96x96",
                "height": 96,
                "width": 96,
            }),
        ))
    }

    pub(super) fn photo_content(&self, call: &Call<'_>, user: Uuid) -> Result<GraphReply, GraphRefusal> {
        Ok(GraphReply { status: 200, body: GraphBody::Jpeg(self.photo_of(call, user)?) })
    }

    /// The first person of a tenant of work accounts has one: the one whom the seed offers for signing in.
    fn photo_of(&self, call: &Call<'_>, user: Uuid) -> Result<&'static [u8], GraphRefusal> {
        let is_own = call.caller.user().is_ok_and(|caller| caller == user);
        call.caller.check(if is_own { &OWN } else { &OTHERS })?;
        let (directory, person) = self.person_of(user)?;
        let has_one = !directory.is_personal() && directory.people.first() == Some(person);
        match has_one {
            true => Ok(PHOTO),
            false => Err(GraphRefusal::new(
                404,
                "ImageNotFound",
                "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.",
            )),
        }
    }
}
