//! The system's clipboard: for a secret that was copied in the portal, and for a token that somebody takes along.

use std::sync::{Arc, Mutex, PoisonError};

use zeroize::Zeroizing;

use crate::AppError;

/// Reads and empties. Another one can be handed over in a test.
#[derive(Clone)]
pub struct Clipboard {
    read: Arc<dyn Fn() -> Result<String, AppError> + Send + Sync>,
    clear: Arc<dyn Fn() -> Result<(), AppError> + Send + Sync>,
    write: Write,
    /// What was put there to stay for a moment only, last.
    passing: Arc<Mutex<Option<Zeroizing<String>>>>,
}

type Write = Arc<dyn Fn(&str) -> Result<(), AppError> + Send + Sync>;

impl Clipboard {
    pub fn of_system() -> Self {
        Self {
            read: Arc::new(|| open()?.get_text().map_err(|error| not_readable(&error))),
            clear: Arc::new(|| open()?.clear().map_err(|error| not_readable(&error))),
            write: Arc::new(|text| set_passing(open()?.set(), text).map_err(|error| not_writable(&error))),
            passing: Arc::default(),
        }
    }

    pub fn new(
        read: impl Fn() -> Result<String, AppError> + Send + Sync + 'static,
        clear: impl Fn() -> Result<(), AppError> + Send + Sync + 'static,
    ) -> Self {
        let write: Write = Arc::new(|_| Err(not_writable(&arboard::Error::ClipboardNotSupported)));
        Self { read: Arc::new(read), clear: Arc::new(clear), write, passing: Arc::default() }
    }

    /// The same with another way to write.
    pub fn writing(self, write: impl Fn(&str) -> Result<(), AppError> + Send + Sync + 'static) -> Self {
        Self { write: Arc::new(write), ..self }
    }

    /// Puts a text there that is to stay for a moment only: programs that keep a history of the clipboard, or hand it to other
    /// devices, are asked to leave it out. Blocks.
    ///
    /// # Errors
    /// `clipboard-not-writable`.
    pub fn write_passing(&self, text: &str) -> Result<(), AppError> {
        (self.write)(text)?;
        *self.passing.lock().unwrap_or_else(PoisonError::into_inner) = Some(text.to_owned().into());
        Ok(())
    }

    /// Takes out what [`Self::write_passing`] put there last, if it is still there; nothing where it was taken out before. Blocks.
    ///
    /// # Errors
    /// As of [`Self::clear_if_still`].
    pub fn clear_passing(&self) -> Result<(), AppError> {
        let passing = self.passing.lock().unwrap_or_else(PoisonError::into_inner).take();
        passing.map_or(Ok(()), |text| self.clear_if_still(&text).map(drop))
    }

    /// The same of this text, and of nothing that was put there after it; it is remembered no longer. Blocks.
    ///
    /// # Errors
    /// As of [`Self::clear_if_still`].
    pub fn end_passing(&self, text: &str) -> Result<(), AppError> {
        self.passing.lock().unwrap_or_else(PoisonError::into_inner).take_if(|last| **last == text);
        self.clear_if_still(text).map(drop)
    }

    /// Its text. Blocks, up to some seconds where its owner does not answer.
    ///
    /// # Errors
    /// `clipboard-empty` where it holds no text, `clipboard-not-readable` where there is none, as without a display.
    pub fn text(&self) -> Result<Zeroizing<String>, AppError> {
        (self.read)().map(Zeroizing::new)
    }

    /// Empties it if it still holds this text; whether it did.
    pub fn clear_if_still(&self, text: &str) -> Result<bool, AppError> {
        match self.text() {
            Ok(now) if *now == text => (self.clear)().map(|()| true),
            Err(error) if error.code != "clipboard-empty" => Err(error),
            _ => Ok(false),
        }
    }
}

fn open() -> Result<arboard::Clipboard, AppError> {
    arboard::Clipboard::new().map_err(|error| not_readable(&error))
}

#[cfg(all(unix, not(target_os = "macos")))]
fn set_passing(set: arboard::Set<'_>, text: &str) -> Result<(), arboard::Error> {
    arboard::SetExtLinux::exclude_from_history(set).text(text)
}

#[cfg(windows)]
fn set_passing(set: arboard::Set<'_>, text: &str) -> Result<(), arboard::Error> {
    arboard::SetExtWindows::exclude_from_monitoring(set).text(text)
}

#[cfg(target_os = "macos")]
fn set_passing(set: arboard::Set<'_>, text: &str) -> Result<(), arboard::Error> {
    arboard::SetExtApple::exclude_from_history(set).text(text)
}

fn not_writable(error: &arboard::Error) -> AppError {
    AppError::could_not_check("clipboard-not-writable", format!("the clipboard could not be written: {error}"))
        .with_hint("it needs a desktop session; another program may hold it: try again")
}

fn not_readable(error: &arboard::Error) -> AppError {
    match error {
        arboard::Error::ContentNotAvailable => {
            AppError::could_not_check("clipboard-empty", "the clipboard holds no text")
                .with_hint("copy the secret's Value in the portal, then run this again")
        }
        error => AppError::could_not_check("clipboard-not-readable", format!("the clipboard cannot be used: {error}"))
            .with_hint("it needs a desktop session; without one pipe the secret in: hallpass secret set"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn what_somebody_copied_meanwhile_stays() {
        let held = Arc::new(Mutex::new(Some("secret".to_owned())));
        let (read, clear) = (Arc::clone(&held), Arc::clone(&held));
        let clipboard = Clipboard::new(
            move || read.lock().unwrap().clone().ok_or_else(|| AppError::could_not_check("clipboard-empty", "")),
            move || {
                clear.lock().unwrap().take();
                Ok(())
            },
        );
        assert_eq!(clipboard.clear_if_still("another"), Ok(false));
        assert_eq!(held.lock().unwrap().as_deref(), Some("secret"));
        assert_eq!(clipboard.clear_if_still("secret"), Ok(true));
        assert_eq!(*held.lock().unwrap(), None);
        assert_eq!(clipboard.clear_if_still("secret"), Ok(false));
    }

    #[test]
    fn what_is_passing_is_taken_out_once_and_nothing_else_is() {
        let held = Arc::new(Mutex::new(String::new()));
        let [read, clear, write] = [(); 3].map(|()| Arc::clone(&held));
        let clipboard = Clipboard::new(
            move || Ok(read.lock().unwrap().clone()),
            move || {
                clear.lock().unwrap().clear();
                Ok(())
            },
        )
        .writing(move |text| {
            text.clone_into(&mut write.lock().unwrap());
            Ok(())
        });
        clipboard.write_passing("token").unwrap();
        clipboard.clear_passing().unwrap();
        assert_eq!(*held.lock().unwrap(), "");
        "token".clone_into(&mut held.lock().unwrap());
        clipboard.clear_passing().unwrap();
        assert_eq!(*held.lock().unwrap(), "token", "somebody put it there since");
        clipboard.write_passing("token").unwrap();
        "another".clone_into(&mut held.lock().unwrap());
        clipboard.clear_passing().unwrap();
        assert_eq!(*held.lock().unwrap(), "another");
    }
}
