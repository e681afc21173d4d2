//! A locked keyring: whoever needs it says that it waits for a person, and goes on when it is open.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::{Vault, VaultError, platform};

/// How often the keyring is looked at while somebody may be typing a password.
const EVERY: Duration = Duration::from_millis(250);

impl Vault {
    /// How long a person may look for the keyring's password, where one is there.
    pub const PATIENCE: Duration = Duration::from_secs(120);

    /// Waits until the keyring is open, and asks the platform to ask for its password. At once where it is open, or where
    /// the platform asks by itself during each call (macOS, Windows). `locked` is called once with the seconds that
    /// somebody has, when there is somebody to wait for. Nothing else stands still meanwhile, and the end of the process
    /// waits for nobody.
    ///
    /// # Errors
    /// [`VaultError::Locked`] after that time, and at once where nobody is there; [`VaultError::Cancelled`]; at once where
    /// there is no keyring.
    pub async fn unlocked(&self, locked: impl FnOnce(u64), cancel: &CancellationToken) -> Result<(), VaultError> {
        let limit = self.patience;
        // One that does not answer is not waited for either, once somebody has had enough.
        let look = tokio::select! {
            biased;
            () = cancel.cancelled() => return Err(VaultError::Cancelled),
            look = self.ready() => look,
        };
        match look {
            // Nobody is there to unlock it, so nobody is asked.
            Err(VaultError::Locked) if limit.is_zero() => return Err(VaultError::Locked),
            Err(VaultError::Locked) => locked(limit.as_secs()),
            other => return other,
        }
        // On a thread that nobody joins: it may wait for ever. Where no window can be shown, the keyring may still be
        // unlocked by other means.
        let prompt = std::sync::Arc::clone(&self.platform.prompt);
        let _ = std::thread::Builder::new().name("keyring-prompt".to_owned()).spawn(move || prompt());
        let opened = async {
            loop {
                tokio::time::sleep(EVERY).await;
                match self.ready().await {
                    Err(VaultError::Locked) => {}
                    other => return other,
                }
            }
        };
        tokio::select! {
            biased;
            () = cancel.cancelled() => Err(VaultError::Cancelled),
            opened = tokio::time::timeout(limit, opened) => opened.unwrap_or(Err(VaultError::Locked)),
        }
    }

    /// What is done with the keyring, or nothing more of it once somebody has had enough: where the platform asks during a
    /// call, that call ends with the process.
    ///
    /// # Errors
    /// [`VaultError::Cancelled`]; its own.
    pub async fn unless_cancelled<T>(
        cancel: &CancellationToken,
        work: impl Future<Output = Result<T, VaultError>>,
    ) -> Result<T, VaultError> {
        tokio::select! {
            biased;
            () = cancel.cancelled() => Err(VaultError::Cancelled),
            done = work => done,
        }
    }

    /// Whether a call would be answered without a person.
    ///
    /// # Errors
    /// [`VaultError::Absent`], [`VaultError::NoCollection`], [`VaultError::Locked`].
    pub async fn ready(&self) -> Result<(), VaultError> {
        let ready = std::sync::Arc::clone(&self.platform.ready);
        super::on_a_thread(move || ready()).await
    }
}

impl platform::Platform {
    /// For the tests of others: always open.
    #[cfg(test)]
    pub(super) fn open_always(
        open: impl Fn(&str, &str) -> Result<keyring::Entry, VaultError> + Send + Sync + 'static,
    ) -> Self {
        Self {
            open: std::sync::Arc::new(open),
            ready: std::sync::Arc::new(|| Ok(())),
            prompt: std::sync::Arc::new(|| {}),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    use super::*;

    /// Locked for so many looks after somebody was asked for the password.
    fn vault(looks: usize, patience: Duration) -> (Vault, Arc<AtomicBool>) {
        let (asked, left) = (Arc::new(AtomicBool::new(false)), AtomicUsize::new(looks));
        let mut vault = Vault::of_test(usize::MAX).with_patience(patience);
        let prompt = Arc::clone(&asked);
        vault.platform.prompt = Arc::new(move || prompt.store(true, Ordering::SeqCst));
        vault.platform.ready =
            Arc::new(move || match left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)) {
                Ok(_) => Err(VaultError::Locked),
                Err(_) => Ok(()),
            });
        (vault, asked)
    }

    const A_WHILE: Duration = Duration::from_secs(20);

    #[tokio::test]
    async fn waits_for_a_person_and_says_so() {
        let (vault, asked) = vault(3, A_WHILE);
        let mut told = Vec::new();
        vault.unlocked(|seconds| told.push(seconds), &CancellationToken::new()).await.unwrap();
        assert_eq!(told, [20]);
        assert!(asked.load(Ordering::SeqCst));
    }

    #[tokio::test]
    async fn says_nothing_where_it_is_open() {
        let (vault, asked) = vault(0, A_WHILE);
        vault.unlocked(|_| panic!("it is open"), &CancellationToken::new()).await.unwrap();
        assert!(!asked.load(Ordering::SeqCst));
    }

    #[tokio::test]
    async fn gives_up() {
        let (vault, _) = vault(usize::MAX, Duration::from_millis(10));
        let gave_up = vault.unlocked(|_| {}, &CancellationToken::new()).await;
        assert_eq!(gave_up, Err(VaultError::Locked));
        let (vault, asked) = self::vault(usize::MAX, Duration::ZERO);
        let at_once = vault.unlocked(|_| panic!("nobody is there"), &CancellationToken::new()).await;
        assert_eq!(at_once, Err(VaultError::Locked));
        assert!(!asked.load(Ordering::SeqCst), "a window was opened for nobody");
        let (vault, _) = self::vault(usize::MAX, A_WHILE);
        let cancel = CancellationToken::new();
        cancel.cancel();
        assert_eq!(vault.unlocked(|_| {}, &cancel).await, Err(VaultError::Cancelled));
    }

    /// The platform's own question blocks for ever; whoever leaves is let go.
    #[tokio::test]
    async fn a_call_that_never_ends_can_be_left() {
        let (never, blocked) = std::sync::mpsc::channel::<()>();
        let blocked = std::sync::Mutex::new(blocked);
        let (began, begun) = tokio::sync::oneshot::channel();
        let began = std::sync::Mutex::new(Some(began));
        let platform = platform::Platform::open_always(move |_, _| {
            let _ = began.lock().unwrap().take().map(|began| began.send(()));
            let _ = blocked.lock().unwrap().recv();
            Err(VaultError::Absent)
        });
        let vault = Vault { platform, ..Vault::of_test(0) };
        let cancel = CancellationToken::new();
        let leave = async {
            begun.await.unwrap();
            cancel.cancel();
        };
        let name = super::super::SecretName {
            profile: "default".to_owned(),
            kind: super::super::SecretKind::ClientSecret,
            account: "asked".to_owned(),
        };
        let (has, ()) = tokio::join!(Vault::unless_cancelled(&cancel, vault.has(&name)), leave);
        assert_eq!(has, Err(VaultError::Cancelled));
        drop(never);
    }
}
