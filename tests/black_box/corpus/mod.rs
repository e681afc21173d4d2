//! Real manifests, byte for byte as their authors keep them. Chosen by their quirks, which INDEX.md of the corpus tells.

use std::fs;
use std::path::Path;
use std::process::Command;

use hallpass_tests::{corpus, need};

use crate::{edit, journey};

mod bulk;

/// One module a file: the journey on it, and its bytes through every edit, in its own line ends and in CRLF.
macro_rules! manifests {
    ($($name:ident: $file:literal),+ $(,)?) => {
        $(
            mod $name {
                const FILE: &str = concat!("xml/", $file);

                #[test]
                fn rehearse() {
                    super::journey::passes_on(&super::corpus::file(FILE));
                }

                #[test]
                fn edit() {
                    let original = std::fs::read(super::corpus::file(FILE)).unwrap();
                    super::edit::goes_round(&original, super::holds_before_libxml2);
                }

                #[test]
                fn edit_with_crlf() {
                    let original = std::fs::read(super::corpus::file(FILE)).unwrap();
                    super::edit::goes_round_with_crlf(&original, super::holds_before_libxml2);
                }
            }
        )+
    };
}

mod taskpane {
    use super::{corpus, edit, holds_before_libxml2, journey};

    manifests! {
        bom_crlf_tabs_and_spaces: "OfficeDev__Office-Add-in-samples__blazor-add-in_Blazor.PowerPoint.AddIn_Assets_manifest.local.xml",
        crlf_and_space_around_the_equals_sign: "OfficeDev__Office-Add-in-samples__blazor-add-in_Blazor.PowerPoint.AddIn_Assets_manifest.production.xml",
        tabs_and_single_quotes: "OfficeDev__Office-Add-in-samples__excel-auth-on-doc-load_manifest@b2a532b.xml",
        tabs_no_final_newline: "OfficeDev__Office-Addin-TaskPane__manifest@3738c6e.xml",
        bom_and_blank_lines_at_the_end: "OfficeDev__Office-Add-in-samples__auth_Office-Add-in-Microsoft-Graph-ASPNET_Office-Add-in-Microsoft-Graph-ASPNET_Office-Add-in-Microsoft-Gra.xml",
        bom_comments_and_remote_app_url: "OfficeDev__PnP-OfficeAddins__Templates_Word.MVCAddInTemplate_Word.MVCAddInTemplateManifest_Word.MVCAddInTemplate.xml",
        template_tokens: "gleanwork__sl-glean-microsoft-excel-addin__manifest.xml.example.xml",
        comments_no_final_newline: "OfficeDev__script-lab__manifests_script-lab-react-localhost.xml",
        four_hosts: "OfficeDev__Office-Addin-TaskPane__manifest.xml",
        with_markup_no_final_newline: "OfficeDev__Office-Addin-TaskPane-SSO-JS__manifest.excel.xml",
        with_markup_tabs_and_remote_app_url: "OfficeDev__Office-Add-in-ASPNET-SSO__Complete_Office-Add-in-ASPNET-SSO_Office-Add-in-ASPNET-SSOManifest_Office-Add-in-ASPNET-SSO.xml",
        with_markup_and_trailing_blanks: "OfficeDev__Office-Add-in-ASPNET-SSO__Before_Office-Add-in-ASPNET-SSO_Office-Add-in-ASPNET-SSOManifest_Office-Add-in-ASPNET-SSO@8f90156.xml",
        with_markup_of_a_graph_tutorial: "microsoftgraph__msgraph-sample-office-addin__demo_graph-tutorial_manifest_manifest@f0713d0.xml",
    }
}

mod mail {
    use super::{corpus, edit, holds_before_libxml2, journey};

    manifests! {
        no_declaration_no_final_newline: "microsoft__MHA__Manifest@153041c.xml",
        non_ascii: "r3dlex__microsoft-outlook-addin-quill__manifests_manifest.xml",
        non_ascii_no_final_newline: "OfficeDev__script-lab__manifests_sideload.outlook.xml",
        trailing_blanks_and_comments: "OfficeDev__Office-Add-in-samples__outlook-set-signature_manifest-configurations_add-in-only_manifest.xml",
        blocks_in_comments: "OfficeDev__Office-Addin-TaskPane-React__manifest.outlook.xml",
        without_a_host_name: "OfficeDev__Outlook-Add-in-On-Send__outlook-add-in-on-send_Contoso-Message-Body-Checker.xml",
        with_markup_bom_and_remote_app_url: "OfficeDev__Outlook-Add-in-SSO__AttachmentDemo_AttachmentDemoManifest_AttachmentDemo.xml",
        with_markup_bom_no_final_newline: "OfficeDev__Office-Add-in-samples__auth_Outlook-Add-in-SSO_AttachmentDemoManifest_AttachmentDemo@5eccf02.xml",
        with_markup_tabs_and_spaces: "OfficeDev__Office-Addin-Taskpane-SSO__manifest.outlook@d5070ee.xml",
        with_markup_events: "OfficeDev__Office-Add-in-samples__auth_Outlook-Add-in-SSO-events_manifest.xml",
    }
}

mod not_well_formed {
    use super::{corpus, edit, fs, journey};

    fn is_refused(name: &str) {
        let file = corpus::file(&format!("xml/{name}"));
        journey::refuses_as_not_well_formed(&file);
        edit::is_refused(&fs::read(file).unwrap(), "well-formed");
    }

    each! {
        is_refused;
        wrong_end_tag: "OfficeDev__Office-Addin-Scripts__office-addin-manifest_test_invalid_incorrect-end-tag.manifest.xml",
        blank_line_before_the_declaration: "CCDanC__outlook-smart-alerts-attachments__manifest_manifest.xml",
        template_of_a_generator: "OfficeDev__generator-office__app_templates_excel_manifest.xml",
        template_of_a_generator_crlf: "OfficeDev__generator-office__app_templates_manifest_manifest-project@50a2563.xml",
        one_note: "OfficeDev__Office-Add-in-samples__onenote-add-in-rubric-grader_manifest.xml",
        single_quotes_and_tabs: "OfficeDev__Office-Add-in-samples__excel-shared-runtime-ribbon_manifest@d68bd09.xml",
        reference: "ciscocmsdevnet__cms-outlook-add-in__manifestFiles_manifest_reference@3ab3915.xml",
    }
}

#[test]
fn mail_without_overrides_is_left_alone() {
    let file = corpus::file("xml/microsoft__MHA__MessageHeaderAnalyzerWeb_Manifest@9f13c60.xml");
    edit::is_refused(&fs::read(file).unwrap(), "VersionOverrides");
}

/// Another parser than the product's accepts the file, and the schema of the corpus finds the markup in its place.
fn holds_before_libxml2(manifest: &Path) {
    let schema = corpus::file("xsd/skeleton/driver.xsd");
    let output = Command::new(need::program(&["xmllint"], "libxml2-utils"))
        .args(["--nonet", "--noout", "--schema"])
        .args([&schema, manifest])
        .output()
        .expect("xmllint starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
