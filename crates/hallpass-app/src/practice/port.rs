//! Which two ports the shared tenant asks for.

use practice_tenant::is_port_free;

use super::{HTTP_PORT, HTTPS_PORT};
use crate::AppError;

/// How far the search for a free one goes.
const NEXT: u16 = 100;

/// For http and for https. `None`: the usual one, or the next that is free; 0: any; else that one alone.
///
/// # Errors
/// `practice-port`: one that was named is taken.
pub(super) fn choose(http: Option<u16>, https: Option<u16>) -> Result<(u16, u16), AppError> {
    for (flag, port) in [("--port", http), ("--https-port", https)] {
        if let Some(port) = port.filter(|port| *port != 0 && !is_port_free(*port)) {
            return Err(taken(flag, port));
        }
    }
    // The usual two move together; beside one that was named the other moves alone.
    Ok(match (http, https) {
        (None, None) => (HTTP_PORT, HTTPS_PORT),
        (None, Some(https)) => (next_free(HTTP_PORT, https), https),
        (Some(http), None) => (http, next_free(HTTPS_PORT, http)),
        (Some(http), Some(https)) => (http, https),
    })
}

/// Those of the usual ports that are taken, of the two that were not named.
pub(super) fn taken_usual(http: Option<u16>, https: Option<u16>) -> Vec<u16> {
    let usual = [(http, HTTP_PORT), (https, HTTPS_PORT)];
    usual
        .into_iter()
        .filter(|(named, usual)| named.is_none() && !is_port_free(*usual))
        .map(|(_, usual)| usual)
        .collect()
}

pub(super) fn taken(flag: &str, port: u16) -> AppError {
    AppError::could_not_check("practice-port", format!("port {port} is taken, so the practice tenant was not started"))
        .with_hint(format!("name another with {flag}, let it choose with {flag} 0, or leave {flag} out"))
}

fn next_free(from: u16, not: u16) -> u16 {
    let mut ports = (0..NEXT).filter_map(|by| from.checked_add(by));
    ports.find(|port| *port != not && is_port_free(*port)).unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn a_port_that_was_named_is_taken_or_nothing() {
        let holder = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = holder.local_addr().unwrap().port();
        for (http, https, flag) in [(Some(port), Some(0), "--port"), (Some(0), Some(port), "--https-port")] {
            let error = choose(http, https).unwrap_err();
            assert!(error.message.contains(&port.to_string()) && error.hint.unwrap().contains(flag));
        }
        assert_eq!(choose(None, None).unwrap(), (HTTP_PORT, HTTPS_PORT));
        assert_eq!(choose(Some(0), Some(0)).unwrap(), (0, 0));
        assert_ne!(next_free(port, 0), port);
        assert_ne!(choose(None, Some(HTTP_PORT)).map_or(0, |(http, _)| http), HTTP_PORT);
    }
}
