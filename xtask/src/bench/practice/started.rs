//! A server that is started for a measurement, and gone after it.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;

/// Far more than either side takes; longer means that it will never come.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_micros(500);

pub struct Server {
    pub command: Command,
    /// For http.
    pub port: u16,
    /// Of the discovery document.
    pub path: &'static str,
}

/// One that has answered. Ends when it is dropped.
pub struct Started {
    child: Child,
    /// From the start of its process to the end of its first answer.
    pub took: Duration,
}

impl Server {
    /// Starts it, and asks for the discovery document until it is there.
    pub fn start(mut self) -> Result<Started, Failure> {
        let name = self.command.get_program().to_string_lossy().into_owned();
        let failed = |why: &dyn std::fmt::Display| Failure::new(format!("{name}: {why}"));
        let command = self.command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        let child = command.spawn().map_err(|error| failed(&error))?;
        let mut started = Started { child, took: Duration::ZERO };
        while !answers(self.port, self.path) {
            if let Ok(Some(status)) = started.child.try_wait() {
                return Err(failed(&format!("ended before it answered: {status}")));
            }
            if start.elapsed() > PATIENCE {
                return Err(failed(&format!("does not answer at port {}", self.port)));
            }
            thread::sleep(PAUSE);
        }
        started.took = start.elapsed();
        Ok(started)
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // One that has ended by itself is gone as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether the document is there, whole.
fn answers(port: u16, path: &str) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().map_or(false, |answer| is_discovery(&answer))
}

fn is_discovery(answer: &str) -> bool {
    answer.starts_with("HTTP/1.1 200 ") && answer.contains("\"jwks_uri\"") && answer.trim_end().ends_with('}')
}

/// Nobody has it now; whoever starts at once gets it.
pub fn free_port() -> Result<u16, Failure> {
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| Ok(listener.local_addr()?.port()));
    port.map_err(|error| Failure::new(format!("there is no free port on 127.0.0.1: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_document_is_an_answer() {
        let whole = "HTTP/1.1 200 OK\r\n\r\n{\"jwks_uri\":\"http://localhost/keys\"}\n";
        assert!(is_discovery(whole));
        assert!(!is_discovery(&whole.replace("200", "503")));
        assert!(!is_discovery(&whole.replace('}', "")));
        assert!(!is_discovery("HTTP/1.1 200 OK\r\n\r\n{}"));
    }

    #[test]
    fn a_program_that_ends_does_not_answer() {
        let mut command = Command::new("cargo");
        command.arg("--version");
        let server = Server { command, port: free_port().unwrap(), path: "/" };
        let failure = server.start().err().unwrap().to_string();
        assert!(failure.starts_with("cargo: ended before it answered"), "{failure}");
    }

    #[test]
    fn a_server_answers_when_its_document_is_there() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 256];
            let length = stream.read(&mut request).unwrap();
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n{\"jwks_uri\":\"x\"}").unwrap();
            String::from_utf8_lossy(&request[..length]).into_owned()
        });
        assert!(answers(port, "/a"));
        let request = server.join().unwrap();
        assert!(request.starts_with(&format!("GET /a HTTP/1.1\r\nHost: localhost:{port}\r\n")), "{request}");
    }
}
