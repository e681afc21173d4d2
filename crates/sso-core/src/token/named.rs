use serde_json::Value;

use super::Decoded;

/// The claims that kind and checks rest on, found in one walk over all of them.
#[derive(Clone, Copy, Default)]
pub(super) struct Named<'a> {
    pub(super) appctx: Option<&'a Value>,
    pub(super) appid: Option<&'a Value>,
    pub(super) at_hash: Option<&'a Value>,
    pub(super) aud: Option<&'a Value>,
    pub(super) azp: Option<&'a Value>,
    pub(super) c_hash: Option<&'a Value>,
    pub(super) exp: Option<&'a Value>,
    pub(super) iat: Option<&'a Value>,
    pub(super) idtyp: Option<&'a Value>,
    pub(super) iss: Option<&'a Value>,
    pub(super) nbf: Option<&'a Value>,
    pub(super) nonce: Option<&'a Value>,
    pub(super) oid: Option<&'a Value>,
    pub(super) roles: Option<&'a Value>,
    pub(super) scp: Option<&'a Value>,
    pub(super) sub: Option<&'a Value>,
    pub(super) tid: Option<&'a Value>,
    pub(super) ver: Option<&'a Value>,
}

impl<'a> Named<'a> {
    pub(super) fn of(token: &'a Decoded) -> Self {
        let mut named = Self::default();
        for (name, value) in token.claims.iter() {
            let place = match name {
                "appctx" => &mut named.appctx,
                "appid" => &mut named.appid,
                "at_hash" => &mut named.at_hash,
                "aud" => &mut named.aud,
                "azp" => &mut named.azp,
                "c_hash" => &mut named.c_hash,
                "exp" => &mut named.exp,
                "iat" => &mut named.iat,
                "idtyp" => &mut named.idtyp,
                "iss" => &mut named.iss,
                "nbf" => &mut named.nbf,
                "nonce" => &mut named.nonce,
                "oid" => &mut named.oid,
                "roles" => &mut named.roles,
                "scp" => &mut named.scp,
                "sub" => &mut named.sub,
                "tid" => &mut named.tid,
                "ver" => &mut named.ver,
                _ => continue,
            };
            *place = Some(value);
        }
        named
    }
}
