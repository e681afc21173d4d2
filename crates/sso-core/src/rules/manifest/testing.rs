//! Healthy manifests, and how a rule's tests break one of them in one place.

use super::{check_manifest_with_edits, law};
use crate::plan::{AccountTypes, Drawn, Facts, Plan};
use crate::{Cloud, Code, Finding, OfficeHost};

pub(super) const ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
pub(super) const ANOTHER_ID: &str = "5f2b6c1e-8d43-4a57-9c10-2e7a9b3d4f60";

pub(super) const TASK_PANE: &str = r#"<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0" xsi:type="TaskPaneApp">
  <Id>0f8f6e0c-3f0c-4d0b-9a39-5b3f6f4b1c11</Id>
  <Hosts><Host Name="Workbook"/></Hosts>
  <DefaultSettings><SourceLocation DefaultValue="https://localhost:3000/taskpane.html"/></DefaultSettings>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/taskpaneappversionoverrides" xsi:type="VersionOverridesV1_0">
    <Hosts><Host xsi:type="Workbook"><DesktopFormFactor>
      <GetStarted><LearnMoreUrl resid="learn"/></GetStarted>
      <FunctionFile resid="functions"/>
    </DesktopFormFactor></Host></Hosts>
    <Resources><bt:Urls>
      <bt:Url id="learn" DefaultValue="https://learn.microsoft.com/office"/>
      <bt:Url id="functions" DefaultValue="https://localhost:3000/functions.html"/>
    </bt:Urls></Resources>
    <WebApplicationInfo>
      <Id>c6c1f32b-5e55-4997-881a-753cc1d563b7</Id>
      <Resource>api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7</Resource>
      <Scopes><Scope>profile</Scope><Scope>openid</Scope><Scope>User.Read</Scope></Scopes>
    </WebApplicationInfo>
    <EquivalentAddins/>
  </VersionOverrides>
</OfficeApp>
"#;

pub(super) const MAIL: &str = r#"<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="MailApp">
  <Id>3b8f0e1a-9a52-4f2c-8a7c-52b4d5d3a9c0</Id><AppDomains><AppDomain>https://localhost:3000</AppDomain></AppDomains><Hosts><Host Name="Mailbox"/></Hosts><Requirements><Sets><Set Name="Mailbox"/></Sets></Requirements>
  <FormSettings><Form xsi:type="ItemRead"><DesktopSettings>
    <SourceLocation DefaultValue="https://localhost:3000/read.html"/>
  </DesktopSettings></Form></FormSettings>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides" xsi:type="VersionOverridesV1_0">
    <Resources/>
    <VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides/1.1" xsi:type="VersionOverridesV1_1">
      <Resources/>
      <WebApplicationInfo>
        <Id>c6c1f32b-5e55-4997-881a-753cc1d563b7</Id>
        <Resource>api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7</Resource>
        <Scopes><Scope>openid</Scope><Scope>profile</Scope></Scopes>
      </WebApplicationInfo>
    </VersionOverrides>
  </VersionOverrides>
</OfficeApp>
"#;

pub(super) const UNIFIED: &str = r#"{
  "id": "0f8f6e0c-3f0c-4d0b-9a39-5b3f6f4b1c11",
  "extensions": [ { "runtimes": [ { "code": { "page": "https://localhost:3000/taskpane.html" } } ] } ],
  "webApplicationInfo": {
    "id": "c6c1f32b-5e55-4997-881a-753cc1d563b7",
    "resource": "api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7"
  }
}
"#;

/// With single sign-on of both kinds.
pub(super) const NESTED: &str = r#"{
  "manifestVersion": "1.22",
  "id": "0f8f6e0c-3f0c-4d0b-9a39-5b3f6f4b1c11",
  "extensions": [ { "runtimes": [ { "code": { "page": "https://localhost:3000/taskpane.html" } } ] } ],
  "webApplicationInfo": {
    "id": "c6c1f32b-5e55-4997-881a-753cc1d563b7",
    "resource": "api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7",
    "nestedAppAuthInfo": [ { "redirectUri": "brk-multihub://localhost:3000", "scopes": [ "User.Read", "openid" ] } ]
  }
}
"#;

/// Not without a finding: whether Office reads the markup of a content add-in is not verified.
pub(super) const CONTENT: &str = r#"<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="ContentApp">
  <Id>8d4b1f7e-6a0f-4f7c-9d53-0b0c4c2f6a11</Id>
  <Hosts><Host Name="Workbook"/><Host Name="Presentation"/></Hosts>
  <DefaultSettings><SourceLocation DefaultValue="https://localhost:3000/content.html"/></DefaultSettings>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/contentappversionoverrides" xsi:type="VersionOverridesV1_0">
    <WebApplicationInfo>
      <Id>c6c1f32b-5e55-4997-881a-753cc1d563b7</Id>
      <Resource>api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7</Resource>
      <Scopes><Scope>openid</Scope><Scope>profile</Scope></Scopes>
    </WebApplicationInfo>
  </VersionOverrides>
</OfficeApp>
"#;

/// A plan that the healthy manifests fit.
pub(super) fn plan() -> Plan {
    let facts = Facts {
        name: "Contoso".into(),
        domain: "localhost:3000".parse().unwrap(),
        office_hosts: vec![OfficeHost::Excel],
        client_id: Some(ID.parse().unwrap()),
        tenant_id: None,
        account_types: AccountTypes::SingleTenant,
        permissions: Vec::new(),
        auth: crate::plan::Auth::LegacySso,
        pages: crate::plan::Pages::default(),
        cloud: Cloud::Public,
    };
    Plan::new(facts, Drawn { scope_id: uuid::uuid!("5b3a4e4a-e55e-45ba-820b-ea16efbe3d50") })
}

pub(super) fn findings(text: &str, plan: Option<&Plan>) -> Vec<Finding> {
    let findings = check_manifest_with_edits(&addin_manifest::read(text.as_bytes()), text.as_bytes(), plan);
    for finding in &findings {
        assert!(!finding.evidence.is_empty(), "{} names no evidence", finding.code);
    }
    law::edits_mend(text.as_bytes(), &findings, plan);
    findings
}

pub(super) fn codes(text: &str) -> Vec<Code> {
    findings(text, None).into_iter().map(|finding| finding.code).collect()
}

/// The only finding of a healthy manifest in which `from` was replaced by `to`; the manifest before has none.
pub(super) fn broken(healthy: &str, from: &str, to: &str) -> Finding {
    assert_eq!(codes(healthy), []);
    assert!(healthy.contains(from), "{from} is not in the healthy manifest");
    let mut findings = findings(&healthy.replace(from, to), None);
    assert_eq!(findings.len(), 1, "{findings:#?}");
    findings.remove(0)
}

/// Line and column of the evidence that decided.
pub(super) fn place(finding: &Finding) -> (usize, usize) {
    let place = &finding.evidence[0].place;
    (place.line.unwrap(), place.column.unwrap())
}

#[test]
fn healthy_manifests_have_no_finding_with_and_without_a_plan() {
    for text in [TASK_PANE, MAIL, UNIFIED, NESTED] {
        assert_eq!(findings(text, None), []);
        assert_eq!(findings(text, Some(&plan())), []);
    }
}

#[test]
fn of_many_findings_of_one_rule_the_first_are_shown() {
    let empty = |count: usize| TASK_PANE.replace("<Scope>profile</Scope>", &"<Scope/>\n".repeat(count));
    let titles = |text: &str| {
        let empty = findings(text, None).into_iter().filter(|finding| finding.code == Code::ScopesEmpty);
        empty.map(|finding| (finding.title.clone(), place(&finding).0)).collect::<Vec<_>>()
    };
    assert_eq!(titles(&empty(20)).len(), 20);
    let many = titles(&empty(57));
    assert_eq!(many.len(), 21);
    assert_eq!(many[19], ("a Scope is empty".to_owned(), 36));
    assert_eq!(many[20], ("and 37 more: WebApplicationInfo has no Scope, or an empty one".to_owned(), 37));
}

/// A value of any length makes no line of that length.
#[test]
fn long_values_are_cut_everywhere() {
    let long = |word: &str| word.repeat(100_000);
    let resource = format!("api://localhost:3000/{ID}");
    for text in [
        TASK_PANE.replace(&resource, &format!("{resource}/{}", long("abc"))),
        TASK_PANE.replace(&resource, &format!("api://{}/{ID}", long("a.b"))),
        TASK_PANE.replace(&resource, &format!("API://{}", long("A b "))),
        TASK_PANE.replace("<Scope>openid", &format!("<Scope>{}", long("a/ b"))),
        TASK_PANE.replace(&format!("<Id>{ID}"), &format!("<Id>{}", long("ab\u{A0}c"))),
        TASK_PANE.replace("resid=\"functions\"", &format!("resid=\"{}\"", long("f"))),
        TASK_PANE.replace("https://localhost:3000/functions", &format!("http://localhost:3000/{}", long("f"))),
        TASK_PANE.replace("</WebApplicationInfo>", &format!("</{}>", long("x"))),
        TASK_PANE.replace("OfficeApp", &long("x")),
        UNIFIED.replace(&resource, &format!("{resource}/{}", long("abc"))),
    ] {
        let findings = findings(&text, Some(&plan()));
        assert!(!findings.is_empty());
        for finding in findings {
            let evidence = finding.evidence.iter().map(|evidence| &evidence.text);
            for line in evidence.chain(&finding.fix).chain([&finding.title, &finding.detail]) {
                assert!(line.len() < 4_000, "{}: {} bytes: {:.300}", finding.code, line.len(), line);
            }
        }
    }
}

/// What a finding says to do about a missing or unfinished element works in the file at hand.
#[test]
fn steps_to_write_the_markup_work_in_the_file_at_hand() {
    const APPLY: &str =
        "see the change that writes the markup: hallpass manifest apply FILE --domain localhost:3000 --client-id GUID";

    let without = |text: &str| {
        let (before, rest) = text.split_once("<WebApplicationInfo>").unwrap();
        [before, rest.split_once("</WebApplicationInfo>").unwrap().1].concat()
    };
    let without_overrides = |text: &str| {
        let (start, end) = (text.find("  <VersionOverrides").unwrap(), text.find("</OfficeApp>").unwrap());
        text.replace(&text[start..end], "")
    };
    let one_note = without_overrides(TASK_PANE).replace("\"Workbook\"", "\"Notebook\"");
    let no_type = without_overrides(TASK_PANE).replace(" xsi:type=\"TaskPaneApp\"", "");
    let id = format!("\"id\": \"{ID}\"");
    let teams = |text: &str| text.replace("\"extensions\"", "\"staticTabs\"");
    let missing = Code::WebApplicationInfoMissing;
    for (text, code, first, last) in [
        (without(TASK_PANE), missing, APPLY, APPLY),
        (without_overrides(TASK_PANE), missing, APPLY, APPLY),
        (without(MAIL), missing, APPLY, APPLY),
        (without_overrides(MAIL), missing, "add a VersionOverrides of type VersionOverridesV1_0", APPLY),
        (without_overrides(CONTENT), missing, APPLY, APPLY),
        (one_note, missing, "single sign-on needs Word, Excel", "single sign-on needs Word, Excel"),
        (no_type, missing, "give OfficeApp its xsi:type", APPLY),
        (UNIFIED.replace("webApplicationInfo", "other"), missing, APPLY, APPLY),
        (
            teams(&NESTED.replace("webApplicationInfo", "other")),
            missing,
            "write the property webApplicationInfo: {",
            "",
        ),
        (TASK_PANE.replace(&format!("<Id>{ID}</Id>"), ""), Code::WebApplicationInfoIncomplete, APPLY, APPLY),
        (UNIFIED.replace(&id, "\"id\": \"\""), Code::WebApplicationInfoIncomplete, APPLY, APPLY),
        (
            teams(&NESTED.replace(&id, "\"id\": \"\"")),
            Code::WebApplicationInfoIncomplete,
            "write the property webApplicationInfo.id: ",
            "",
        ),
        (
            TASK_PANE.replace(&format!("<Id>{ID}"), "<Id>{app-id}"),
            Code::ClientIdPlaceholder,
            APPLY,
            "where a build step",
        ),
        (
            teams(&NESTED.replace(&id, "\"id\": \"[app-id]\"")),
            Code::ClientIdPlaceholder,
            "write the property webApplicationInfo.id: ",
            "where a build step",
        ),
        (
            UNIFIED.replace("api://localhost:3000", "api://{host}"),
            Code::ResourcePlaceholder,
            APPLY,
            "where a build step",
        ),
        (TASK_PANE.replace(ID, ANOTHER_ID), Code::ClientIdDiffersFromPlan, APPLY, "correct the plan"),
        (UNIFIED.replace(ID, ANOTHER_ID), Code::ResourceDiffersFromPlan, APPLY, "correct the plan"),
    ] {
        let findings = findings(&text, Some(&plan()));
        let finding = findings.iter().find(|finding| finding.code == code).unwrap_or_else(|| panic!("{code}: {text}"));
        let (found_first, found_last) = (finding.fix.first().unwrap(), finding.fix.last().unwrap());
        assert!(found_first.starts_with(first) && found_last.starts_with(last), "{:?}", finding.fix);
        // Where the pages do not agree, people say which domain is meant.
        assert!(finding.fix.iter().all(|step| !step.contains("HOST[:PORT]")), "{:?}", finding.fix);
        // A Teams app is not edited: there is no add-in in it.
        let edited = !text.contains("staticTabs");
        assert!(edited || finding.fix.iter().all(|step| !step.contains("hallpass")), "{:?}", finding.fix);
    }
}

#[test]
fn the_worst_comes_first_and_then_by_place() {
    let text = TASK_PANE
        .replace("<Scope>profile</Scope>", "")
        .replace("api://localhost:3000/", "https://localhost:3000/")
        .replace("<Id>c6c1f32b-5e55-4997-881a-753cc1d563b7</Id>", "<Id>12345</Id>");
    assert_eq!(codes(&text), [Code::ClientIdNotAGuid, Code::ResourceNotApi, Code::ScopeProfileMissing]);
}

/// Places are counted in characters, whatever the bytes; and what a machine mends it writes in the file's encoding.
#[test]
fn a_manifest_in_utf_16_gets_the_same_findings() {
    let info = &TASK_PANE[TASK_PANE.find("<WebApplicationInfo>").unwrap()..TASK_PANE.find("    <Equ").unwrap()];
    for text in [
        TASK_PANE.replace("api://", "https://"),
        TASK_PANE.replace(&format!("<Id>{ID}"), &format!("<Id>{{{ID}}}")),
        TASK_PANE
            .replace("<Scope>openid</Scope>", "<Scope/>")
            .replace("User.Read", "user.read</Scope>\r\n<Scope>User.Read"),
        TASK_PANE
            .replace(info, "")
            .replace("  <VersionOverrides", &format!("  <!-- \u{1F511} -->{info}  <VersionOverrides")),
        TASK_PANE.replace("resid=\"functions\"", "resid=\"other\""),
        UNIFIED.replace(&format!("/{ID}"), &format!("/{ID}/access_as_user")),
    ] {
        for units in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(units).collect::<Vec<_>>();
            let wide = check_manifest_with_edits(&addin_manifest::read(&bytes), &bytes, None);
            law::edits_mend(&bytes, &wide, None);
            let told = |findings: &[Finding]| {
                let told = findings
                    .iter()
                    .map(|finding| (finding.title.clone(), finding.evidence.clone(), finding.edits.len()));
                told.collect::<Vec<_>>()
            };
            assert_eq!(told(&wide), told(&findings(&text, None)));
            assert!(!wide.is_empty());
        }
    }
}
