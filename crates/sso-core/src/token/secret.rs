//! Types that do not print. Their text leaves only by `expose`.

use secrecy::{ExposeSecret, SecretString};

macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(SecretString);

        impl $name {
            pub fn new(text: impl Into<String>) -> Self {
                Self(SecretString::from(text.into()))
            }

            /// The text itself. A caller that prints, logs or stores it has made a mistake.
            pub fn expose(&self) -> &str {
                self.0.expose_secret()
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

secret!(
    /// An access token: bootstrap token, API token, or Graph token.
    AccessToken
);
secret!(
    /// An ID token.
    IdToken
);
secret!(
    /// A user identity token of Exchange.
    ExchangeIdentityToken
);
secret!(
    /// A refresh token.
    RefreshToken
);
secret!(
    /// The value of a client secret (not its ID).
    ClientSecret
);
secret!(
    /// A certificate with its private key, in PEM.
    CertificateKey
);
