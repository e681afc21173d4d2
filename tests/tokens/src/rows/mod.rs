mod algorithm;
mod audience;
mod claims;
mod client;
mod form;
mod good;
mod issuer;
mod key;
mod lifetime;
mod others;
mod scope;
mod signature;
mod tenant;

use crate::row::Row;

pub fn all() -> Vec<Row> {
    [
        good::rows(),
        others::rows(),
        claims::rows(),
        form::rows(),
        algorithm::rows(),
        key::rows(),
        signature::rows(),
        issuer::rows(),
        tenant::rows(),
        audience::rows(),
        lifetime::rows(),
        scope::rows(),
        client::rows(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
