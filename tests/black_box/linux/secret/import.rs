//! Out of a `.env` file, and the file without it.

use std::fs;
use std::process::Command;

use hallpass_tests::desktop::PrivateSession;
use hallpass_tests::home::Home;
use hallpass_tests::need;
use hallpass_tests::trace::{self, Needle};

use super::{SECRET, secret, user};

const COMMENT: &str = "# CLIENT_SECRET is in the OS keyring (hallpass)";

fn git(home: &Home, args: &[&str]) {
    let mut git = Command::new(need::program(&["git"], "git"));
    git.args(["-c", "user.name=Contoso", "-c", "user.email=dev@contoso.com", "-c", "commit.gpgsign=false"]).args(args);
    let git = git.current_dir(home.work()).env("HOME", home.root().join("home")).output().unwrap();
    assert!(git.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&git.stderr));
}

#[test]
fn the_value_goes_to_the_keyring_and_a_comment_into_the_file() {
    let (session, home, needle) = (PrivateSession::unlocked(), Home::new(), Needle::new(SECRET));
    let before = format!("PORT=3000\r\nexport CLIENT_SECRET='{SECRET}' # until May\r\nDB_PASSWORD=planted-hunter2\r\n");
    let file = home.write("app/.env", before.as_bytes());
    let import = |more: &[&str]| {
        let args = [&["import", "app/.env", "--format", "json"], more].concat();
        let told = secret(&session, &home, &args).run().expect_code(0);
        assert_eq!(needle.found_in(told.all().as_bytes()), None, "the secret is told");
        assert!(!told.all().contains("hunter2"), "{told}");
        told.json()
    };

    let shown = import(&[]);
    assert_eq!(session.lookup(&user("client-secret")).as_deref(), Some(SECRET));
    assert_eq!(fs::read_to_string(&file).unwrap(), before, "written without being told to");
    let difference = shown["difference"].as_str().unwrap();
    assert!(difference.contains("-export CLIENT_SECRET=(not shown)") && difference.contains(COMMENT), "{difference}");
    assert_eq!((&shown["written"], &shown["git"]), (&false.into(), &"no-repository".into()), "{shown:#}");

    let written = import(&["--write"]);
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        before.replacen(&format!("export CLIENT_SECRET='{SECRET}'"), COMMENT, 1)
    );
    assert_eq!((&written["written"], &written["difference"]), (&true.into(), &shown["difference"]));
    // No copy of the old file, wherever Hallpass keeps things.
    trace::assert_no_file_holds(home.root(), &needle);
    assert_eq!(session.lookup(&user("client-secret")).as_deref(), Some(SECRET));
    let again = secret(&session, &home, &["import", "app/.env", "--write"]).run().expect_code(1);
    assert!(again.stderr.contains("hallpass secret set"), "{again}");
}

/// A write that is whole or does not happen gives one name new content, and the other keeps the old.
#[test]
fn another_name_of_the_file_is_told() {
    let (session, home) = (PrivateSession::unlocked(), Home::new());
    let file = home.write(".env", format!("CLIENT_SECRET={SECRET}\n").as_bytes());
    fs::hard_link(&file, home.work().join("other")).unwrap();
    let told = secret(&session, &home, &["import", ".env", "--write"]).run().expect_code(0);
    assert!(told.stderr.contains("another name (a hard link)"), "{told}");
    assert!(fs::read_to_string(home.work().join("other")).unwrap().contains(SECRET), "then it needs no telling");
}

#[test]
fn what_git_knows_of_the_file() {
    let session = PrivateSession::unlocked();
    let (init, add, commit) = (&["init", "-q"][..], &["add", "-f", ".env"][..], &["commit", "-qm", "a"][..]);
    let remove = &["rm", "-q", "--cached", ".env"][..];
    let other = "CLIENT_SECRET=xyz8Q~planted-for-a-test_of.its-own-0042\n";
    let it = format!("CLIENT_SECRET={SECRET}\n");
    let (other, it) = (Some(other), Some(it.as_str()));
    // What is written before each step; at the end the secret stands in the file.
    for (steps, knows, warns, never) in [
        (&[(it, init)][..], "not-yet", "to .gitignore", "make a new secret"),
        (&[(it, init), (None, add)], "staged", "git rm --cached .env", "make a new secret"),
        (&[(it, init), (None, add), (None, commit)], "committed-secret", "make a new secret", "none of them"),
        (
            &[(it, init), (None, add), (None, commit), (None, remove)],
            "committed-secret",
            "make a new secret",
            "none of",
        ),
        (
            &[(it, init), (None, add), (None, commit), (other, add), (None, &["commit", "-q", "--amend", "-m", "b"])],
            "committed-secret",
            "make a new secret",
            "none of them",
        ),
        (&[(other, init), (None, add), (None, commit)], "committed", "git rm --cached .env", "make a new secret"),
        (&[(other, init), (None, add), (None, commit), (it, add)], "committed", "none of them", "make a new secret"),
        (&[(it, init), (None, &["config", "core.excludesFile", "ignored"])], "ignores", "", "git"),
    ] {
        let home = Home::new();
        home.write("ignored", b".env\n");
        for (content, step) in steps {
            content.iter().for_each(|content| drop(home.write(".env", content.as_bytes())));
            git(&home, step);
        }
        home.write(".env", it.unwrap_or_default().as_bytes());
        let told = secret(&session, &home, &["import", ".env", "--format", "json"]).run().expect_code(0).json();
        let warning = told["warning"].as_str().unwrap_or_default();
        assert_eq!(told["git"], knows, "{steps:?}: {told:#}");
        assert!(warning.contains(warns) && !warning.contains(never), "{steps:?}: {told:#}");
    }
}

/// Where the file cannot be written nothing is in another's place.
#[test]
fn what_the_keyring_had_stays_where_the_file_cannot_be_written() {
    let (session, home) = (PrivateSession::unlocked(), Home::new());
    super::set(&session, &home);
    let file = home.write(".env", b"CLIENT_SECRET=xyz8Q~planted-for-a-test_of.its-own-0042\n");
    let mut read_only = fs::metadata(&file).unwrap().permissions();
    read_only.set_readonly(true);
    fs::set_permissions(&file, read_only).unwrap();
    let refused = secret(&session, &home, &["import", ".env", "--write"]).run().expect_code(3);
    assert!(refused.stderr.contains("could not write"), "{refused}");
    assert_eq!(session.lookup(&user("client-secret")).as_deref(), Some(SECRET));
    for placeholder in ["your-client-secret", "$OTHER", "${OTHER}"] {
        home.write("app/.env", format!("CLIENT_SECRET={placeholder}\n").as_bytes());
        secret(&session, &home, &["import", "app/.env"]).run().expect_code(1);
        assert_eq!(session.lookup(&user("client-secret")).as_deref(), Some(SECRET), "{placeholder}");
    }
}

/// The line that is told gives a server the secret, and an old one behind a `#` is not forgotten.
#[test]
fn what_is_told_after_the_file_was_written() {
    let (session, home) = (PrivateSession::unlocked(), Home::new());
    home.write(".env", format!("# CLIENT_SECRET=xyz8Q~planted\nCLIENT_SECRET={SECRET}\n").as_bytes());
    let told = secret(&session, &home, &["import", ".env", "--write", "--end", "2099-01-31"]).run().expect_code(0);
    assert!(told.stdout.contains("good until:   2099-01-31"), "{told}");
    assert!(told.stderr.contains("behind a #, in line 1") && !told.all().contains("xyz8Q"), "{told}");
    let command = told.stderr.split_once("such as ").expect(&told.stderr).1;
    let command = command.split_once(" npm start").expect(command).0;
    let tools = std::env::var("PATH").unwrap();
    let shell = home.around("/bin/sh".into()).args(["-c", &format!("{command} sh -c 'printf %s \"$CLIENT_SECRET\"'")]);
    let server = session.around(shell).env("PATH", tools).run().expect_code(0);
    assert!(server.stdout == SECRET, "the server got something else");
}

/// Whatever a repository names is not started, and without git that is said.
#[test]
fn git_is_asked_and_nothing_else() {
    let (session, home) = (PrivateSession::unlocked(), Home::new());
    home.write(".env", format!("CLIENT_SECRET={SECRET}\n").as_bytes());
    let witness = home.root().join("tmp/started");
    git(&home, &["init", "-q"]);
    git(&home, &["config", "core.fsmonitor", &format!("touch {}; true", witness.display())]);
    secret(&session, &home, &["import", ".env"]).run().expect_code(0);
    assert!(!witness.exists(), "a program of the repository's was started");

    let empty = home.root().join("run");
    let told = secret(&session, &home, &["import", ".env"]).env("PATH", &empty).run().expect_code(0);
    assert!(told.stderr.contains("git could not be asked"), "{told}");
}

/// What a hook of another repository has set, and a user of git's own patterns.
#[test]
fn git_is_asked_about_this_repository() {
    let (session, home) = (PrivateSession::unlocked(), Home::new());
    home.write(".env", format!("CLIENT_SECRET={SECRET}\n").as_bytes());
    home.write("other/file", b"");
    git(&home, &["init", "-q"]);
    git(&home, &["add", "-f", ".env"]);
    git(&home, &["commit", "-qm", "a"]);
    git(&home, &["rm", "-q", "--cached", ".env"]);
    git(&home, &["commit", "-qm", "b"]);
    git(&home, &["init", "-q", "other"]);
    let other = home.work().join("other/.git");
    let objects = other.join("objects");
    for (name, value) in [
        ("GIT_DIR", other.as_os_str()),
        ("GIT_COMMON_DIR", other.as_os_str()),
        ("GIT_OBJECT_DIRECTORY", objects.as_os_str()),
        ("GIT_ICASE_PATHSPECS", "1".as_ref()),
        ("GIT_GRAFT_FILE", "/dev/null".as_ref()),
    ] {
        let told = secret(&session, &home, &["import", ".env", "--format", "json"]).env(name, value).run();
        assert_eq!(told.expect_code(0).json()["git"], "committed-secret", "{name}");
    }
}

/// A partial clone lacks what nobody looked at. It is not fetched to answer, which would ask a server.
#[test]
fn git_fetches_nothing() {
    let (session, home) = (PrivateSession::unlocked(), Home::new());
    home.write("whole/.env", format!("CLIENT_SECRET={SECRET}\n").as_bytes());
    let whole = home.work().join("whole");
    let from = format!("file://{}", whole.display());
    git(&home, &["init", "-q", "whole"]);
    git(&home, &["-C", "whole", "config", "uploadpack.allowFilter", "true"]);
    git(&home, &["-C", "whole", "add", "-f", ".env"]);
    git(&home, &["-C", "whole", "commit", "-qm", "a"]);
    git(&home, &["-C", "whole", "rm", "-q", "--cached", ".env"]);
    git(&home, &["-C", "whole", "commit", "-qm", "b"]);
    git(&home, &["clone", "-q", "--filter=tree:0", "--no-checkout", &from, "partial"]);
    let witness = home.root().join("tmp/started");
    let fetch = format!("touch {}; git-upload-pack", witness.display());
    git(&home, &["-C", "partial", "config", "remote.origin.uploadpack", &fetch]);
    home.write("partial/.env", format!("CLIENT_SECRET={SECRET}\n").as_bytes());
    let told = secret(&session, &home, &["import", "partial/.env", "--format", "json"]).run().expect_code(0).json();
    assert!(!witness.exists(), "a server was asked");
    // What is not there cannot be looked into, and that is said.
    assert_eq!(told["git"], "unknown", "{told:#}");
}

#[test]
fn of_another_app_than_the_profile() {
    let (session, home) = (PrivateSession::unlocked(), Home::new());
    let other = "99999999-0000-4000-8000-00000000000a";
    home.write(".env", format!("CLIENT_ID={other}\nCLIENT_SECRET={SECRET}\n").as_bytes());
    let profile = "version = 1\nid = \"99999999-0000-4000-8000-00000000000b\"\n\n[facts]\nclient_id = \"c6c1f32b-5e55-4997-881a-753cc1d563b7\"\n";
    let folder = home.config().join("profiles");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("default.toml"), profile).unwrap();
    let told = session.around(home.hallpass(["secret", "import", ".env"])).run().expect_code(2);
    assert!(told.stderr.contains(other) && told.stderr.contains("--client-id"), "{told}");
    assert_eq!(session.attributes(), "");
}
