//! What the listener answers. No page contains anything of the request.

/// The answers, good and bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    Received,
    /// The right state with an error instead of a code.
    Refused,
    WrongState,
    WrongHost,
    NotFound,
    MethodNotAllowed,
    /// The same for HEAD, which has no body.
    HeadNotAllowed,
    TooLarge,
    Malformed,
}

impl Page {
    /// Status line, title and sentence.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Received => ("200 OK", "Back to Hallpass", "You can close this window and go back to Hallpass."),
            Self::Refused => (
                "200 OK",
                "Not signed in",
                "The sign-in did not succeed. You can close this window: Hallpass explains why.",
            ),
            Self::WrongState => (
                "400 Bad Request",
                "Not this sign-in",
                "This page belongs to another sign-in. Go back to the one that Hallpass opened last.",
            ),
            Self::WrongHost => {
                ("400 Bad Request", "Wrong address", "This is not the address that Hallpass listens on.")
            }
            Self::NotFound => ("404 Not Found", "Not found", "There is nothing here."),
            Self::MethodNotAllowed | Self::HeadNotAllowed => {
                ("405 Method Not Allowed", "Not allowed", "Only GET is answered here.")
            }
            Self::TooLarge => ("431 Request Header Fields Too Large", "Too large", "This request is too large."),
            Self::Malformed => ("400 Bad Request", "Not understood", "This is no request that could be read."),
        }
    }

    /// The whole HTTP response. The address in the browser holds a code: nothing of it is sent on or kept.
    pub(super) fn response(self) -> Vec<u8> {
        let (status, title, sentence) = self.words();
        let body = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
            <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
            <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title} – Hallpass</title>\n</head>\n\
            <body>\n<main>\n<h1>{title}</h1>\n<p>{sentence}</p>\n</main>\n</body>\n</html>\n"
        );
        let allow = match self {
            Self::MethodNotAllowed | Self::HeadNotAllowed => "Allow: GET\r\n",
            _ => "",
        };
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
            Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; \
            frame-ancestors 'none'\r\n\
            X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCache-Control: no-store\r\n\
            {allow}Connection: close\r\n\r\n",
            body.len()
        );
        match self {
            Self::HeadNotAllowed => head.into_bytes(),
            _ => (head + &body).into_bytes(),
        }
    }
}
