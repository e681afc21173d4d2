//! A connection that is watched until its first byte: whether a client that shook hands also asks something, and whether
//! one at the port of http speaks TLS.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::Instant;

use super::{Scheme, Shared};
use crate::activity::{Handshake, What};

/// Who goes away within this time had no use for the connection. A browser opens some in advance, and keeps those longer.
const AT_ONCE: Duration = Duration::from_secs(1);

/// Bytes go through as they are.
pub struct Connection<S> {
    stream: S,
    /// Until something was read, or it ended.
    waiting: Option<Waiting>,
}

struct Waiting {
    since: Instant,
    shared: Arc<Shared>,
    scheme: Scheme,
}

/// The first byte of a TLS connection: the content type `handshake` (RFC 8446 §5.1). No request of HTTP begins so.
const TLS_HANDSHAKE: u8 = 22;

impl Waiting {
    /// What the first bytes, or that there are none, say of the client.
    fn judge(&self, first: Option<u8>) -> Option<Handshake> {
        match (self.scheme, first) {
            (Scheme::Http, Some(TLS_HANDSHAKE)) => Some(Handshake::TlsAtHttp),
            (Scheme::Https, None) if self.since.elapsed() < AT_ONCE => Some(Handshake::NoRequest),
            _ => None,
        }
    }
}

impl<S> Connection<S> {
    /// `scheme`: of the listener. Over https what is read is behind TLS.
    pub fn new(stream: S, shared: Arc<Shared>, scheme: Scheme) -> Self {
        Self { stream, waiting: Some(Waiting { since: Instant::now(), shared, scheme }) }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Connection<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if read.is_ready()
            && let Some(waiting) = self.waiting.take()
            && let Some(why) = waiting.judge(buffer.filled().get(before).copied())
        {
            waiting.shared.record(waiting.scheme, What::Handshake(why));
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Connection<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffers: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, buffers)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
