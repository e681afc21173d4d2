//! Whatever the plan, the Python code is Python.

use hallpass_tests::home::Home;
use sso_core::code::{Stack, render};
use sso_core::plan::{AccountTypes, Auth, Drawn, Facts, Pages, Plan};
use sso_core::{Cloud, GraphPermission, OfficeHost};

use crate::script;

/// Everything that ends a literal or a comment somewhere.
const NAME: &str = "Contoso's \"\"\"R&D\"\"\" \\ \n{x} \u{2028}\\";

#[test]
fn python_compiles_each_file() {
    let home = Home::new();
    let mut files = Vec::new();
    for cloud in Cloud::MICROSOFT.into_iter().chain([Cloud::Practice]) {
        for account_types in
            [AccountTypes::SingleTenant, AccountTypes::MultiTenant, AccountTypes::MultiTenantAndPersonal]
        {
            let facts = Facts {
                name: NAME.to_owned(),
                domain: "localhost:3000".parse().expect("a domain"),
                office_hosts: vec![OfficeHost::Word],
                client_id: "c6c1f32b-5e55-4997-881a-753cc1d563b7".parse().ok(),
                tenant_id: "5c6c1f32-5e55-4997-881a-753cc1d563b7".parse().ok(),
                account_types,
                permissions: GraphPermission::by_name("User.Read").into_iter().collect(),
                auth: Auth::LegacySso,
                pages: Pages::default(),
                cloud: cloud.clone(),
            };
            let plan = Plan::new(facts, Drawn { scope_id: uuid::Uuid::nil() });
            for file in render(&plan, Stack::Python).expect("code").files {
                let name = format!("{}-{account_types:?}-{}", cloud.name().replace('/', "-"), file.path.replace('/', "-"));
                files.push(home.write(name, file.text.as_bytes()));
            }
        }
    }
    assert!(files.len() > 90, "{} files", files.len());
    script::python_program(&home).args(["-m", "py_compile"]).args(&files).run().expect_code(0);
    let wrong = home.write("wrong.py", b"def f(:\n");
    assert_ne!(script::python_program(&home).args(["-m", "py_compile"]).args([wrong]).run().code, Some(0));
}
