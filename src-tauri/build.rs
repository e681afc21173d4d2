use std::path::Path;
use std::{fs, io};

/// Where `frontendDist` of tauri.conf.json points.
const PAGES: &str = "../ui/dist";

/// Shown when the pages of the window were not built. Without any page Tauri does not compile at all, and then neither
/// would `cargo clippy --workspace` or `cargo test --workspace` in a fresh clone, which have no need of Node.
const PLACEHOLDER: &str = "<!doctype html>\n<meta charset=\"utf-8\">\n<title>Hallpass</title>\n\
    <p>The pages of this window were not built. Start it by: <code>cargo xtask run</code></p>\n";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if !Path::new(PAGES).join("index.html").exists() {
        place_placeholder().map_err(|error| format!("cannot write {PAGES}/index.html: {error}"))?;
    }
    // The context is made here and not by `generate_context!`, because only a build script runs again when a page changed.
    let attributes = tauri_build::Attributes::new().codegen(tauri_build::CodegenContext::new());
    Ok(tauri_build::try_build(attributes)?)
}

fn place_placeholder() -> io::Result<()> {
    fs::create_dir_all(PAGES)?;
    fs::write(Path::new(PAGES).join("index.html"), PLACEHOLDER)
}
