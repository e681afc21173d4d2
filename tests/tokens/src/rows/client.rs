use sso_core::token::CheckId::Client;

use crate::made::*;
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    const UNKNOWN: &str = "neither your app nor one of Office's";
    vec![
        Row::v2("asked for by an unknown client").with("azp", OTHER_TENANT).warns(Client, UNKNOWN),
        Row::v1("version 1, asked for by an unknown client").with("appid", OTHER_TENANT).warns(Client, UNKNOWN),
        Row::v2("asked for by Azure CLI").with("azp", "04b07795-8ddb-461a-bbee-02f9e1bf7b46").warns(Client, UNKNOWN),
        Row::v2("asked for by SharePoint Online, of an old list")
            .with("azp", "57fb890c-0dab-4253-a5e0-7188c88b2bb4")
            .warns(Client, "does not name for add-ins"),
        Row::v2("asked for by Exchange Online, of Teams apps' lists")
            .with("azp", "00000002-0000-0ff1-ce00-000000000000")
            .warns(Client, "does not name for add-ins"),
        Row::v2("azp no GUID").with("azp", "Office").warns(Client, "azp is no GUID"),
        Row::v2("azp empty").with("azp", "").warns(Client, "azp is no GUID"),
        Row::v2("azp of all Office")
            .with("azp", "ea5a67f6-b6f3-4338-b240-c655ddc3cc8e")
            .warns(Client, "is not documented"),
        Row::v2("azp of the documentation's sample")
            .with("azp", "e4590ed6-62b3-5102-beff-bad2292ab01c")
            .warns(Client, "a sample in the documentation"),
    ]
}
