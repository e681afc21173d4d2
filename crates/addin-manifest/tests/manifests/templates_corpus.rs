//! Each template for each choice of applications, with and without the markup, against the schemas beside the corpus.

use addin_manifest::template::{self, Fill, Host, Template};
use addin_manifest::{Format, Markup, NestedAppAuthMarkup};
use serde_json::Value;

use crate::corpus::{corpus, say, temporary_folder, valid};

const MARKUP: Markup<'_> = Markup {
    id: "c6c1f32b-5e55-4997-881a-753cc1d563b7",
    resource: "api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7",
    scopes: &["openid", "profile", "User.Read"],
    nested_app_auth: None,
};

const BOTH: Markup<'_> = Markup {
    nested_app_auth: Some(NestedAppAuthMarkup {
        redirect_uri: "brk-multihub://localhost:3000",
        scopes: &["User.Read"],
    }),
    ..MARKUP
};

/// As good as anything is accepted where only nested app authentication is wanted.
const NAA: Markup<'_> = Markup { resource: "https://contoso.com", ..BOTH };

/// Every manifest of templates in this format, by a name of its own.
fn rendered(format: Format) -> Vec<(String, String)> {
    let mut manifests = Vec::new();
    for template in Template::ALL.into_iter().filter(|template| template.format() == format) {
        let hosts = template.hosts();
        for bits in 0..1 << hosts.len() {
            // Without a choice it is for all of them.
            let office_hosts = hosts.iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0).map(|(_, host)| *host);
            let office_hosts = office_hosts.collect::<Vec<Host>>();
            for (part, markup) in [("none", None), ("sso", Some(MARKUP)), ("both", Some(BOTH)), ("naa", Some(NAA))] {
                let fill = Fill {
                    add_in_id: "0f8f6e0c-3f0c-4d0b-9a39-5b3f6f4b1c11",
                    display_name: "Fish & \"Chips\" <'\\> 魚",
                    host: "localhost:3000",
                    office_hosts: &office_hosts,
                    markup,
                };
                let name = format!("{template:?}-{bits}-{part}");
                manifests.push((name, template::render(template, &fill).unwrap()));
            }
        }
    }
    manifests
}

#[test]
fn in_xml_they_are_valid() {
    let folder = temporary_folder("templates");
    let mut names = Vec::new();
    for (name, text) in rendered(Format::Xml) {
        let name = format!("{name}.xml");
        std::fs::write(folder.join(&name), text).unwrap();
        names.push(name);
    }
    say(&format!("{} manifests of templates in XML", names.len()));
    assert_eq!(valid(&folder, &names), names.into_iter().collect());
}

#[test]
fn in_json_they_are_valid_by_the_schema_of_their_own_version() {
    let manifests = rendered(Format::Json);
    for (name, text) in &manifests {
        let manifest = serde_json::from_str::<Value>(text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
        let version = manifest["manifestVersion"].as_str().unwrap();
        assert!(manifest["$schema"].as_str().unwrap().contains(&format!("/v{version}/")), "{name}");
        let path = corpus().join(format!("json-schema/MicrosoftTeams.v{version}.schema.json"));
        let schema = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let schema = serde_json::from_slice::<Value>(&schema).unwrap();
        let validator = jsonschema::options().with_draft(jsonschema::Draft::Draft4).build(&schema).unwrap();
        let errors = validator.iter_errors(&manifest);
        let errors = errors.map(|error| format!("{}: {error}", error.instance_path())).collect::<Vec<_>>();
        assert!(errors.is_empty(), "{name}: {errors:#?}\n{text}");
        assert!(!manifest.to_string().contains("[]"), "{name}: a list lost its last item\n{text}");
    }
    say(&format!("{} manifests of templates in JSON", manifests.len()));
}
