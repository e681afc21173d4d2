//! Every documented claim of access and ID tokens, in the order in which a person asks: for whom, by whom, who, when,
//! what is allowed, the rest.
//!
//! Sources: Microsoft's "Access token claims reference", "ID token claims reference", "Optional claims reference", and
//! Exchange's "Inside the Exchange identity token".

pub(super) struct Known {
    pub(super) name: &'static str,
    pub(super) meaning: &'static str,
    pub(super) shape: Shape,
}

/// How a value is shown to a person.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// As it is.
    Plain,
    /// Seconds of Unix time.
    Time,
    /// A GUID or an address that may have a name.
    Named,
    /// The authority that issued, or another one that a guest comes from.
    Issuer,
    /// A list of which some items have a meaning.
    Each(&'static [(&'static str, &'static str)]),
    /// One of a few values, each with a meaning.
    OneOf(&'static [(&'static str, &'static str)]),
}

use Shape::{Each, Issuer, Named, OneOf, Plain, Time};

const fn known(name: &'static str, shape: Shape, meaning: &'static str) -> Known {
    Known { name, meaning, shape }
}

const CLIENT_CREDENTIAL: Shape =
    OneOf(&[("0", "public client, no credential"), ("1", "client ID and secret"), ("2", "client certificate")]);

const METHODS: Shape = Each(&[
    ("pwd", "password"),
    ("mfa", "multifactor authentication"),
    ("rsa", "a private key, such as a certificate's or the Authenticator app's"),
    ("otp", "one-time passcode"),
    ("fed", "federated sign-in"),
    ("wia", "Windows integrated authentication"),
    ("ngcmfa", "multifactor authentication, to set up a credential"),
    ("wiaormfa", "Windows integrated or multifactor authentication"),
]);

/// Members of the header. Sources: the claims references, and RFC 7515 §4.1.
pub(super) const HEADER: &[Known] = &[
    known("typ", Plain, "type of the token"),
    known("alg", Plain, "how it was signed: Entra uses RS256, and a server accepts nothing else"),
    known("kid", Plain, "name of the key: to be found among the keys of the issuer's metadata"),
    known("x5t", Plain, "thumbprint of the key's certificate; in version 1 tokens the same as kid"),
    known("nonce", Plain, "only in tokens for Microsoft's own APIs, such as Graph: nobody else can verify those"),
    known("jwk", Plain, "a key that the token brings itself: never to be used"),
    known("jku", Plain, "an address of keys that the token brings itself: never to be called"),
    known("x5c", Plain, "a certificate that the token brings itself: never to be used"),
    known("x5u", Plain, "an address of a certificate that the token brings itself: never to be called"),
    known("crit", Plain, "extensions that a reader must know or refuse the token; Entra uses none"),
];

pub(super) const KNOWN: &[Known] = &[
    known("aud", Named, "for whom the token is: your server takes it only if this is your app"),
    known("iss", Issuer, "who issued it: the authority of one tenant, compared character by character"),
    known(
        "ver",
        OneOf(&[("1.0", "version 1 token"), ("2.0", "version 2 token")]),
        "version of the token; the API's requestedAccessTokenVersion decides it, not the endpoint",
    ),
    known("azp", Named, "the client that asked for the token: an Office application, or your own app (version 2)"),
    known("appid", Named, "the client that asked for the token: an Office application, or your own app (version 1)"),
    known("azpacr", CLIENT_CREDENTIAL, "how that client proved itself (version 2); not to be validated"),
    known("appidacr", CLIENT_CREDENTIAL, "how that client proved itself (version 1); not to be validated"),
    known("scp", Plain, "delegated scopes, separated by blanks; a bootstrap token has access_as_user"),
    known("roles", Plain, "app roles of the user, or of the application itself in an app-only token"),
    known(
        "idtyp",
        OneOf(&[("app", "app-only token"), ("user", "token of a user")]),
        "whether a user or an application stands behind the token",
    ),
    known("tid", Named, "tenant of the sign-in; for a guest the tenant visited. With oid the key to store a user by"),
    known(
        "oid",
        Plain,
        "the user in that tenant, the same in every app and in Graph. With tid the key to store a user by",
    ),
    known("sub", Plain, "the user for this app alone: another app sees another value"),
    known("name", Plain, "display name: shown, never compared, may change"),
    known("preferred_username", Plain, "sign-in name: shown, never a key, may change"),
    known("upn", Plain, "user principal name: shown, never a key, may change"),
    known("unique_name", Plain, "a readable name (version 1): shown, never a key, not unique"),
    known("email", Plain, "e-mail address: shown, never a key; it is not verified"),
    known("given_name", Plain, "first name"),
    known("family_name", Plain, "last name"),
    known("nickname", Plain, "another name of the user"),
    known("exp", Time, "expires: from then on the token is refused"),
    known("nbf", Time, "not before: until then the token is refused"),
    known("iat", Time, "issued at: when the authentication for this token took place"),
    known("auth_time", Time, "when the user last signed in"),
    known("nonce", Plain, "value of the sign-in request that comes back, against replayed ID tokens"),
    known("c_hash", Plain, "hash of the authorization code that came with an ID token"),
    known("at_hash", Plain, "hash of the access token that came with an ID token"),
    known("idp", Issuer, "where the user signed in, if not at iss: a guest's home, or live.com for a personal account"),
    known("acct", OneOf(&[("0", "member of the tenant"), ("1", "guest in the tenant")]), "member or guest"),
    known(
        "acr",
        OneOf(&[("0", "the sign-in did not meet ISO/IEC 29115"), ("1", "the sign-in met ISO/IEC 29115")]),
        "authentication context class (version 1, legacy)",
    ),
    known("acrs", Plain, "authentication contexts that were met, for step-up"),
    known("amr", METHODS, "how the user proved identity (version 1)"),
    known("groups", Plain, "object IDs of the user's groups; beyond 200 they are left out and Graph must be asked"),
    known("hasgroups", Plain, "the user is in too many groups to list: ask Graph"),
    known("_claim_names", Plain, "claims that were too many to list; ask Graph instead of the address given"),
    known(
        "_claim_sources",
        Plain,
        "where left-out claims could be fetched: an address of the old graph.windows.net, not to be called",
    ),
    known("wids", Plain, "directory roles of the user"),
    known("xms_cc", Each(&[("cp1", "claims challenges")]), "what the client can handle"),
    known("ipaddr", Plain, "address from which the user signed in"),
    known("sid", Plain, "session of the sign-in"),
    known("login_hint", Plain, "hint for the next sign-in of the same account"),
    known("onprem_sid", Plain, "the user's security identifier in the on-premises domain"),
    known("in_corp", Plain, "the sign-in came from a network that the tenant calls its own"),
    known("pwd_exp", Plain, "when the password expires"),
    known("pwd_url", Plain, "where the password can be changed"),
    known("ctry", Plain, "country or region of the user"),
    known("tenant_ctry", Plain, "country or region of the tenant"),
    known("tenant_region_scope", Plain, "region of the tenant"),
    known("fwd", Plain, "original address of the sign-in, if a proxy stood between"),
    known("vnet", Plain, "virtual network of the sign-in"),
    known("verified_primary_email", Plain, "verified e-mail addresses of the user"),
    known("verified_secondary_email", Plain, "further verified e-mail addresses of the user"),
    known("xms_edov", Plain, "whether the domain of the e-mail address was verified by its owner"),
    known("xms_pdl", Plain, "preferred data location"),
    known("xms_pl", Plain, "preferred language of the user"),
    known("xms_tpl", Plain, "preferred language of the tenant"),
    known("ztdid", Plain, "identity of the device in zero-touch deployment"),
    known("aio", Plain, "internal to Entra: ignore"),
    known("rh", Plain, "internal to Entra: ignore"),
    known("e_exp", Plain, "extended expiry, not documented: ignore"),
    known("uti", Plain, "unique ID of this token, for the sign-in log"),
    known("appctx", Plain, "Exchange: the mailbox user (msexchuid) and the metadata address (amurl)"),
    known("appctxsender", Plain, "Exchange: the server that sent the token"),
    known("isbrowserhostedapp", Plain, "Exchange: the add-in runs in a browser"),
];
