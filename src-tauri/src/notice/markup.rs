//! Many desktops of Linux read the body of a notification as markup: an element's name would vanish from a sentence, and a
//! name that somebody else chose could bring a link along.

#[cfg(not(target_os = "linux"))]
pub async fn is_read() -> bool {
    false
}

/// Whether the desktop says so. Where it cannot be asked there is nobody to show a notification.
#[cfg(target_os = "linux")]
pub async fn is_read() -> bool {
    ask::capabilities().await.is_ok_and(|all| all.iter().any(|one| one == "body-markup"))
}

#[cfg(target_os = "linux")]
mod ask {
    use std::time::Duration;

    use zbus::connection::Builder;

    const NAME: &str = "org.freedesktop.Notifications";
    const OBJECT: &str = "/org/freedesktop/Notifications";
    const ANSWER: Duration = Duration::from_secs(2);

    pub async fn capabilities() -> zbus::Result<Vec<String>> {
        let bus = Builder::session()?.method_timeout(ANSWER).build().await?;
        bus.call_method(Some(NAME), OBJECT, Some(NAME), "GetCapabilities", &()).await?.body().deserialize()
    }
}

/// As it has to be written to be read as it is.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_as_it_is() {
        assert_eq!(escaped("R&D has no <Resource>"), "R&amp;D has no &lt;Resource&gt;");
    }
}
