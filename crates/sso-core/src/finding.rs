//! What a rule says about evidence. Every face (window, tray, CLI) shows the same findings.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

use crate::Place;
use crate::rules::Rule;
use crate::shown::{VALUE, shown};

/// Characters of a whole title, and of a whole detail or step; each value in it is shorter.
const TITLE: usize = 2 * VALUE;
const DETAIL: usize = 8 * VALUE;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Single sign-on does not work, or the manifest is refused.
    Error,
    /// It may work, but not for long, not everywhere, or not yet.
    Warning,
    /// Worth knowing; nothing is wrong.
    Info,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        })
    }
}

macro_rules! codes {
    ($($name:ident = $text:literal,)*) => {
        /// Stable, unique, kebab-case; one a rule. Consumers and `docs/rules.md` refer to them: never renamed. What a
        /// code means stands with its rule ([`crate::rules::of`]).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($name,)*
        }

        impl Code {
            /// In the order of `docs/rules.md`.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

codes! {
    // manifest
    NotWellFormed = "not-well-formed",
    NotAManifest = "not-a-manifest",
    EncodingMismatch = "encoding-mismatch",
    OfficeAppTypeUnknown = "office-app-type-unknown",
    AddInIdNotAGuid = "add-in-id-not-a-guid",
    ElementOutOfOrder = "element-out-of-order",
    ElementRepeated = "element-repeated",
    OverrideNamespaceUnknown = "override-namespace-unknown",
    OverrideTypeMismatch = "override-type-mismatch",
    OverrideMisplaced = "override-misplaced",
    OverridesOnlyForSso = "overrides-only-for-sso",
    WebApplicationInfoMissing = "web-application-info-missing",
    WebApplicationInfoMisplaced = "web-application-info-misplaced",
    WebApplicationInfoOutOfOrder = "web-application-info-out-of-order",
    WebApplicationInfoDuplicate = "web-application-info-duplicate",
    WebApplicationInfoIncomplete = "web-application-info-incomplete",
    WebApplicationInfoUnknownProperty = "web-application-info-unknown-property",
    MailNeedsV1_1 = "mail-needs-v1-1",
    MailOverrideIncomplete = "mail-override-incomplete",
    ClientIdNotAGuid = "client-id-not-a-guid",
    ClientIdPlaceholder = "client-id-placeholder",
    ClientIdIsAddInId = "client-id-is-add-in-id",
    ClientIdDiffersFromPlan = "client-id-differs-from-plan",
    MsaIdObsolete = "msa-id-obsolete",
    AuthorizationsObsolete = "authorizations-obsolete",
    ResourcePlaceholder = "resource-placeholder",
    ResourceNotApi = "resource-not-api",
    ResourceHostMismatch = "resource-host-mismatch",
    ResourceClientIdMismatch = "resource-client-id-mismatch",
    ResourceTrailing = "resource-trailing",
    ResourceUpperCase = "resource-upper-case",
    ResourceTooLong = "resource-too-long",
    ResourceDiffersFromPlan = "resource-differs-from-plan",
    ScopesEmpty = "scopes-empty",
    ScopeProfileMissing = "scope-profile-missing",
    ScopeOpenidMissing = "scope-openid-missing",
    ScopeNotAShortName = "scope-not-a-short-name",
    ScopeDuplicate = "scope-duplicate",
    NestedAppAuthIncomplete = "nested-app-auth-incomplete",
    NestedAppAuthRedirect = "nested-app-auth-redirect",
    NestedAppAuthVersion = "nested-app-auth-version",
    HostWithoutSso = "host-without-sso",
    HostNotOfAppType = "host-not-of-app-type",
    RequirementSetNamespace = "requirement-set-namespace",
    IdentityApiVersion = "identity-api-version",
    IdentityApiInOutlook = "identity-api-in-outlook",
    ResidUnresolved = "resid-unresolved",
    ResidTooLong = "resid-too-long",
    UrlNotHttps = "url-not-https",
    AppDomainsEmpty = "app-domains-empty",
    AppDomainsTooMany = "app-domains-too-many",
    AppDomainNotAnOrigin = "app-domain-not-an-origin",
    AppDomainLocalhostMissing = "app-domain-localhost-missing",
    // registration
    RegistrationUnreadable = "registration-unreadable",
    RegistrationPropertyUnreadable = "registration-property-unreadable",
    RegistrationDisabledByMicrosoft = "registration-disabled-by-microsoft",
    RegistrationDiffersFromPlan = "registration-differs-from-plan",
    RegistrationTooLarge = "registration-too-large",
    NameMissing = "name-missing",
    NameTooLong = "name-too-long",
    AccountTypesPersonalOnly = "account-types-personal-only",
    AccountTypesDifferFromPlan = "account-types-differ-from-plan",
    AccountTypesInNationalCloud = "account-types-in-national-cloud",
    TokenVersion1 = "token-version-1",
    TokenVersionUnknown = "token-version-unknown",
    AppIdUriMissing = "app-id-uri-missing",
    AppIdUriNotApi = "app-id-uri-not-api",
    AppIdUriWithoutHost = "app-id-uri-without-host",
    AppIdUriClientIdMismatch = "app-id-uri-client-id-mismatch",
    AppIdUriHostDiffersFromPlan = "app-id-uri-host-differs-from-plan",
    AppIdUriTrailing = "app-id-uri-trailing",
    AppIdUriUpperCase = "app-id-uri-upper-case",
    AppIdUriDefaultPort = "app-id-uri-default-port",
    AppIdUriDomainOfMicrosoft = "app-id-uri-domain-of-microsoft",
    AppIdUriUnverifiedDomain = "app-id-uri-unverified-domain",
    AppIdUriRefusedForm = "app-id-uri-refused-form",
    AppIdUriTooLong = "app-id-uri-too-long",
    AppIdUriTooMany = "app-id-uri-too-many",
    AppIdUriDuplicate = "app-id-uri-duplicate",
    AccessAsUserMissing = "access-as-user-missing",
    AccessAsUserMisspelt = "access-as-user-misspelt",
    AccessAsUserDisabled = "access-as-user-disabled",
    AccessAsUserAdminOnly = "access-as-user-admin-only",
    PermissionScopeTypeUnknown = "permission-scope-type-unknown",
    PermissionScopeTextsMissing = "permission-scope-texts-missing",
    PermissionScopeDuplicate = "permission-scope-duplicate",
    PermissionScopeNameTooLong = "permission-scope-name-too-long",
    PermissionScopesTooMany = "permission-scopes-too-many",
    OfficeNotPreAuthorized = "office-not-pre-authorized",
    PreAuthorizedPlatformsLeftOut = "pre-authorized-platforms-left-out",
    PreAuthorizedScopeUnknown = "pre-authorized-scope-unknown",
    PreAuthorizedForAnotherScope = "pre-authorized-for-another-scope",
    PreAuthorizedClientDuplicate = "pre-authorized-client-duplicate",
    PreAuthorizedOwnClient = "pre-authorized-own-client",
    PreAuthorizedClientNotNeeded = "pre-authorized-client-not-needed",
    PreAuthorizedClientUnknown = "pre-authorized-client-unknown",
    PreAuthorizedTooMany = "pre-authorized-too-many",
    MappedClaimsAccepted = "mapped-claims-accepted",
    OptionalClaimIdtypMissing = "optional-claim-idtyp-missing",
    AppRolesWithPersonalAccounts = "app-roles-with-personal-accounts",
    PermissionsTooMany = "permissions-too-many",
    // redirect
    RedirectUriMissing = "redirect-uri-missing",
    FallbackDialogMissing = "fallback-dialog-missing",
    FallbackDialogPlatform = "fallback-dialog-platform",
    DesktopRedirectUriMissing = "desktop-redirect-uri-missing",
    RedirectUriHostDiffersFromPlan = "redirect-uri-host-differs-from-plan",
    RedirectUriNotAbsolute = "redirect-uri-not-absolute",
    RedirectUriNotHttps = "redirect-uri-not-https",
    RedirectUriLoopbackAddress = "redirect-uri-loopback-address",
    RedirectUriOutOfBand = "redirect-uri-out-of-band",
    RedirectUriWildcard = "redirect-uri-wildcard",
    RedirectUriFragment = "redirect-uri-fragment",
    RedirectUriForbiddenCharacter = "redirect-uri-forbidden-character",
    RedirectUriTooLong = "redirect-uri-too-long",
    RedirectUriQuery = "redirect-uri-query",
    RedirectUrisTooMany = "redirect-uris-too-many",
    RedirectUriOnTwoPlatforms = "redirect-uri-on-two-platforms",
    RedirectUriPortAmbiguous = "redirect-uri-port-ambiguous",
    RedirectUriDuplicate = "redirect-uri-duplicate",
    RedirectUriHostCase = "redirect-uri-host-case",
    RedirectUriWithoutPath = "redirect-uri-without-path",
    ImplicitGrantEnabled = "implicit-grant-enabled",
    // secret
    ClientCredentialMissing = "client-credential-missing",
    ClientSecretExpired = "client-secret-expired",
    ClientSecretEndsSoon = "client-secret-ends-soon",
    ClientSecretLongLived = "client-secret-long-lived",
    ClientSecretsTooMany = "client-secrets-too-many",
    CertificateExpired = "certificate-expired",
    CertificateEndsSoon = "certificate-ends-soon",
    CertificateUsage = "certificate-usage",
    CertificateType = "certificate-type",
    // consent
    GraphPermissionsMissing = "graph-permissions-missing",
    PermissionProfileMissing = "permission-profile-missing",
    PermissionOpenidMissing = "permission-openid-missing",
    PermissionOfPlanMissing = "permission-of-plan-missing",
    PermissionUnknown = "permission-unknown",
    PermissionKindMismatch = "permission-kind-mismatch",
    PermissionTypeUnknown = "permission-type-unknown",
    PermissionAdminOnly = "permission-admin-only",
    ApplicationPermission = "application-permission",
    PermissionDuplicate = "permission-duplicate",
    AzureAdGraphRetired = "azure-ad-graph-retired",
    ServicePrincipalDisabled = "service-principal-disabled",
    AssignmentRequired = "assignment-required",
    PublicClientFlowsEnabled = "public-client-flows-enabled",
    // naa
    BrokerRedirectUriMissing = "broker-redirect-uri-missing",
    BrokerRedirectUriForm = "broker-redirect-uri-form",
    BrokerRedirectUriPlatform = "broker-redirect-uri-platform",
    BrokerRedirectUriFirst = "broker-redirect-uri-first",
    BrokerRedirectUriOfOneBroker = "broker-redirect-uri-of-one-broker",
    BrokerWithoutPage = "broker-without-page",
    ClientSecretNotNeeded = "client-secret-not-needed",
    NestedPermissionMissing = "nested-permission-missing",
    // on-behalf-of
    AssertionMalformed = "assertion-malformed",
    AssertionNotReadable = "assertion-not-readable",
    AssertionIsExchangeToken = "assertion-is-exchange-token",
    AssertionIsIdToken = "assertion-is-id-token",
    AssertionIsForGraph = "assertion-is-for-graph",
    AssertionIsAppOnly = "assertion-is-app-only",
    AssertionAudience = "assertion-audience",
    AssertionOfAnotherCloud = "assertion-of-another-cloud",
    AssertionExpired = "assertion-expired",
    ClientCredentialAbsent = "client-credential-absent",
    ClientSecretIsItsId = "client-secret-is-its-id",
    ClientSecretNotAsCopied = "client-secret-not-as-copied",
    ClientSecretEnded = "client-secret-ended",
    CertificateEnded = "certificate-ended",
    ScopeAbsent = "scope-absent",
    ScopeSeparator = "scope-separator",
    ScopeDefaultMixed = "scope-default-mixed",
    ScopeOfTwoResources = "scope-of-two-resources",
    ScopeNotConsented = "scope-not-consented",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Manifest,
    Registration,
    Token,
    /// A parameter of a request to the token endpoint.
    TokenRequest,
    OauthError,
    OfficeError,
    GraphError,
    /// Console output, a log, a code alone.
    Text,
}

/// A piece of evidence that decided a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    pub source: Source,
    /// A rule does not know the file's name: whoever read the file fills in the path.
    #[serde(flatten)]
    pub place: Place,
    /// The value found; never a secret, never a whole token.
    pub text: String,
}

/// `cli.md` fixes its JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub code: Code,
    pub severity: Severity,
    /// With the reader's own values, in the present tense, without a full stop.
    pub title: String,
    /// Sentences.
    pub detail: String,
    /// The one that decided comes first.
    pub evidence: Vec<Evidence>,
    /// One step a line, without a full stop.
    pub fix: Vec<String>,
    /// Numbers of the errors that Office or Entra would answer.
    pub would_cause: Vec<String>,
    pub not_your_fault: bool,
    /// `rules.md#<code>`
    pub docs: String,
    /// A fix that a machine may apply, where it is safe: all of them together, they do not overlap. Several, because moving
    /// an element takes one where it stands and one where it belongs. Only filled where they are asked for
    /// ([`crate::rules::manifest::check_manifest_with_edits`]).
    #[serde(skip)]
    pub edits: Vec<addin_manifest::Edit>,
}

impl Finding {
    /// With the rule's own severity, steps and numbers, and with long values cut; a rule changes what it knows better in this case.
    pub fn of(rule: &Rule, title: impl Into<String>, detail: impl Into<String>) -> Self {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Self {
            code: rule.code,
            severity: rule.severity,
            title: shown(title.into(), TITLE),
            detail: shown(detail.into(), DETAIL),
            evidence: Vec::new(),
            fix: owned(rule.fix),
            would_cause: owned(rule.would_cause),
            not_your_fault: false,
            docs: format!("rules.md#{}", rule.code),
            edits: Vec::new(),
        }
    }

    pub fn with_severity(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    pub fn with_evidence(mut self, evidence: impl IntoIterator<Item = Evidence>) -> Self {
        self.evidence.extend(evidence);
        self
    }

    pub fn with_edits(self, edits: Vec<addin_manifest::Edit>) -> Self {
        Self { edits, ..self }
    }

    /// Numbers for this case instead of the rule's, the likeliest first.
    pub fn with_would_cause(self, numbers: &[&str]) -> Self {
        Self { would_cause: numbers.iter().map(|number| (*number).to_owned()).collect(), ..self }
    }

    /// Steps for this case instead of the rule's.
    pub fn with_fix<T: Into<String>>(self, steps: impl IntoIterator<Item = T>) -> Self {
        Self { fix: steps.into_iter().map(|step| shown(step.into(), DETAIL)).collect(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_are_unique_and_kebab_case() {
        let texts = Code::ALL.iter().map(|code| code.as_str()).collect::<BTreeSet<_>>();
        assert_eq!(texts.len(), Code::ALL.len(), "a code comes twice");
        for code in Code::ALL {
            let text = code.as_str();
            let words = text.split('-').all(|word| {
                !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            });
            assert!(words && text.starts_with(|c: char| c.is_ascii_lowercase()), "{text}");
            assert_eq!(serde_json::to_value(code).unwrap(), text);
        }
    }

    #[test]
    fn a_finding_has_the_fields_that_its_readers_rely_on() {
        let rule = crate::rules::of(Code::ResourceTrailing).unwrap();
        let place = Place { path: Some("manifest.xml".into()), line: Some(12), column: Some(7) };
        let evidence = Evidence { source: Source::Manifest, place, text: "api://…/".into() };
        let finding = Finding::of(rule, "t", "d").with_evidence([evidence]).with_fix(["s"]);
        let expected = serde_json::json!({
            "code": "resource-trailing", "severity": "error", "title": "t", "detail": "d",
            "evidence": [
                { "source": "manifest", "path": "manifest.xml", "line": 12, "column": 7, "text": "api://…/" }
            ],
            "fix": ["s"], "would_cause": ["13004", "AADSTS500011"], "not_your_fault": false,
            "docs": "rules.md#resource-trailing"
        });
        assert_eq!(serde_json::to_value(finding).unwrap(), expected);
    }
}
