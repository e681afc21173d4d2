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
    /// The server's metadata names no endpoint for device codes.
    NoDeviceCode,
    /// No private key with its certificate, or not one that Entra takes.
    Certificate,
    /// The private key cannot be opened without a password, or with this one.
    CertificatePassword,
}

impl RequestFault {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Insecure => "address-not-https",
            Self::GraphPath => "graph-path-not-accepted",
            Self::Tenant => "tenant-not-accepted",
            Self::Trust => "trust-store-not-usable",
            Self::NotEncodable => "request-not-encodable",
            Self::NoDeviceCode => "device-code-not-offered",
            Self::Certificate => "certificate-not-usable",
            Self::CertificatePassword => "certificate-password",
        }
    }

    pub(super) fn hint(self) -> &'static str {
        match self {
            Self::Insecure => "use https; http is for this machine only",
            Self::GraphPath => "write the path alone, such as /v1.0/me: a token is sent to Graph and nowhere else",
            Self::Tenant => "use the Directory (tenant) ID, a verified domain, common, organizations or consumers",
            Self::Trust => "check the certificate file; on Linux, install the package ca-certificates",
            Self::NotEncodable => "copy the value again, without line breaks",
            Self::NoDeviceCode => "sign in with the browser instead, without --device-code",
            Self::Certificate => {
                "name a PEM file with the certificate and its RSA private key, or a PFX file; the portal has only the \
                public half"
            }
            Self::CertificatePassword => "give the password that the file was written with",
        }
    }
}

impl EntraError {
    pub(crate) fn not_sent(fault: RequestFault, what: impl Into<String>) -> Self {
        Self::NotSent { what: what.into(), fault }
    }
}
