//! A request on its way to bytes. Nothing here is judged: what is written down is sent.

use std::io::Write as _;

/// How far a request goes, and what may come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// So many, each 4xx; then the connection goes on unless the tenant closes it.
    These(usize),
    /// One or more, each 4xx; then the tenant closes.
    ThenEnd,
    /// The same, or the connection ends without: what came is not HTTP, or breaks off, or the tenant stopped reading in
    /// the middle.
    OrEnd,
}

/// What is sent, wrong by construction.
pub struct Hostile {
    /// As in `router()`; none for what names no route.
    pub route: &'static str,
    pub bytes: Vec<u8>,
    pub answers: Answers,
    /// Answers to HEAD have no body.
    pub is_head: bool,
    /// Nothing is written any more: half a request.
    pub breaks_off: bool,
}

#[derive(Clone)]
pub struct Draft {
    pub route: &'static str,
    pub method: String,
    pub target: String,
    pub version: &'static str,
    pub headers: Vec<(String, Vec<u8>)>,
    pub body: Vec<u8>,
}

impl Draft {
    pub fn new(route: &'static str, method: &str, target: impl Into<String>) -> Self {
        Self {
            route,
            method: method.to_owned(),
            target: target.into(),
            version: "HTTP/1.1",
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    pub fn header(mut self, name: &str, value: impl Into<Vec<u8>>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    pub fn form(self, body: impl Into<Vec<u8>>) -> Self {
        let mut draft = self.header("Content-Type", "application/x-www-form-urlencoded");
        draft.body = body.into();
        draft
    }

    pub fn json(self, body: impl Into<Vec<u8>>) -> Self {
        let mut draft = self.header("Content-Type", "application/json");
        draft.body = body.into();
        draft
    }

    pub fn bearer(self, token: &str) -> Self {
        self.header("Authorization", format!("Bearer {token}"))
    }

    /// The head with exactly these header lines; `Host` is one of them or is not there.
    pub fn head(&self) -> Vec<u8> {
        let mut bytes = format!("{} {} {}\r\n", self.method, self.target, self.version).into_bytes();
        for (name, value) in &self.headers {
            bytes.extend_from_slice(name.as_bytes());
            bytes.extend_from_slice(b": ");
            bytes.extend_from_slice(value);
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(b"\r\n");
        bytes
    }

    /// One request, framed as it should be.
    pub fn bytes(&self, host: &str) -> Vec<u8> {
        let mut framed = self.clone().header("Host", host);
        if !framed.body.is_empty() || ["POST", "PUT", "PATCH"].contains(&&*framed.method) {
            let length = framed.body.len().to_string();
            framed = framed.header("Content-Length", length);
        }
        let mut bytes = framed.head();
        bytes.extend_from_slice(&self.body);
        bytes
    }

    /// The same in chunks of this size.
    pub fn chunked(&self, host: &str, size: usize) -> Vec<u8> {
        let mut bytes = self.clone().header("Host", host).header("Transfer-Encoding", "chunked").head();
        for chunk in self.body.chunks(size.max(1)) {
            // Writing to a vector does not fail.
            let _ = write!(bytes, "{:x}\r\n", chunk.len());
            bytes.extend_from_slice(chunk);
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(b"0\r\n\r\n");
        bytes
    }

    /// Framed as it should be: one answer.
    pub fn send(self, host: &str) -> Hostile {
        let bytes = self.bytes(host);
        self.as_bytes(bytes, Answers::These(1))
    }

    pub fn as_bytes(&self, bytes: Vec<u8>, answers: Answers) -> Hostile {
        let is_head = self.method == "HEAD";
        Hostile { route: self.route, bytes, answers, is_head, breaks_off: false }
    }
}
