//! The add-in's page: what it does about each answer of Office's, of the server's and of the dialog's.

use hallpass_tests::need;

use super::{Workshop, known};
use crate::script;

#[test]
fn each_answer_has_its_remedy() {
    let workshop = Workshop::without_a_tenant();
    let folder = workshop.write_code("page", "client", &known());
    workshop.home.write("page/package.json", br#"{ "type": "module" }"#);
    let node = workshop.home.around(need::program(&["node", "node.exe"], "nodejs"));
    let run = node.args([script::folder("npm").join("page.mjs"), folder]).limit(script::LIMIT).run().expect_code(0);
    assert_eq!(run.stdout, "44 cases\n", "{run}");
}
