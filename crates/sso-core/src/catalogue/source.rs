use serde::Deserialize;

macro_rules! references {
    ($($name:ident = $title:literal, $address:literal;)*) => {
        /// Where a fact of the catalogue is from.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Reference {
            $($name,)*
        }

        impl Reference {
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$name => $title,)*
                }
            }

            /// Empty for what is no page.
            pub fn address(self) -> &'static str {
                match self {
                    $(Self::$name => $address,)*
                }
            }
        }
    };
}

references! {
    SsoTroubleshooting = "Troubleshoot error messages for single sign-on",
        "https://learn.microsoft.com/office/dev/add-ins/develop/troubleshoot-sso-in-office-add-ins";
    OfficeJs = "Office.js, error enumeration", "https://github.com/OfficeDev/office-js";
    OfficeErrorCodes = "Office Common API error codes",
        "https://learn.microsoft.com/office/dev/add-ins/reference/javascript-api-for-office-error-codes";
    DialogErrors = "Handle errors and events in the Office dialog box",
        "https://learn.microsoft.com/office/dev/add-ins/develop/dialog-handle-errors-events";
    DialogAuth = "Authenticate and authorize with the Office dialog API",
        "https://learn.microsoft.com/office/dev/add-ins/develop/auth-with-office-dialog-api";
    LegacyExchangeTokens = "FAQ: nested app authentication and Outlook legacy tokens",
        "https://learn.microsoft.com/office/dev/add-ins/outlook/faq-nested-app-auth-outlook-legacy-tokens";
    SsoOverview = "Enable single sign-on in an Office Add-in",
        "https://learn.microsoft.com/office/dev/add-ins/develop/sso-in-office-add-ins";
    RegisterSsoAddIn = "Register an Office Add-in that uses single sign-on",
        "https://learn.microsoft.com/office/dev/add-ins/develop/register-sso-add-in-aad-v2";
    RuntimeLogging = "Debug your add-in with runtime logging",
        "https://learn.microsoft.com/office/dev/add-ins/testing/runtime-logging";
    NestedAppAuth = "Enable nested app authentication in an Office Add-in",
        "https://learn.microsoft.com/office/dev/add-ins/develop/enable-nested-app-authentication-in-your-add-in";
    IdentityApi = "Identity API requirement sets",
        "https://learn.microsoft.com/javascript/api/requirement-sets/common/identity-api-requirement-sets";
    ManifestReference = "WebApplicationInfo in the manifest reference",
        "https://learn.microsoft.com/javascript/api/manifest/webapplicationinfo";
    EntraErrorCodes = "Microsoft Entra authentication and authorization error codes",
        "https://learn.microsoft.com/entra/identity-platform/reference-error-codes";
    OnBehalfOf = "On-Behalf-Of flow", "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow";
    DeviceCode = "Device authorization grant flow",
        "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code";
    RedirectUri = "Redirect URI (reply URL) restrictions", "https://learn.microsoft.com/entra/identity-platform/reply-url";
    CertificateCredentials = "Certificate credentials",
        "https://learn.microsoft.com/entra/identity-platform/certificate-credentials";
    IdentifierUri = "Restrictions on identifier URIs",
        "https://learn.microsoft.com/entra/identity-platform/identifier-uri-restrictions";
    SupportedAccounts = "Validation differences by supported account types",
        "https://learn.microsoft.com/entra/identity-platform/supported-accounts-validation";
    ClaimsChallenge = "Claims challenges, claims requests and client capabilities",
        "https://learn.microsoft.com/entra/identity-platform/claims-challenge";
    AppManifestFormats = "App manifest: from the Azure AD Graph format to Microsoft Graph's",
        "https://learn.microsoft.com/entra/identity-platform/azure-active-directory-graph-app-manifest-deprecation";
    GraphErrors = "Microsoft Graph error responses", "https://learn.microsoft.com/graph/errors";
    GraphApplication = "Microsoft Graph, application resource",
        "https://learn.microsoft.com/graph/api/resources/application";
    AppPolicy = "Application management policies",
        "https://learn.microsoft.com/graph/api/resources/applicationauthenticationmethodpolicy";
    AzureSdk = "Troubleshooting of the Azure SDK's sign-in",
        "https://github.com/Azure/azure-sdk-for-js/blob/main/sdk/identity/identity/TROUBLESHOOTING.md";
    MsalJs = "Source of MSAL.js", "https://github.com/AzureAD/microsoft-authentication-library-for-js";
    Samples = "Office Add-in samples", "https://github.com/OfficeDev/Office-Add-in-samples";
    AddinScripts = "Source of office-addin-sso", "https://github.com/OfficeDev/Office-Addin-Scripts";
    PublicReports = "public reports", "";
    Experience = "experience that nobody has confirmed", "";
}
