use std::env;
use std::fs::File;

/// One desktop at a time: several starting windows on a small machine would only wait for each other, past every limit.
///
/// A lock on a file, because test runners start a process for each test, or a thread. It ends with this.
pub struct Alone {
    _lock: File,
}

impl Alone {
    pub fn when_the_others_are_done() -> Self {
        let path = env::temp_dir().join("hallpass-desktop-tests.lock");
        let file = File::create(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        file.lock().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self { _lock: file }
    }
}
