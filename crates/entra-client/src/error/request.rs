use super::EntraError;

/// Why nothing was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RequestFault {
    /// Plain http to a host that is not this machine.
    Insecure,
    /// A Graph address that is no path on the Graph origin.
    GraphPath,
    /// A tenant that cannot be a segment of an address.
    Tenant,
    /// The certificates to trust, or the operating system's store, cannot be used.
    Trust,
    /// A token or parameter cannot be put into a request.
    NotEncodable,
}

impl RequestFault {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Insecure => "address-not-https",
            Self::GraphPath => "graph-path-not-accepted",
            Self::Tenant => "tenant-not-accepted",
            Self::Trust => "trust-store-not-usable",
            Self::NotEncodable => "request-not-encodable",
        }
    }

    pub(super) fn hint(self) -> &'static str {
        match self {
            Self::Insecure => "use https; http is for this machine only",
            Self::GraphPath => "write the path alone, such as /v1.0/me: a token is sent to Graph and nowhere else",
            Self::Tenant => "use the Directory (tenant) ID, a verified domain, common, organizations or consumers",
            Self::Trust => "check the certificate file; on Linux, install the package ca-certificates",
            Self::NotEncodable => "copy the value again, without line breaks",
        }
    }
}

impl EntraError {
    pub(crate) fn not_sent(fault: RequestFault, what: impl Into<String>) -> Self {
        Self::NotSent { what: what.into(), fault }
    }
}
