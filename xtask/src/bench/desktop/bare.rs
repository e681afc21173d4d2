//! The other sides: the window of Tauri's official template, with its own page and with one of React and Fluent alone.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::npm_tool::NpmTool;
use crate::project::{files_below, Project};
use crate::release;
use crate::shell;
use crate::stamp::once_changed;
use crate::ui;

const PLACE: &str = "target/bench/desktop";
/// Not where Hallpass is built: of what both use each wants other features.
const BUILT: &str = "target/bench/built";
const TEMPLATE: &str = "vanilla";
const TOOL: NpmTool = NpmTool {
    folder: "create-tauri-app",
    package: "create-tauri-app",
    version: "4.7.4",
    script: "create-tauri-app.js",
};
/// What it is started with to live in the tray.
pub const IN_TRAY: &str = "--tray";

/// Of the template, and what stands there instead: the same tray as in Tauri's own documentation, and the same place, size
/// and profile of compilation as Hallpass has.
const CHANGES: &[(&str, &str, &str)] = &[
    (
        "src-tauri/src/lib.rs",
        "        .run(tauri::generate_context!())\n        .expect(\"error while running tauri application\");\n",
        concat!(
            "        .setup(|app| {\n",
            "            if std::env::args().any(|word| word == \"--tray\") {\n",
            "                let quit = tauri::menu::MenuItem::with_id(app, \"quit\", \"Quit\", true, None::<&str>)?;\n",
            "                let menu = tauri::menu::Menu::with_items(app, &[&quit])?;\n",
            "                let icon = app.default_window_icon().unwrap().clone();\n",
            "                tauri::tray::TrayIconBuilder::new().icon(icon).menu(&menu).build(app)?;\n",
            "            }\n",
            "            Ok(())\n",
            "        })\n",
            "        .build(tauri::generate_context!())\n",
            "        .expect(\"error while building tauri application\")\n",
            "        .run(|_app, event| {\n",
            "            if let tauri::RunEvent::ExitRequested { code: None, api, .. } = event {\n",
            "                if std::env::args().any(|word| word == \"--tray\") {\n",
            "                    api.prevent_exit();\n",
            "                }\n",
            "            }\n",
            "        });\n",
        ),
    ),
    ("src-tauri/Cargo.toml", "tauri = { version = \"2\", features = [] }", "tauri = { version = \"2\", features = [\"tray-icon\"] }"),
    // For phones; each is linked on its own.
    ("src-tauri/Cargo.toml", "crate-type = [\"staticlib\", \"cdylib\", \"rlib\"]\n", ""),
    ("src-tauri/Cargo.toml", "codegen-units = 1\nlto = true\nopt-level = 3\npanic = \"abort\"\nstrip = true\n", concat!(
        "lto = \"thin\"\nstrip = \"symbols\"\n\n",
        "# It lies in a folder of another one.\n[workspace]\n",
    )),
    ("src-tauri/tauri.conf.json", "\"width\": 800", "\"width\": 1100"),
    ("src-tauri/tauri.conf.json", "\"height\": 600", "\"height\": 760, \"center\": true"),
];

/// The built programs.
pub struct Bare {
    pub template: PathBuf,
    pub fluent: PathBuf,
    /// Of what made the template.
    pub version: &'static str,
}

impl Bare {
    pub fn build(project: &Project) -> Result<Self, Failure> {
        let tool = TOOL.bring(project)?;
        let sources = [
            vec![project.path("xtask/src/bench/desktop/bare.rs"), project.path("Cargo.lock")],
            vec![project.path("ui/package-lock.json")],
            files_below(&project.path("ui/bench"), &[]),
        ]
        .concat();
        let made =
            once_changed(&project.scratch("bench-desktop.stamp")?, &sources, project.path(PLACE).is_dir(), || {
                let failed = |error: std::io::Error| Failure::new(format!("cannot write {PLACE}: {error}"));
                if project.path(PLACE).exists() {
                    fs::remove_dir_all(project.path(PLACE)).map_err(failed)?;
                }
                fs::create_dir_all(project.path(PLACE)).map_err(failed)?;
                Ok(make(project, &tool, "bare")? && make(project, &tool, "fluent")? && fluent_page(project)?)
            })?;
        if !made {
            return Err(Failure::new("the template's window could not be made"));
        }
        let (template, fluent) = (compile(project, "bare")?, compile(project, "fluent")?);
        Ok(Self { template, fluent, version: TOOL.version })
    }
}

fn make(project: &Project, tool: &Path, name: &str) -> Result<bool, Failure> {
    let identifier = format!("app.hallpass.bench.{name}");
    let words = [
        &tool.to_string_lossy(),
        name,
        "--template",
        TEMPLATE,
        "--manager",
        "npm",
        "--identifier",
        &identifier,
        "--yes",
    ];
    if !shell::run_quietly(&mut shell::command("node", &words, &project.path(PLACE)))? {
        return Ok(false);
    }
    let folder = project.path(PLACE).join(name);
    for (file, from, to) in CHANGES {
        change(&folder.join(file), from, to)?;
    }
    // The same Tauri, and the same of whatever else both use.
    fs::copy(project.path("Cargo.lock"), folder.join("src-tauri/Cargo.lock"))
        .map_err(|error| Failure::new(format!("cannot write Cargo.lock of {name}: {error}")))?;
    Ok(true)
}

fn change(file: &Path, from: &str, to: &str) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::new(format!("cannot change {}: {error}", file.display()));
    let text = fs::read_to_string(file).map_err(failed)?;
    if !text.contains(from) {
        return Err(Failure::new(format!("the template is another one: {} has no `{from}`", file.display())));
    }
    fs::write(file, text.replacen(from, to, 1)).map_err(failed)
}

/// In the place of the template's page.
fn fluent_page(project: &Project) -> Result<bool, Failure> {
    if !ui::install(project)? {
        return Ok(false);
    }
    let to = project.path(PLACE).join("fluent/src");
    let words = ["run", "--silent", "bench", "--", "--outDir", &to.to_string_lossy(), "--emptyOutDir"];
    shell::run(&mut shell::npm(&words, &project.path("ui")))
}

fn compile(project: &Project, name: &str) -> Result<PathBuf, Failure> {
    let manifest = project.path(PLACE).join(name).join("src-tauri/Cargo.toml");
    let target = project.path(BUILT);
    let words = [
        "build",
        "--release",
        "--bins",
        "--features",
        "tauri/custom-protocol",
        "--manifest-path",
        &manifest.to_string_lossy(),
        "--target-dir",
        &target.to_string_lossy(),
    ];
    if shell::run(&mut shell::cargo(&words, project.root()))? {
        Ok(release::program(&target.join("release"), name))
    } else {
        Err(Failure::new(format!("the window `{name}` could not be built")))
    }
}
