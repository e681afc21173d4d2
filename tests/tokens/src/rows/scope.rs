use serde_json::json;
use sso_core::token::CheckId::Scope;
use sso_core::token::TokenKind::{AppOnlyToken, IdToken};

use crate::made::*;
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    const NOT_THERE: &str = "does not have the scope";
    vec![
        Row::v2("scp empty").with("scp", "").fails(Scope, NOT_THERE),
        Row::v2("scp of another scope").with("scp", "User.Read").fails(Scope, NOT_THERE),
        Row::v2("scp misspelt").with("scp", "Access_As_User").fails(Scope, "misspelt: Access_As_User"),
        Row::v2("scp one letter too long").with("scp", "access_as_users").fails(Scope, NOT_THERE),
        Row::v2("scp with commas").with("scp", "access_as_user,User.Read").fails(Scope, NOT_THERE),
        Row::v2("scp with the Application ID URI").with("scp", format!("{URI}/access_as_user")).fails(Scope, NOT_THERE),
        Row::v1("version 1, scp of another scope").with("scp", "user_impersonation").fails(Scope, NOT_THERE),
        Row::of("ID token", IdToken, id_token()).fails(Scope, "it is an ID token"),
        Row::of("ID token with roles", IdToken, id_token())
            .with("roles", json!(["a"]))
            .fails(Scope, "it is an ID token"),
        Row::v2("ID token by the hash of a code")
            .without("scp")
            .with("c_hash", "h")
            .kind(IdToken)
            .fails(Scope, "it is an ID token"),
        Row::v2("ID token without a client")
            .without("scp")
            .without("azp")
            .kind(IdToken)
            .fails(Scope, "it is an ID token"),
        Row::v2("app-only by its roles")
            .without("scp")
            .with("roles", json!(["a"]))
            .kind(AppOnlyToken)
            .fails(Scope, "app-only"),
        Row::v1("version 1, app-only by its roles")
            .without("scp")
            .with("roles", json!(["a"]))
            .kind(AppOnlyToken)
            .fails(Scope, "app-only"),
        Row::v2("app-only by idtyp").without("scp").with("idtyp", "app").kind(AppOnlyToken).fails(Scope, "app-only"),
        Row::v2("app-only by idtyp, with a scope").with("idtyp", "app").kind(AppOnlyToken).fails(Scope, "by its idtyp"),
        Row::v2("app-only by its subject").without("scp").with("sub", OID).kind(AppOnlyToken).fails(Scope, "app-only"),
    ]
}
