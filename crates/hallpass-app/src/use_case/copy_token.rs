//! The add-in's own token into the clipboard, for as long as somebody needs to paste it.

use std::time::Duration;

use crate::session::{Purpose, TokenHandle};
use crate::{App, AppError};

/// Then it is taken out again, if it is still there.
pub const STAYS: Duration = Duration::from_secs(60);

/// Copies a token of the add-in's own API that this process holds. Never one of Graph: what the exchange gave goes nowhere.
///
/// # Errors
/// `token-not-held`, `token-not-own`, `clipboard-not-writable`.
pub async fn copy_token(app: &App, handle: TokenHandle) -> Result<(), AppError> {
    let held = app.held(handle)?;
    if held.purpose != Purpose::Assertion {
        return Err(AppError::usage(
            "token-not-own",
            "only the add-in's own token is copied, and this is one of Graph",
        )
        .with_hint("an add-in gets such a token by exchanging its own"));
    }
    let (clipboard, token) = (app.clipboard.clone(), held.token.clone());
    blocking(move || clipboard.write_passing(token.expose())).await?;
    let (clipboard, wait) = (app.clipboard.clone(), (app.wait)(STAYS));
    tokio::spawn(async move {
        wait.await;
        // One that cannot be read any more cannot be emptied either.
        let _ = blocking(move || clipboard.end_passing(held.token.expose())).await;
    });
    Ok(())
}

/// Another program may hold the clipboard for seconds.
async fn blocking(work: impl FnOnce() -> Result<(), AppError> + Send + 'static) -> Result<(), AppError> {
    let ended = |_| AppError::could_not_check("clipboard-not-writable", "the clipboard could not be written");
    tokio::task::spawn_blocking(work).await.map_err(ended)?
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use jiff::SignedDuration;
    use sso_core::token::AccessToken;
    use tempfile::TempDir;
    use tokio::sync::watch;
    use url::Url;

    use super::*;
    use crate::session::Held;
    use crate::vault::Vault;
    use crate::{Clipboard, Folders};

    struct Rig {
        app: App,
        held: Arc<Mutex<Option<String>>>,
        over: watch::Sender<bool>,
        _folder: TempDir,
    }

    fn rig() -> Rig {
        let folder = tempfile::tempdir().unwrap();
        let held: Arc<Mutex<Option<String>>> = Arc::default();
        let (over, passed) = watch::channel(false);
        let [read, clear, write] = [(); 3].map(|()| Arc::clone(&held));
        let clipboard = Clipboard::new(
            move || Ok(read.lock().unwrap().clone().unwrap_or_default()),
            move || {
                clear.lock().unwrap().take();
                Ok(())
            },
        )
        .writing(move |text| {
            *write.lock().unwrap() = Some(text.to_owned());
            Ok(())
        });
        let app = App {
            vault: Vault::of_test(0),
            clipboard,
            wait: Arc::new(move |length| {
                let mut passed = passed.clone();
                let until = async move { drop(passed.wait_for(|over| *over).await) };
                // The token's own end is far away.
                if length == STAYS { Box::pin(until) } else { Box::pin(std::future::pending()) }
            }),
            ..App::on_this_machine(Folders::under(folder.path()))
        };
        Rig { app, held, over, _folder: folder }
    }

    fn hold(app: &App, purpose: Purpose) -> TokenHandle {
        app.hold(Held {
            token: AccessToken::new("planted"),
            purpose,
            account: None,
            scopes: Vec::new(),
            ends: app.now() + SignedDuration::from_hours(1),
        })
    }

    #[tokio::test]
    async fn it_is_there_for_a_minute_and_then_nobody_knows_it() {
        let Rig { app, held, over, _folder } = rig();
        copy_token(&app, hold(&app, Purpose::Assertion)).await.unwrap();
        assert_eq!(held.lock().unwrap().as_deref(), Some("planted"));
        over.send(true).unwrap();
        while held.lock().unwrap().is_some() {
            tokio::task::yield_now().await;
        }
        *held.lock().unwrap() = Some("planted".to_owned());
        app.clipboard.clear_passing().unwrap();
        assert!(held.lock().unwrap().is_some(), "somebody put it there since");
    }

    #[tokio::test]
    async fn never_one_of_graph() {
        let Rig { app, held, .. } = rig();
        let graph = hold(&app, Purpose::Graph(Url::parse("https://graph.contoso.com").unwrap()));
        assert_eq!(copy_token(&app, graph).await.unwrap_err().code, "token-not-own");
        assert_eq!(*held.lock().unwrap(), None);
    }
}
