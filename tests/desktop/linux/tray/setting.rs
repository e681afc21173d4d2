//! What every test of the tray begins with: a desktop with a panel, and a place that notifications go to.

use std::fs;
use std::path::{Path, PathBuf};

use hallpass_tests::desktop::{Desk, Notifications, Panel, PrivateSession, Starting, Tray, XdgOpen};
use hallpass_tests::need;
use hallpass_tests::program::Running;

use super::QUIT;

/// In the practice tenant, whose own add-in is taken.
pub const PRACTISES: &str = "[facts]\nname = \"Contoso Expenses\"\ncloud = \"practice\"\n";
pub const KNOWN: &str = "[facts]\nname = \"Contoso Expenses\"\ndomain = \"localhost:3000\"\n\
    client_id = \"c6c1f32b-5e55-4997-881a-753cc1d563b7\"\n";

pub struct Setting {
    _panel: Panel,
    pub notifications: Notifications,
    pub desk: Desk,
}

impl Setting {
    /// With these lines in the default profile; empty lines are no profile.
    pub fn with(profile: &str) -> Self {
        Self::of(profile, Notifications::on)
    }

    /// The same where the bodies of notifications are read as markup.
    pub fn with_markup(profile: &str) -> Self {
        Self::of(profile, Notifications::with_markup)
    }

    fn of(profile: &str, notifications: fn(&PrivateSession) -> Notifications) -> Self {
        let desk = Desk::with_keyring();
        let setting = Self { _panel: Panel::on(&desk), notifications: notifications(desk.session()), desk };
        if !profile.is_empty() {
            setting.profile("default", profile);
        }
        setting
    }

    /// A profile's file, with these lines below its head.
    pub fn profile(&self, name: &str, lines: &str) {
        let folder = self.desk.home().config().join("profiles");
        fs::create_dir_all(&folder).unwrap();
        let text = format!("version = 1\nid = \"8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30\"\n{lines}");
        fs::write(folder.join(format!("{name}.toml")), text).unwrap();
    }

    /// The program, no window open.
    pub fn hidden(&self) -> Hidden {
        let mut run = self.desk.hallpass(["--hidden"]).start();
        Hidden { tray: Tray::of(&self.desk, &mut run), run }
    }

    /// The same on a desktop where a browser can be started.
    pub fn hidden_with_browser(&self) -> (Hidden, XdgOpen) {
        let desktop = XdgOpen::in_home(self.desk.home());
        let mut run = desktop.before(self.desk.hallpass(["--hidden"])).start();
        (Hidden { tray: Tray::of(&self.desk, &mut run), run }, desktop)
    }

    /// The program, no window open; that of the first one can be read.
    pub fn starting(&self) -> (Starting, Tray) {
        let starting = Starting::on(&self.desk, &["--hidden"]);
        (starting, Tray::of_any(&self.desk))
    }

    /// The same on a desktop where a browser can be started.
    pub fn starting_with_browser(&self) -> (Starting, Tray, XdgOpen) {
        let desktop = XdgOpen::in_home(self.desk.home());
        let starting = Starting::with_browser(&self.desk, &desktop, &["--hidden"]);
        (starting, Tray::of_any(&self.desk), desktop)
    }

    /// A manifest that carries the markup of [`KNOWN`], made by the command.
    pub fn manifest(&self) -> PathBuf {
        let made = ["manifest", "new", "--office-host", "excel", "-o", "manifest.xml"];
        self.desk.home().hallpass(made).run().expect_code(0);
        self.desk.home().work().join("manifest.xml")
    }

    /// The window has opened this manifest at another time.
    pub fn has_opened(&self, manifest: &Path) {
        let opened = self.desk.home().config().join("state/opened");
        fs::create_dir_all(&opened).unwrap();
        fs::write(opened.join("default.json"), serde_json::json!({ "manifest": manifest }).to_string()).unwrap();
    }

    /// What "Paste" would give.
    pub fn clipboard(&self) -> String {
        let tool = need::program(&["xclip"], "xclip");
        self.desk.around(tool).args(["-selection", "clipboard", "-out"]).run().expect_code(0).stdout
    }
}

pub struct Hidden {
    pub tray: Tray,
    pub run: Running,
}

impl Hidden {
    pub fn quit(self) {
        self.tray.click(QUIT);
        self.run.end().expect_code(0);
    }
}
