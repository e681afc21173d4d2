//! The two ports of a tenant, each on 127.0.0.1 and, where the machine has it, on ::1.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

/// How far the search for a free pair goes.
const NEXT_PAIRS: u16 = 100;

/// How often a port that is free on 127.0.0.1 may be taken on ::1.
const TRIES: usize = 20;

pub struct Ports {
    pub http: Port,
    pub https: Port,
}

/// One port, listened to on every loopback address.
pub struct Port {
    pub number: u16,
    pub listeners: Vec<TcpListener>,
}

impl Ports {
    /// The ports asked for or, if one of them is taken, the next pair of which both are free. 0 is any free port.
    pub fn open(http: u16, https: u16) -> io::Result<Self> {
        let step = |port: u16, by: u16| if port == 0 { Some(0) } else { port.checked_add(by) };
        let mut last = io::Error::from(io::ErrorKind::AddrInUse);
        for by in 0..NEXT_PAIRS {
            let (Some(http), Some(https)) = (step(http, by), step(https, by)) else { break };
            match Port::open(http).and_then(|http| Ok(Self { http, https: Port::open(https)? })) {
                Ok(ports) => return Ok(ports),
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

/// Whether a port could be opened just now on every loopback address.
pub fn is_port_free(number: u16) -> bool {
    Port::open(number).is_ok()
}

impl Port {
    fn open(number: u16) -> io::Result<Self> {
        let tries = if number == 0 { TRIES } else { 1 };
        let mut last = io::Error::from(io::ErrorKind::AddrInUse);
        for _ in 0..tries {
            match Self::open_once(number) {
                Ok(port) => return Ok(port),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    fn open_once(number: u16) -> io::Result<Self> {
        let first = listen(Ipv4Addr::LOCALHOST.into(), number)?;
        let number = first.local_addr()?.port();
        let mut listeners = vec![first];
        match listen(Ipv6Addr::LOCALHOST.into(), number) {
            Ok(second) => listeners.push(second),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(error),
            // This machine has no ::1.
            Err(_) => {}
        }
        Ok(Self { number, listeners })
    }
}

fn listen(address: IpAddr, port: u16) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(SocketAddr::new(address, port))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_moves_the_pair() {
        let taken = Ports::open(0, 0).unwrap();
        let (http, https) = (taken.http.number, taken.https.number);
        let next = Ports::open(http, https).unwrap();
        assert!(next.http.number > http);
        assert_eq!(next.http.number - http, next.https.number - https);
    }

    #[test]
    fn listens_on_loopback_alone() {
        let ports = Ports::open(0, 0).unwrap();
        for listener in ports.http.listeners.iter().chain(&ports.https.listeners) {
            assert!(listener.local_addr().unwrap().ip().is_loopback());
        }
        assert_ne!(ports.http.number, ports.https.number);
    }

    #[test]
    fn the_last_port_has_no_next() {
        let holder = TcpListener::bind((Ipv4Addr::LOCALHOST, 65535));
        assert!(holder.is_err() || Ports::open(65535, 0).is_err());
    }
}
