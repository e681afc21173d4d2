/// `error`, the value that a program may branch on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OAuthError {
    AccessDenied,
    AuthorizationDeclined,
    AuthorizationPending,
    BadVerificationCode,
    ConsentRequired,
    ExpiredToken,
    SlowDown,
    InteractionRequired,
    InvalidClient,
    InvalidGrant,
    InvalidRequest,
    InvalidResource,
    InvalidScope,
    LoginRequired,
    TemporarilyUnavailable,
    UnauthorizedClient,
    UnsupportedGrantType,
    UnsupportedResponseType,
}

impl OAuthError {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AccessDenied => "access_denied",
            Self::AuthorizationDeclined => "authorization_declined",
            Self::AuthorizationPending => "authorization_pending",
            Self::ConsentRequired => "consent_required",
            Self::BadVerificationCode => "bad_verification_code",
            Self::ExpiredToken => "expired_token",
            Self::SlowDown => "slow_down",
            Self::InteractionRequired => "interaction_required",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::InvalidRequest => "invalid_request",
            Self::InvalidResource => "invalid_resource",
            Self::InvalidScope => "invalid_scope",
            Self::LoginRequired => "login_required",
            Self::TemporarilyUnavailable => "temporarily_unavailable",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::UnsupportedResponseType => "unsupported_response_type",
        }
    }

    /// Where the token endpoint's answer says so in its status: 401 for the client's own credential, else 400.
    fn status(self) -> u16 {
        match self {
            Self::InvalidClient => 401,
            Self::TemporarilyUnavailable => 503,
            _ => 400,
        }
    }
}

/// Entra's answer to a broken rule. Trace, correlation and time are added where it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The number behind `AADSTS`.
    pub code: u32,
    pub error: OAuthError,
    /// HTTP status at the token endpoint.
    pub status: u16,
    /// Words of `error_description`, without number and trace.
    pub text: String,
    pub suberror: Option<&'static str>,
    /// JSON that the client hands on to the next sign-in.
    pub claims: Option<String>,
}

impl Refusal {
    pub(super) fn new(code: u32, error: OAuthError, text: impl Into<String>) -> Self {
        Self { code, error, status: error.status(), text: text.into(), suberror: None, claims: None }
    }

    pub(super) fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    pub(super) fn with_suberror(self, suberror: &'static str) -> Self {
        Self { suberror: Some(suberror), ..self }
    }

    pub(super) fn with_claims(self, claims: String) -> Self {
        Self { claims: Some(claims), ..self }
    }
}
