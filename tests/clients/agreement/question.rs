//! A row of the table as a question that every library understands, and our own answer to it.

use serde_json::{Value, json};
use sso_core::token::{CheckId, Jwks, TokenReport, Verdict};
use token_table::Row;
use token_table::made::NOW;

/// The longest tolerance that a server should have.
const MOST: i64 = 300;

/// Token, keys, time, and what a server expects that serves both versions of tokens: it chooses issuer, audience and the
/// issuer's keys by `ver` and `tid` before it asks its library, which knows neither.
pub fn of(row: &Row) -> Value {
    let expected = row.expected();
    let client_id = expected.client_id.to_string();
    let audiences: Vec<String> = match row.claim("ver") {
        // Any of the app's URIs, maybe with a slash behind it.
        Some("1.0") => {
            let uris = expected.app_id_uris.iter().flat_map(|uri| [uri.to_string(), format!("{uri}/")]);
            std::iter::once(client_id).chain(uris).collect()
        }
        _ => vec![client_id],
    };
    json!({
        "name": row.name,
        "token": row.token(),
        "keys": keys(row),
        "now": NOW,
        "tolerance": expected.skew.as_secs().clamp(0, MOST),
        "audiences": audiences,
        "issuers": issuer(row).into_iter().collect::<Vec<_>>(),
    })
}

/// The keys that are for this token's issuer. A key says so by a member `issuer`, which is Entra's own: a server that hands
/// its library all keys lets the key of personal accounts sign for every tenant.
fn keys(row: &Row) -> Jwks {
    let with_tenant = |template: &str| match template.to_ascii_lowercase().find(PLACE) {
        Some(at) => {
            format!("{}{}{}", &template[..at], row.claim("tid").unwrap_or_default(), &template[at + PLACE.len()..])
        }
        None => template.to_owned(),
    };
    let version_two = with_tenant(&row.expected().issuer);
    let is_for = |issuer: &str| row.claim("iss") == Some(issuer) || issuer == version_two;
    let mut keys = row.key_set();
    keys.keys.retain(|key| key.issuer.as_deref().is_none_or(|template| is_for(&with_tenant(template))));
    keys
}

const PLACE: &str = "{tenantid}";

/// The one issuer that a token of this `ver` and `tid` may have. Where there is none, a library is told a list of none.
fn issuer(row: &Row) -> Option<String> {
    let tenant = row.claim("tid").filter(|tid| tid.len() == 36 && tid.parse::<uuid::Uuid>().is_ok());
    let metadata = &row.expected().issuer;
    match row.claim("ver")? {
        "2.0" if metadata.contains(PLACE) => Some(metadata.replace(PLACE, tenant?)),
        "2.0" => Some(metadata.clone()),
        "1.0" => {
            let mut segments = metadata.strip_prefix("https://")?.split('/');
            let (host, of_metadata) = (segments.next()?, segments.next()?);
            let of_version_one = match host {
                "login.microsoftonline.com" | "login.microsoftonline.us" => "sts.windows.net",
                "login.partner.microsoftonline.cn" => "sts.chinacloudapi.cn",
                other => other,
            };
            let tenant = if of_metadata == PLACE { tenant? } else { of_metadata };
            Some(format!("https://{of_version_one}/{tenant}/"))
        }
        _ => None,
    }
}

/// Whether Hallpass has nothing against this aspect of the token.
pub fn accepts(report: &TokenReport, aspect: &str) -> bool {
    let holds = |id| matches!(report.check(id), Some(check) if matches!(check.verdict, Verdict::Pass | Verdict::Warn));
    // Verified: also that the key is one of the issuer's.
    let signature = report.verified && [CheckId::Form, CheckId::Algorithm, CheckId::Key].into_iter().all(holds);
    let claims = match aspect {
        "signature" => true,
        "lifetime" => holds(CheckId::Lifetime),
        "audience" => holds(CheckId::Audience),
        "issuer" => holds(CheckId::Issuer),
        other => panic!("nobody asks for {other}"),
    };
    signature && claims
}
