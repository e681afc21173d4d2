use serde_json::json;
use sso_core::token::CheckId::Audience;
use sso_core::token::Expected;

use crate::made::*;
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    let uri_in_capitals = format!("api://localhost:3000/{}", CLIENT.to_uppercase());
    vec![
        Row::v2("aud of another app").with("aud", OFFICE).fails(Audience, "not your app"),
        Row::v2("aud one character off")
            .with("aud", "c6c1f32b-5e55-4997-881a-753cc1d563b8")
            .fails(Audience, "they differ from character 36 on"),
        Row::v2("aud one character short")
            .with("aud", &CLIENT[..35])
            .fails(Audience, "they differ from character 36 on"),
        Row::v2("aud with a slash")
            .with("aud", format!("{CLIENT}/"))
            .fails(Audience, "they differ from character 37 on"),
        Row::v2("aud with a blank").with("aud", format!("{CLIENT} ")).fails(Audience, "which is U+0020"),
        Row::v2("aud in braces").with("aud", format!("{{{CLIENT}}}")).fails(Audience, "not your app"),
        Row::v2("aud empty").with("aud", "").fails(Audience, "not your app"),
        Row::v2("version 2, aud the Application ID URI")
            .with("aud", URI)
            .fails(Audience, "a version 2 token has the client ID"),
        Row::v2("aud a list with your app").with("aud", json!([CLIENT])).fails(Audience, "aud is no string"),
        Row::v1("version 1, aud a list with your app")
            .with("aud", json!([URI, "a"]))
            .fails(Audience, "aud is no string"),
        Row::v2("aud of Azure").with("aud", "https://management.azure.com/").fails(Audience, "not your app"),
        Row::v1("version 1, aud with another port")
            .with("aud", format!("api://localhost:3001/{CLIENT}"))
            .fails(Audience, "they differ from character 20 on"),
        Row::v1("version 1, aud without the port")
            .with("aud", format!("api://localhost/{CLIENT}"))
            .fails(Audience, "they differ from character 16 on"),
        Row::v1("version 1, aud without the host")
            .with("aud", format!("api://{CLIENT}"))
            .fails(Audience, "not your app"),
        Row::v1("version 1, aud with two slashes").with("aud", format!("{URI}//")).fails(Audience, "not your app"),
        Row::v1("version 1, aud in capital letters").with("aud", uri_in_capitals).fails(Audience, "large for small"),
        Row::v1("version 1, aud of another app at the same host")
            .with("aud", format!("api://localhost:3000/{OFFICE}"))
            .fails(Audience, "they differ from character 22 on"),
        Row::v1("version 1, aud a URI that is not known")
            .expecting(Expected { app_id_uris: Vec::new(), ..expected() })
            .fails(Audience, "it names your app by an Application ID URI, as version 1 tokens do"),
        Row::v1("version 1, aud the URI of another app, and none is known")
            .with("aud", format!("api://localhost:3000/{OFFICE}"))
            .expecting(Expected { app_id_uris: Vec::new(), ..expected() })
            .fails(Audience, "not your app"),
    ]
}
